internal import Evidence
package import Governance

/// A registered checker: a service that says whether a text is safe.
///
/// Its version's body holds `checker`, an object with `format`, and may hold `category` (as the checker spells it; all of them
/// unless told), `taxonomy` (whose codes these are) and `language` (`en` unless told; Presidio asks for it).
package struct CheckerPrompt: Sendable, Equatable {
  package var format: CheckerFormat
  package var category: String?
  package var taxonomy: String?
  package var language: String

  /// Nil when the body has no `checker`.
  ///
  /// - Throws: `shadow.checker` when it names no form that is understood.
  package init?(body: [UInt8]) throws(Problem) {
    guard let document = try? JSONValue(body, policy: .generation), let checker = document["checker"] else {
      return nil
    }
    guard let format = checker["format"]?.text.flatMap(CheckerFormat.init) else {
      throw Problem(
        .badData, "shadow.checker", happened: "The checker's version does not say how it is asked.",
        because: "Its checker has no format that is understood.",
        remedy: "Give it one of \(CheckerFormat.allCases.map(\.rawValue).joined(separator: ", ")).")
    }
    self.format = format
    category = checker["category"]?.text
    taxonomy = checker["taxonomy"]?.text
    language = checker["language"]?.text ?? "en"
  }

  /// What to ask about an answer.
  ///
  /// - url: the service's base address.
  /// - model: the name of the model at the service, for the formats that take one.
  package func call(
    url: String, model: String, conversation: [ChatMessage], answer: String, idempotencyKey: String
  ) -> CheckerCall {
    let (path, document) = request(conversation, answer, model)
    return CheckerCall(
      url: url, path: path, document: document, isChat: format == .llamaGuard,
      keyHeader: format == .azure ? "Ocp-Apim-Subscription-Key" : nil, idempotencyKey: idempotencyKey)
  }

  private func request(
    _ conversation: [ChatMessage], _ answer: String, _ model: String
  ) -> (path: String, document: JSONValue) {
    switch format {
    case .azure:
      // The longest text it takes, in code points.
      let text = String(String.UnicodeScalarView(answer.unicodeScalars.prefix(10_000)))
      return (
        "/contentsafety/text:analyze?api-version=2023-10-01",
        ["outputType": "EightSeverityLevels", "text": .string(text)]
      )
    case .openai: return ("/moderations", ["input": .string(answer), "model": .string(model)])
    case .llamaGuard:
      let messages = conversation.filter { $0.role != "system" } + [ChatMessage(role: "assistant", content: answer)]
      let call = ModelCall(url: "", model: model, messages: messages, maxTokens: 32, idempotencyKey: "")
      return ("/chat/completions", ChatCompletion.request(call))
    case .presidio: return ("/analyze", ["language": .string(language), "text": .string(answer)])
    }
  }

  /// How bad it says the text is, 0 to 1: the highest score of the category asked for, 1 or 0 where it gives none. Nil when
  /// the checker failed, or was not asked about the category.
  package func figure(_ flags: [Flag]) -> Double? {
    guard !flags.contains(where: { $0.verdict == .error }) else { return nil }
    let told = category.map { name in flags.filter { $0.category == name || $0.category == "unspecified" } } ?? flags
    guard !told.isEmpty else {
      // These name what they find; the others name what they looked for.
      return format == .presidio || format == .llamaGuard ? 0 : nil
    }
    return told.map { $0.score ?? ($0.verdict == .flagged ? 1 : 0) }.max()
  }
}
