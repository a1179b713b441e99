/// A part of a dataset that a run read or wrote, as a `subset` facet says.
package struct LineageSubset: Sendable, Equatable {
  /// It was written; else it was read.
  package var isWritten: Bool
  /// Nil when a job says so outside any run.
  package var run: String?
  package var job: LineageNode
  /// The condition as JSON: partitions, locations or comparisons.
  package var condition: String
  /// By the producer's clock.
  package var at: Instant
  /// The digest of the event that says so, in hexadecimal.
  package var event: String
  package init(isWritten: Bool, run: String?, job: LineageNode, condition: String, at: Instant, event: String) {
    self.isWritten = isWritten
    self.run = run
    self.job = job
    self.condition = condition
    self.at = at
    self.event = event
  }
}
