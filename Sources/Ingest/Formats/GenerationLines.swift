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
    let telling = Members<TellingName>(of: JSONDocument.root, in: document)
    let isNormalised = [TellingName.event_id, .started_at].count { telling[$0] != nil }
    let isDataset = [TellingName.id, .ts].count { telling[$0] != nil }
    guard isNormalised + isDataset > 0 else {
      throw Refusal("line.shape", "The line is no generation: it has neither event_id and started_at nor id and ts.")
    }
    if isNormalised >= isDataset { return try NormalisedShape(document).event(producer: producer, now: now) }
    return try DatasetShape(document).event(producer: producer, now: now)
  }

  /// The members by which the shapes are told apart.
  private enum TellingName: UInt8, MemberName {
    case event_id, started_at, id, ts
    static let names = allNames()
  }
}
