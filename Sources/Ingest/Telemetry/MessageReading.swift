import Evidence

/// Conversations as instruments send them, brought to the message shape of OpenTelemetry 1.37:
/// `{"role": …, "parts": [{"type": "text", "content": …}]}`.
struct MessageReading {
  var system: [JSONValue] = []
  var input: [JSONValue] = []
  var output: [JSONValue] = []
  var finishReasons: [String] = []

  /// - Parameters:
  ///   - span: a call.
  ///   - logs: records about it, in the order they were made.
  init(_ span: TracePart, logs: [TracePart]) {
    structured(span.attributes)
    for log in logs where log.name == TracePart.details && input.isEmpty && output.isEmpty {
      structured(log.attributes)
    }
    if input.isEmpty, output.isEmpty { openInference(span.attributes) }
    if input.isEmpty, output.isEmpty { numbered(span.attributes) }
    if input.isEmpty, output.isEmpty {
      for log in logs { event(log.name, log.body?.attributes ?? [:], log.attributes) }
      for other in span.events { event(other.name, other.attributes, other.attributes) }
    }
    if input.isEmpty, output.isEmpty { whole(span.attributes) }
  }

  // MARK: 1.37 and later

  /// Lists on the span or on one event, structured or as JSON in text.
  private mutating func structured(_ attributes: TracePart.Attributes) {
    system += MessageReading.list(attributes["gen_ai.system_instructions"], role: "system")
    input += MessageReading.list(attributes["gen_ai.input.messages"], role: "user")
    output += MessageReading.list(attributes["gen_ai.output.messages"], role: "assistant")
  }

  /// Messages of a list, each made fit; what is no list is one message of text.
  private static func list(_ value: JSONValue?, role: String) -> [JSONValue] {
    guard let value, !value.isNull, value != .string("") else { return [] }
    guard case .array(let elements) = value.unpacked else { return [text(value.text ?? "", role: role)] }
    // Instructions are a list of bare parts.
    if elements.allSatisfy({ $0["role"] == nil && $0["type"] != nil }) { return [message(role, parts: elements)] }
    return elements.map { element in
      let said = element["role"]?.filledText ?? role
      let rest = (element.attributes ?? [:]).filter {
        !["role", "parts", "content"].contains($0.key) && !$0.value.isNull
      }
      if case .array(let parts) = element["parts"] {
        return message(said, parts: parts.filter { $0.attributes != nil }, rest)
      }
      if case .array(let parts) = element["content"] { return message(said, parts: parts.map(part), rest) }
      return message(said, parts: [textPart(element["content"]?.text ?? element.text ?? "")], rest)
    }
  }

  /// A part of the vendors' own shape, `{"type": "text", "text": …}`, in that of OpenTelemetry.
  private static func part(_ value: JSONValue) -> JSONValue {
    if value["type"]?.text == "text", let text = value["text"]?.text { return textPart(text) }
    return value.attributes == nil ? textPart(value.text ?? "") : value
  }

  // MARK: 1.36 and before

  /// One event a message: `gen_ai.user.message` and its like, `gen_ai.choice`.
  private mutating func event(
    _ name: String, _ body: TracePart.Attributes, _ attributes: TracePart.Attributes
  ) {
    let role = name.hasPrefix("gen_ai.") ? name.dropFirst(7).prefix { $0 != "." } : ""
    switch name {
    case "gen_ai.system.message": system.append(MessageReading.older(body, role: "system"))
    case "gen_ai.user.message", "gen_ai.assistant.message", "gen_ai.tool.message":
      input.append(MessageReading.older(body, role: String(role)))
    case "gen_ai.choice":
      output.append(MessageReading.older(body["message"]?.attributes ?? body, role: "assistant"))
      if let reason = body["finish_reason"]?.filledText { finishReasons.append(reason) }
    case "gen_ai.content.prompt": input += MessageReading.list(attributes["gen_ai.prompt"], role: "user")
    case "gen_ai.content.completion": output += MessageReading.list(attributes["gen_ai.completion"], role: "assistant")
    default: break
    }
  }

