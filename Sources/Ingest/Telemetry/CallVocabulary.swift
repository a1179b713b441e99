import Evidence

/// How instruments name what a span did. Source: OpenTelemetry semantic conventions 1.41.1 and before, OpenInference 0.1.42,
/// OpenLLMetry 0.62.
extension TracePart {
  /// A log record of what a judge says of a call, its own or one that was taken long ago.
  package var isJudgement: Bool { kind == .log && name == "gen_ai.evaluation.result" }

  /// What a call of a model does, in the words of OpenTelemetry; nil when this is none.
  package var callOperation: String? {
    switch kind {
    case .span:
      if let kind = attributes.text("openinference.span.kind") {
        return ["LLM": "chat", "EMBEDDING": "embeddings"][kind]
      }
      if let operation = attributes.text("gen_ai.operation.name") { return TracePart.calls[operation] }
      if let type = attributes.text("llm.request.type") { return TracePart.calls[type] }
      guard attributes.text("traceloop.span.kind") == nil else { return nil }
      return attributes.keys.contains(where: TracePart.speaksOfACall) ? "chat" : nil
    case .log:
      guard name == TracePart.details else { return nil }
      return attributes.text("gen_ai.operation.name").flatMap { TracePart.calls[$0] } ?? "chat"
    }
  }

  /// Whether this fetched rows of data for a call to come.
  var isRetrieval: Bool {
    attributes.text("openinference.span.kind") == "RETRIEVER"
      || ["retrieval", "vector_db_retrieve"].contains(attributes.text("gen_ai.operation.name"))
  }

  /// Whether this made vectors of texts, as OpenInference says.
  var isEmbedding: Bool { attributes.text("openinference.span.kind") == "EMBEDDING" }

  /// Whether a log record says something of a call: others are nobody's business here.
  package var isAboutModels: Bool {
    name.hasPrefix("gen_ai.") || attributes.keys.contains { $0.hasPrefix("gen_ai.") }
  }

  /// One log record with all that a span would have said, for those who keep content off spans.
  static let details = "gen_ai.client.inference.operation.details"

  private static let calls = [
    "chat": "chat", "generate_content": "generate_content", "text_completion": "text_completion",
    "completion": "text_completion", "embeddings": "embeddings", "embedding": "embeddings",
  ]

  private static func speaksOfACall(_ key: String) -> Bool {
    key.hasPrefix("gen_ai.usage.") || key.hasPrefix("llm.token_count.")
      || ["gen_ai.request.model", "gen_ai.response.model", "llm.model_name"].contains(key)
  }
}
