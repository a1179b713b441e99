import Evidence

/// One trace: spans by their parents, and log records by the span they are about. Parents may be missing, come late, or lead in
/// a circle.
struct TraceTree {
  private var spans: [[UInt8]: TracePart] = [:]
  private var order: [TracePart] = []
  private var logs: [[UInt8]: [TracePart]] = [:]

  /// Longest way up that is walked.
  private static let deepest = 256

  init(_ parts: [TracePart]) {
    for part in parts {
      switch part.kind {
      case .span where spans[part.spanID] == nil:
        spans[part.spanID] = part
        order.append(part)
      case .span: break
      case .log: logs[part.spanID, default: []].append(part)
      }
    }
    // Children come first on the wire; a reader goes by time.
    order.sort { ($0.start, Hexadecimal.text(of: $0.spanID)) < ($1.start, Hexadecimal.text(of: $1.spanID)) }
    // Judgements stand as they came: what was taken of a call before is then the beginning of what is known now.
    for (span, records) in logs {
      logs[span] = records.filter { !$0.isJudgement }.sorted { $0.start < $1.start } + records.filter(\.isJudgement)
    }
  }

  /// Calls in the order they began, each read with what stands around it.
  var calls: [(TracePart, CallReading)] {
    let called = order.filter { $0.callOperation != nil }
    let retrievals = order.filter(\.isRetrieval)
    let wrapped = wrappers(of: called)
    var found = called.filter { !wrapped.contains($0.spanID) }.map { ($0, reading($0, retrievals)) }
    // A record that says it all stands for a span that was never sent.
    for (id, records) in logs.sorted(by: { Hexadecimal.text(of: $0.key) < Hexadecimal.text(of: $1.key) })
    where spans[id] == nil {
      guard let record = records.first(where: { $0.callOperation != nil }) else { continue }
      found.append((record, reading(record, retrievals)))
    }
    return found
  }

  /// Judgements of calls that are not in this trace as it is known now.
  var judgements: [TracePart] {
    logs.filter { spans[$0.key] == nil && !$0.value.contains { $0.callOperation != nil } }
      .sorted { Hexadecimal.text(of: $0.key) < Hexadecimal.text(of: $1.key) }.flatMap(\.value).filter(\.isJudgement)
  }

  private func reading(_ part: TracePart, _ retrievals: [TracePart]) -> CallReading {
    let above = ancestors(of: part)
    let before = retrievals.filter { $0.end <= part.start }
    let template = order.last {
      $0.attributes["openinference.span.kind"] == "PROMPT" && $0.parentID == part.parentID && $0.start <= part.start
    }
    return CallReading(
      part, operation: part.callOperation ?? "chat", logs: logs[part.spanID] ?? [], ancestors: above,
      template: template, retrieved: before.flatMap { RetrievedRows($0).rows }, embeddings: order.filter(\.isEmbedding))
  }

  private func ancestors(of part: TracePart) -> [TracePart] {
    var above: [TracePart] = []
    var seen: Set<[UInt8]> = [part.spanID]
    var next = part.parentID
    while let id = next, let parent = spans[id], seen.insert(id).inserted, above.count < TraceTree.deepest {
      above.append(parent)
      next = parent.parentID
    }
    return above
  }

  /// Calls that only wrap one other: a framework's span around its client's. The inner one saw the wire.
  private func wrappers(of called: [TracePart]) -> Set<[UInt8]> {
    let ids = Set(called.map(\.spanID))
    var inner: [[UInt8]: Int] = [:]
    for call in called {
      if let outer = ancestors(of: call).first(where: { ids.contains($0.spanID) }) {
        inner[outer.spanID, default: 0] += 1
      }
    }
    return Set(inner.filter { $0.value == 1 }.keys)
  }
}
