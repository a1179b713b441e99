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
    .refused(Refusal("line.unread", "This format is not read yet."))
  }
}
