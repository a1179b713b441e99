package import Governance

/// Figures over time that somebody else keeps, such as a vendor's dashboard, one JSON object a line.
package struct MetricLines: LineFormat {
  package static let name = "metrics"
  package static let summary = "figures over time that others keep, one JSON object a line"

  let producer: String

  package init(producer: String = "import", now: Instant) { self.producer = producer }

  package func read(_ line: [UInt8]) -> LineOutcome {
    Self.figure(in: line, kinds: [.metric], producer: producer)
  }
}
