package import Governance

/// Figures of evaluations and of attacks that somebody outside ran, one JSON object a line.
package struct EvaluationLines: LineFormat {
  package static let name = "evaluations"
  package static let summary = "figures of evaluations and red teams, one JSON object a line"

  let producer: String

  package init(producer: String = "import", now: Instant) { self.producer = producer }

  package func read(_ line: [UInt8]) -> LineOutcome {
    Self.figure(in: line, kinds: [.evaluation, .red_team], producer: producer)
  }
}