  private static func older(_ body: TracePart.Attributes, role: String) -> JSONValue {
    let role = body.text("role") ?? role
    var parts: [JSONValue] = []
    switch body["content"] ?? body["gen_ai.event.content"] {
    case .some(let content) where role == "tool" && !content.isNull:
      return message(role, parts: [answer(to: body["id"]?.text, content)])
    case .array(let content): parts = content.map(part)
    case .string(let text): parts = [textPart(text)]
    default: break
    }
    for call in body["tool_calls"]?.unpacked?.elements ?? [] {
      parts.append(
        toolCall(id: call["id"]?.text, name: call["function"]?["name"]?.text, call["function"]?["arguments"]))
    }
    return message(role, parts: parts)
  }

  // MARK: keys with numbers

  /// `llm.input_messages.0.message.content`.
  private mutating func openInference(_ attributes: TracePart.Attributes) {
    input = IndexedAttributes("llm.input_messages", in: attributes).elements.map {
      MessageReading.flat($0, prefix: "message.", role: "user")
    }
    output = IndexedAttributes("llm.output_messages", in: attributes).elements.map {
      MessageReading.flat($0, prefix: "message.", role: "assistant")
    }
  }

  /// `gen_ai.prompt.0.content`, of OpenLLMetry before it followed the conventions.
  private mutating func numbered(_ attributes: TracePart.Attributes) {
    input = IndexedAttributes("gen_ai.prompt", in: attributes).elements.map {
      MessageReading.flat($0, prefix: "", role: "user")
    }
    for element in IndexedAttributes("gen_ai.completion", in: attributes).elements {
      output.append(MessageReading.flat(element, prefix: "", role: "assistant"))
      if let reason = element.text("finish_reason") { finishReasons.append(reason) }
    }
  }

  private static func flat(_ element: TracePart.Attributes, prefix: String, role: String) -> JSONValue {
    let role = element.text(prefix + "role") ?? role
    var parts: [JSONValue] = []
    if let content = element[prefix + "content"], !content.isNull {
      if role == "tool" {
        parts.append(answer(to: element.text(prefix + "tool_call_id"), content))
      } else if prefix.isEmpty, case .array(let several) = content.unpacked, several.allSatisfy({ $0["type"] != nil }) {
        parts += several.map(part)
      } else {
        parts.append(textPart(content.text ?? ""))
      }
    }
    for content in IndexedAttributes(prefix + "contents", in: element).elements {
      if let text = content["message_content.text"]?.text {
        parts.append(textPart(text))
      } else if let uri = content.text("message_content.image.image.url") {
        parts.append(["type": "uri", "modality": "image", "uri": .string(uri)])
      }
    }
    for call in IndexedAttributes(prefix + "tool_calls", in: element).elements {
      parts.append(
        toolCall(
          id: call.text("tool_call.id", "id"), name: call.text("tool_call.function.name", "name"),
          call.first("tool_call.function.arguments", "arguments")))
    }
    return message(role, parts: parts)
  }

  /// Only the whole of what went in and came out, of a call that says nothing finer.
  private mutating func whole(_ attributes: TracePart.Attributes) {
    if let text = attributes.text("input.value", "traceloop.entity.input", "mlflow.spanInputs") {
      input = [MessageReading.text(text, role: "user")]
    }
    if let text = attributes.text("output.value", "traceloop.entity.output", "mlflow.spanOutputs") {
      output = [MessageReading.text(text, role: "assistant")]
    }
  }

  // MARK: writing

  private static func text(_ text: String, role: String) -> JSONValue { message(role, parts: [textPart(text)]) }

  private static func textPart(_ text: String) -> JSONValue { ["type": "text", "content": .string(text)] }

  private static func toolCall(id: String?, name: String?, _ arguments: JSONValue?) -> JSONValue {
    .object(present: [
      ("type", "tool_call"), ("id", id.map { .string($0) }), ("name", .string(name ?? "")),
      ("arguments", arguments.map { $0.unpacked ?? $0 }),
    ])
  }

  private static func answer(to id: String?, _ content: JSONValue) -> JSONValue {
    .object(present: [("type", "tool_call_response"), ("id", id.map { .string($0) }), ("response", content)])
  }

  private static func message(
    _ role: String, parts: [JSONValue], _ rest: TracePart.Attributes = [:]
  ) -> JSONValue {
    .object(rest.merging(["role": .string(role), "parts": .array(parts)]) { _, ours in ours })
  }
}
