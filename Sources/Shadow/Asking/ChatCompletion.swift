package import Evidence

/// An answer as a service gave it.
package struct ChatReply: Sendable, Equatable {
  package var text: String
  /// `stop`, `length`, `content_filter` …; nil when it does not say.
  package var finish: String?
  /// Nil: the service does not say what it counted.
  package var tokensIn: Int64?
  package var tokensOut: Int64?
  package init(text: String, finish: String?, tokensIn: Int64?, tokensOut: Int64?) {
    self.text = text
    self.finish = finish
    self.tokensIn = tokensIn
    self.tokensOut = tokensOut
  }
}

/// The documents of `POST /chat/completions`.
package enum ChatCompletion {
  /// The request: no randomness that can be turned off is left on.
  package static func request(_ call: ModelCall) -> JSONValue {
    [
      "max_tokens": .number(String(call.maxTokens)),
      "messages": .array(call.messages.map { ["content": .string($0.content), "role": .string($0.role)] }),
      "model": .string(call.model), "stream": false, "temperature": 0,
    ]
  }

  /// Reads a reply; nil when it is no chat completion. Text in parts is joined.
  package static func reply(_ bytes: [UInt8]) -> ChatReply? {
    guard let document = try? JSONValue(bytes, policy: .generation), case .array(let choices)? = document["choices"],
      let choice = choices.first, let message = choice["message"]
    else { return nil }
    let text: String
    switch message["content"] {
    case .string(let content): text = content
    case .array(let parts): text = parts.compactMap { $0["text"]?.text }.joined()
    // A model that refuses in the field of its own answers nothing else.
    case .null, nil: text = message["refusal"]?.text ?? ""
    default: return nil
    }
    return ChatReply(
      text: text, finish: choice["finish_reason"]?.text, tokensIn: count(document["usage"]?["prompt_tokens"]),
      tokensOut: count(document["usage"]?["completion_tokens"]))
  }

  private static func count(_ value: JSONValue?) -> Int64? {
    guard case .number(let text)? = value, let number = Int64(text), number >= 0 else { return nil }
    return number
  }
}
