import Evidence

/// One call of a model as members of the normalised event, from its span and what stands around it in the trace.
struct CallReading {
  /// By the names of `NormalisedShape`.
  private(set) var members: [String: JSONValue] = [:]
  /// The provider's id of its answer.
  let responseID: String?

  private let span: TracePart
  private let own: TracePart.Attributes
  /// Of the span, then of its ancestors, nearest first, then of the resource.
  private let around: [TracePart.Attributes]

  /// - Parameters:
  ///   - logs: records about this span, in the order they were made.
  ///   - ancestors: nearest first.
  ///   - template: the span of the same parent that filled in the prompt.
  ///   - retrieved: rows of `retrieved`.
  ///   - embeddings: spans of the trace that made vectors of texts.
  init(
    _ span: TracePart, operation: String, logs: [TracePart], ancestors: [TracePart], template: TracePart?,
    retrieved: [JSONValue], embeddings: [TracePart] = []
  ) {
    self.span = span
    var own = span.attributes
    for log in logs where log.name == TracePart.details { own.merge(log.attributes) { mine, _ in mine } }
    self.own = own
    around = [own] + ancestors.map(\.attributes) + [span.resource]
    responseID = own.text("gen_ai.response.id")
    let messages = MessageReading(span, logs: logs)
    readNames(operation)
    readPrompt(template)
    readTimes()
    readFigures()
    set("system_instructions", list(messages.system))
    set("input_messages", list(messages.input))
    set("output_messages", list(messages.output))
    set("tools", tools)
    set("retrieved", list(numbered(retrieved)))
    set("embedding", EmbeddedAnswer(messages.output, embeddings).value)
    readEnding(messages.finishReasons)
    readEvaluations(logs)
    set("unknown_attributes", rest)
    set("trace", .string(span.eventID))
  }

  private mutating func set(_ name: String, _ value: JSONValue?) { if let value { members[name] = value } }
  private mutating func set(_ name: String, _ text: String?) {
    set(name, text.map { JSONValue.string(Self.fitted($0)) })
  }
  private mutating func set(_ name: String, _ integer: Int64?) {
    set(name, integer.map { JSONValue.number(String($0)) })
  }

  private func list(_ values: [JSONValue]) -> JSONValue? { values.isEmpty ? nil : .array(values) }

  /// A name is never longer than the record holds; what is longer is no name.
  private static func fitted(_ text: String) -> String {
    text.utf8.count <= longestName ? text : String(decoding: text.utf8.prefix(longestName - 4), as: UTF8.self)
  }

  private func nearest(_ names: String...) -> String? {
    for attributes in around {
      for name in names { if let text = attributes[name]?.filledText { return text } }
    }
    return nil
  }

  // MARK: names

  private mutating func readNames(_ operation: String) {
    set("event_id", span.eventID)
    set("source", own["openinference.span.kind"] == nil ? "otlp" : "openinference")
    set("operation", operation)
    set("provider", own.text("gen_ai.provider.name", "gen_ai.system", "llm.provider", "llm.system"))
    set("model", own.text("countersign.model.name"))
    set("model_version", own.text("countersign.model.version"))
    let asked = own.text("gen_ai.request.model", "llm.request.model_name", "llm.model_name", "embedding.model_name")
    set("model_requested", asked ?? invocation?["model"]?.filledText ?? invocation?["model_name"]?.filledText)
    set("model_responded", own.text("gen_ai.response.model", "llm.response.model_name", "llm.model_name"))
    set("service", span.resource.text("service.name", "openinference.project.name"))
    set("environment", span.resource.text("deployment.environment.name", "deployment.environment"))
    set(
      "conversation_id",
      nearest(
        "gen_ai.conversation.id", "session.id", "traceloop.association.properties.session_id", "langfuse.session.id"))
  }

  /// Parameters that OpenInference sends as JSON in text.
  private var invocation: JSONValue? {
    own.first("llm.invocation_parameters", "embedding.invocation_parameters")?.unpacked
  }

  private mutating func readPrompt(_ template: TracePart?) {
    let linked = own["mlflow.linkedPrompts"]?.unpacked?.elements?.first
    let name = nearest("countersign.prompt.name", "gen_ai.prompt.name", "langfuse.observation.prompt.name", "prompt.id")
    set("prompt_name", name ?? linked?["name"]?.filledText)
    let version = around.lazy.compactMap {
      $0.first("countersign.prompt.version", "langfuse.observation.prompt.version", "llm.prompt_template.version")
    }.first
    set("prompt_version_text", plain(version ?? linked?["version"]))
    let metadata = own["metadata"]?.unpacked
    set(
      "prompt_id",
      nearest("countersign.prompt.id", "traceloop.association.properties.prompt_id")
        ?? metadata?["prompt_id"]?.filledText)
    let filled = own.text("llm.prompt_template.template") == nil ? template?.attributes ?? [:] : own
    if case .object(let variables) = filled["llm.prompt_template.variables"]?.unpacked, !variables.isEmpty {
      set("prompt_variables", .object(variables))
    }
  }

  private func plain(_ value: JSONValue?) -> String? {
    switch value {
    case .string(let text): text.isEmpty ? nil : text
    case .number(let text): text
    default: nil
    }
  }

