import Evidence
package import Governance

/// What one request of OTLP brought.
package struct TelemetryBatch: Sendable, Equatable {
  /// Something of the request that was not taken, as JSON.
  package struct Refused: Sendable, Equatable {
    package var raw: [UInt8]
    package var refusal: Refusal
    package init(raw: [UInt8], refusal: Refusal) {
      self.raw = raw
      self.refusal = refusal
    }
  }

  package private(set) var parts: [TracePart] = []
  package private(set) var refused: [Refused] = []
  /// Log records that say nothing of models: taken, and not kept.
  package private(set) var ignored = 0

  mutating func add(_ part: TracePart) {
    if part.kind == .log, !part.isAboutModels {
      ignored += 1
    } else if let fault = part.fault {
      refuse(part, fault)
    } else {
      parts.append(part.kept)
    }
  }

  private mutating func refuse(_ part: TracePart, _ refusal: Refusal) {
    let raw = (try? part.text) ?? Array(part.name.utf8)
    refused.append(Refused(raw: raw, refusal: refusal))
  }

  /// Times of the calls in it, first and last.
  package var times: (first: Instant, last: Instant)? {
    let ends = parts.map { $0.end > 0 ? $0.end : $0.start }
    guard let first = ends.min(), let last = ends.max() else { return nil }
    return (Instant(microseconds: first / 1000), Instant(microseconds: last / 1000))
  }
}

extension TracePart {
  /// Of a span that has nothing to do with models only what its children inherit: a service's other spans are not ours.
  fileprivate var kept: TracePart {
    guard kind == .span, callOperation == nil, !isRetrieval, events.allSatisfy({ !$0.name.hasPrefix("gen_ai.") }),
      !attributes.keys.contains(where: { key in TracePart.ours.contains { key.hasPrefix($0) } })
    else { return self }
    var lean = self
    lean.attributes = attributes.filter { key, _ in TracePart.inherited.contains { key.hasPrefix($0) } }
    lean.events = []
    return lean
  }

  private static let ours = ["llm.", "gen_ai.prompt", "gen_ai.evaluation", "mlflow."]
  private static let inherited = [
    "countersign.", "session.id", "gen_ai.conversation.id", "traceloop.association.properties.",
    "openinference.span.kind",
    "gen_ai.operation.name", "langfuse.", "metadata",
  ]
}
