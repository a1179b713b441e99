import Evidence

/// Puts traces together: every call of a model in them becomes one normalised event, with what its ancestors, the spans
/// beside it and the log records about it say.
package struct TraceAssembly: Sendable {
  /// A call, ready for `GenerationLines`.
  package struct Call: Sendable {
    /// A line of the normalised shape.
    package var line: [UInt8]
    package var eventID: String
    /// The provider's id of its answer.
    package var responseID: String?
    package var traceID: [UInt8]

    /// Its line as it was before some of what judges say of it had come: with none of it first.
    package var linesBefore: [[UInt8]] {
      guard case .object(let members)? = try? JSONValue(line, policy: .generation),
        let evals = members.first(where: { $0.key == "evals" })?.value.elements
      else { return [] }
      // Each is read whole; what has more judgements than this had few of them when it was taken.
      return (0..<min(evals.count, 200)).compactMap { kept in
        let others = members.filter { $0.key != "evals" }
        let told = kept == 0 ? [] : [JSONValue.Member("evals", .array(Array(evals[..<kept])))]
        return try? CanonicalJSON.bytes(of: .object(others + told), policy: .generation)
      }
    }
  }
  /// What a judge says of a call that is not among the parts: it was taken long ago.
  package struct Judgement: Sendable {
    package var part: TracePart
    /// A line of the normalised shape that says nothing but this; nil when it names nothing.
    package var line: [UInt8]? {
      guard let said = CallReading.judgement(part.attributes, at: part.start) else { return nil }
      return try? CanonicalJSON.bytes(
        of: [
          "event_id": .string(part.eventID), "operation": "chat", "started_at": .string(String(part.start)),
          "evals": .array([said]),
        ], policy: .generation)
    }
  }
  /// A call that cannot be written down.
  package struct Refused: Sendable {
    package var part: TracePart
    package var refusal: Refusal

    package init(part: TracePart, refusal: Refusal) {
      self.part = part
      self.refusal = refusal
    }
  }

  package private(set) var calls: [Call] = []
  package private(set) var refused: [Refused] = []
  package private(set) var judgements: [Judgement] = []

  /// - Parameter parts: of whole traces, each part once.
  package init(_ parts: [TracePart]) {
    var readings: [(trace: [UInt8], part: TracePart, call: CallReading)] = []
    var order: [[UInt8]] = []
    var traces: [[UInt8]: [TracePart]] = [:]
    for part in parts {
      if traces[part.traceID] == nil { order.append(part.traceID) }
      traces[part.traceID, default: []].append(part)
    }
    for trace in order {
      let tree = TraceTree(traces[trace] ?? [])
      for (part, call) in tree.calls { readings.append((trace, part, call)) }
      judgements += tree.judgements.map { Judgement(part: $0) }
    }
    for (trace, part, call) in TraceAssembly.joined(readings) {
      do throws(JSONRefusal) {
        let line = try CanonicalJSON.bytes(of: .object(call.members), policy: .generation)
        calls.append(Call(line: line, eventID: part.eventID, responseID: call.responseID, traceID: trace))
      } catch {
        refused.append(Refused(part: part, refusal: Refusal("span.value", error.sentence)))
      }
    }
  }

  /// Two instruments that report one call name the same answer of the provider: the one that says more stands for both, and
  /// takes from the other what it lacks. Never by time and text.
  private static func joined(
    _ readings: [(trace: [UInt8], part: TracePart, call: CallReading)]
  ) -> [(trace: [UInt8], part: TracePart, call: CallReading)] {
    var places: [String: Int] = [:]
    var kept: [(trace: [UInt8], part: TracePart, call: CallReading)] = []
    for reading in readings {
      guard let response = reading.call.responseID, let place = places[response] else {
        if let response = reading.call.responseID { places[response] = kept.count }
        kept.append(reading)
        continue
      }
      let before = kept[place]
      if before.call.says(lessThan: reading.call) {
        kept[place] = (reading.trace, reading.part, reading.call.completed(by: before.call))
      } else {
        kept[place].call = before.call.completed(by: reading.call)
      }
    }
    return kept
  }
}

extension CallReading {
  /// Content decides: an instrument without it knows the figures at best.
  fileprivate func says(lessThan other: CallReading) -> Bool {
    let content = ["output_messages", "input_messages", "system_instructions"]
    let mine = content.count { members[$0] != nil }
    let others = content.count { other.members[$0] != nil }
    return mine == others ? members.count < other.members.count : mine < others
  }

  fileprivate func completed(by other: CallReading) -> CallReading {
    var whole = self
    whole.take(other)
    return whole
  }
}