  // MARK: times and figures

  private mutating func readTimes() {
    set("started_at", .string(String(span.start)))
    if span.kind == .span, span.end > 0 { set("ended_at", .string(String(span.end))) }
    if let wait = own["gen_ai.response.time_to_first_chunk"]?.double, (0..<86_400).contains(wait) {
      set("first_token_at", .string(String(span.start + Int64(wait * 1e9))))
    }
  }

  private mutating func readFigures() {
    // Parts of the totals, never added to them.
    set(
      "tokens_in",
      own.integer(
        "gen_ai.usage.input_tokens", "gen_ai.usage.prompt_tokens", "llm.token_count.prompt", "llm.usage.prompt_tokens"))
    set(
      "tokens_out",
      own.integer(
        "gen_ai.usage.output_tokens", "gen_ai.usage.completion_tokens", "llm.token_count.completion",
        "llm.usage.completion_tokens"))
    set(
      "tokens_cache_read",
      own.integer("gen_ai.usage.cache_read.input_tokens", "llm.token_count.prompt_details.cache_read"))
    set(
      "tokens_reasoning",
      own.integer("gen_ai.usage.reasoning.output_tokens", "llm.token_count.completion_details.reasoning"))
    if let cost = own["llm.cost.total"]?.double, (0..<1e12).contains(cost) {
      set("cost_micros", Int64((cost * 1e6).rounded()))
      set("currency", "USD")
    }
    var parameters = invocation?.attributes ?? [:]
    for (key, value) in own where key.hasPrefix("gen_ai.request.") {
      parameters[String(key.dropFirst("gen_ai.request.".count))] = value
    }
    for name in ["model", "model_name", "messages", "_type"] { parameters[name] = nil }
    parameters = parameters.filter { !$0.value.isNull }
    if !parameters.isEmpty { set("params", .object(parameters)) }
  }

  private var tools: JSONValue? {
    if let defined = own["gen_ai.tool.definitions"] { return defined.unpacked ?? defined }
    let schemas = IndexedAttributes("llm.tools", in: own).elements.compactMap { $0["tool.json_schema"] }
    return list(schemas.map { $0.unpacked ?? $0 })
  }

  private func numbered(_ rows: [JSONValue]) -> [JSONValue] {
    rows.enumerated().map { place, row in
      .object((row.attributes ?? [:]).merging(["rank": .number(String(place + 1))]) { _, rank in rank })
    }
  }

  // MARK: how it ended

  private mutating func readEnding(_ spoken: [String]) {
    var reasons =
      own["gen_ai.response.finish_reasons"].map { $0.unpacked?.elements ?? [$0] }?.compactMap(\.filledText) ?? []
    if reasons.isEmpty { reasons = own.text("llm.finish_reason").map { [$0] } ?? spoken }
    set("finish_reasons", list(reasons.map { .string($0) }))
    if reasons.contains("content_filter") {
      set("flags", [["source": "provider", "category": "content_filter", "verdict": "flagged", "side": "output"]])
    }
    let exception = span.events.first { $0.name == "exception" }?.attributes.text("exception.type")
    if span.failed || own.text("error.type") != nil {
      set("status", "error")
      set("error_type", own.text("error.type") ?? exception ?? "unknown")
    }
  }

  /// What judges said of it on the way, `gen_ai.evaluation.result`.
  private mutating func readEvaluations(_ logs: [TracePart]) {
    let told =
      span.events.filter { $0.name == "gen_ai.evaluation.result" }.map { ($0.attributes, Int64?.none) }
      + logs.filter(\.isJudgement).map { ($0.attributes, $0.start) }
    set("evals", list(told.compactMap { CallReading.judgement($0, at: $1) }))
  }

  /// A member of `evals`; nil when it names nothing.
  ///
  /// - Parameter at: nanoseconds since 1970.
  static func judgement(_ attributes: TracePart.Attributes, at: Int64?) -> JSONValue? {
    guard let name = attributes.text("gen_ai.evaluation.name") else { return nil }
    return .object(present: [
      ("name", .string(fitted(name))),
      ("score", attributes["gen_ai.evaluation.score.value"]?.double.map { .number(String($0)) }),
      ("label", attributes["gen_ai.evaluation.score.label"]),
      ("rationale", attributes["gen_ai.evaluation.explanation"]),
      ("ts", at.map { .string(String($0)) }),
    ])
  }

  // MARK: the rest

  /// What no name above speaks of, as it came; who the user is stays out.
  private var rest: JSONValue? {
    let others = own.filter { key, value in
      !value.isNull && !CallReading.spokenFor.contains { key.hasPrefix($0) }
    }
    return others.isEmpty ? nil : .object(others)
  }

  private static let spokenFor = [
    "gen_ai.", "llm.", "embedding.", "input.", "output.", "openinference.", "session.", "user.", "enduser.",
    "traceloop.entity.", "traceloop.association.properties.user_id", "countersign.", "metadata", "mlflow.span",
  ]
}

extension CallReading {
  /// Takes what this one lacks.
  mutating func take(_ other: CallReading) {
    members.merge(other.members) { mine, _ in mine }
  }
}
