import Catalog
import Evidence
import Foundation
import Governance
import Operations

/// What a leaf costs while the log grows by powers of ten, from rows that are there to a signed root; and what a proof of it
/// costs then. Rows are lines of the activity, the narrowest that are logged: what is left is the log itself.
struct SealedLeaves: Measurement {
  let name = "leaves"
  let about = "sealing alone, from 10^4 leaves to all of --generations, and proofs of them"

  func run(_ report: @Sendable (Figure) -> Void, in place: BenchPlace, on cluster: BenchCluster) async throws {
    try await cluster.make("leaves")
    try cluster.psql(
      "leaves",
      [
        "-c",
        "do $$ begin create role bench_sealer login; exception when duplicate_object then null; end $$; grant countersign_sealer to bench_sealer",
      ])
    let sealer = Workbench(cluster.connection(as: "bench_sealer", to: "leaves"))
    let key = NoteSigningKey(name: try NoteName("bench.example/leaves"))
    var size = try await sealer.sealLog().size
    var first: Double?
    var target = 10_000
    while true {
      let rows = min(target, place.generations)
      let began = Stopwatch()
      var sealing = 0.0
      var sealed = 0
      while size < rows {
        // As much as arrives between two looks of a busy daemon.
        let batch = min(50_000, rows - size)
        try cluster.psql(
          "leaves",
          [
            "-c",
            """
            insert into countersign_private.activity (login, act, subject_kind, subject)
            select 'bench', 'bench.act', 'row', (\(size) + i)::text from generate_series(1, \(batch)) i
            """,
          ])
        let took = Stopwatch()
        let head = try await sealer.sealLog()
        sealing += took.seconds
        sealed += head.size - size
        size = head.size
      }
      let rate = Double(sealed) / sealing
      report(
        Figure(
          what: "leaves sealed up to \(size)", ours: rate, peer: first, unit: .perSecond,
          goal: first == nil ? nil : .atLeast(0.9),
          note: first == nil ? "" : "beside the first; \(Int(began.seconds)) s with the rows"))
      first = first ?? rate
      try await prove(sealer, key, size, report)
      guard rows < place.generations else { break }
      target *= 10
    }
    try cluster.drop("leaves")
  }

  private func prove(
    _ sealer: Workbench, _ key: NoteSigningKey, _ size: Int, _ report: @Sendable (Figure) -> Void
  ) async throws {
    let signing = Stopwatch()
    _ = try await sealer.makeCheckpoint(signedBy: key)
    report(Figure(what: "a checkpoint of \(size) leaves", ours: signing.seconds * 1000, unit: .milliseconds))
    let first = try await sealer.connection.rows(ReadLeaves(first: size / 2, limit: 100))
    let took = Stopwatch()
    for leaf in first { _ = try await sealer.proof(of: leaf.name) }
    report(
      Figure(
        what: "a proof in a log of \(size)", ours: took.seconds * 1000 / Double(max(1, first.count)),
        unit: .milliseconds, note: "mean of \(first.count)"))
    let standing = Stopwatch()
    _ = try await sealer.logStanding()
    report(Figure(what: "how it stands, of \(size)", ours: standing.seconds * 1000, unit: .milliseconds))
  }
}
