import Governance

/// Events of a test, by hand.
extension LineageEvent {
  static func of(
    _ kind: Kind?, at second: Int64, nanoseconds: Int = 0, digest: UInt8 = 0, run: String? = "r", job: String = "j",
    inputs: [String] = [], outputs: [String] = [], snapshot: Bool = false, explicit: [(String, String)]? = nil
  ) -> LineageEvent {
    LineageEvent(
      digest: [UInt8(truncatingIfNeeded: second), digest, UInt8(truncatingIfNeeded: nanoseconds)],
      shape: run == nil ? .job : .run,
      kind: kind, at: Instant(microseconds: second * 1_000_000), nanoseconds: nanoseconds, timeText: "", run: run,
      subject: .job("n", job), inputs: inputs.map { .dataset("n", $0) }, outputs: outputs.map { .dataset("n", $0) },
      isSnapshot: snapshot, declaresLineage: explicit != nil,
      edges: (explicit ?? []).map {
        LineageEdge(
          source: .dataset("n", $0.0), target: .dataset("n", $0.1), job: .job("n", job), level: .dataset,
          basis: .explicit)
      })
  }
}

extension LineageEdge {
  /// `a→b` for edges between datasets.
  var arrow: String { "\(source.field ?? source.name)→\(target.field ?? target.name)" }
}
