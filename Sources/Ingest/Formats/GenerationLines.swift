import Evidence
package import Governance

/// Generations, one JSON object a line, in the normalised shape or in that of the public data sets; each line is told apart.
package struct GenerationLines: LineFormat {
  package static let name = "generations"
  package static let summary = "model answers, one JSON object a line"

  let producer: String
  let now: Instant

  package init(producer: String = "import", now: Instant) {
    self.producer = producer
    self.now = now
  }

  package func read(_ line: [UInt8]) -> LineOutcome {
    if line.allSatisfy(LineReader.isSpace) { return .blank }
    do throws(Refusal) {
      return .event(try event(of: line))
    } catch {
      return .refused(error)
    }
  }

  private func event(of line: [UInt8]) throws(Refusal) -> GenerationEvent {
    let document: JSONDocument
    do throws(JSONRefusal) {
      document = try JSONDocument(line, policy: .generation)
    } catch {
      throw Refusal("line.json", "The line is no JSON that can be taken. \(error.sentence)")
    }
    guard document.kind(of: JSONDocument.root) == .object else {
      throw Refusal("line.object", "The line is no JSON object.")
    }
    let names = ["event_id", "started_at", "id", "ts"].map { document.member($0, of: JSONDocument.root) != nil }
    switch (names[0], names[1], names[2], names[3]) {
    case (true, true, _, _): return try NormalisedShape(document).event(producer: producer, now: now)
    case (_, _, true, true): return try DatasetShape(document).event(producer: producer, now: now)
    case (true, _, _, _), (_, true, false, false):
      return try NormalisedShape(document).event(producer: producer, now: now)
    case (_, _, true, _), (_, _, _, true): return try DatasetShape(document).event(producer: producer, now: now)
    default:
      throw Refusal("line.shape", "The line is no generation: it has neither event_id and started_at nor id and ts.")
    }
  }
}
