import Evidence
package import Governance

/// OpenLineage events (spec 2-0-2), one JSON object a line: what runs did, what jobs and datasets say of themselves.
///
/// Nothing is fetched from an address an event names. What is odd outside the envelope becomes a finding, and the event is
/// taken; a facet that cannot be read is set aside.
package struct OpenLineage: LineFormat {
  package static let name = "openlineage"
  package static let summary = "lineage events of pipelines, one JSON object a line"
  /// Longest event, in bytes.
  static let limit = 5 << 20

  package init(producer: String = "import", now: Instant) {}

  package func read(_ line: [UInt8]) -> LineOutcome {
    if line.allSatisfy(LineReader.isSpace) { return .blank }
    do throws(Refusal) {
      return .lineage(try event(of: line))
    } catch {
      return .refused(error)
    }
  }

  private func event(of line: [UInt8]) throws(Refusal) -> LineageEvent {
    guard line.count <= OpenLineage.limit else {
      throw Refusal("event.too_large", "The event is longer than \(OpenLineage.limit) bytes.")
    }
    let document: JSONDocument
    var writer = CanonicalJSON(policy: .generation, capacity: line.count)
    do throws(JSONRefusal) {
      document = try JSONDocument(line, policy: .generation)
      try writer.append(document, JSONDocument.root)
    } catch {
      throw Refusal("line.json", "The line is no JSON that can be taken. \(error.sentence)")
    }
    guard document.kind(of: JSONDocument.root) == .object else {
      throw Refusal("line.object", "The line is no JSON object.")
    }
    var reading = LineageReading(document, findings: document.findings.union(writer.findings).marks)
    return try reading.event(digest: ContentDigest(of: writer.output).bytes)
  }
}
