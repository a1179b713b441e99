import Catalog
import Foundation
import Governance
import Operations
import SampleWorld
import TestSupport

/// The sample world's events through the door of ingest, a tenth of the whole after the other, beside psql's `\copy` of
/// the rows that came of it, from CSV into the same tables with the same indexes, filled as far.
struct IngestRate: Measurement {
  let name = "ingest"
  let about = "JSON Lines through `ingest generations`, beside psql's \\copy of the resulting rows from CSV"
  private let tenths = 10

  func run(_ report: @Sendable (Figure) -> Void, in place: BenchPlace, on cluster: BenchCluster) async throws {
    try await cluster.make("ingest")
    try await Crowd.collector("collector", by: Connection(cluster.connection(to: "ingest")))
    let world = World(seed: 1, now: Instant(microseconds: Int64(Date().timeIntervalSince1970) * 1_000_000))
    var events = world.generations(from: world.begins, until: world.now, scale: place.generations / 3000 + 1)
    let file = cluster.folder + "/events.jsonl"
    var rates: [Double] = []
    var peers: [Double] = []
    for tenth in 1...tenths {
      let bytes = try EventFile.write(place.generations / tenths, of: &events, to: file)
      let isCompared = tenth == 1 || tenth == tenths
      if isCompared { try await cluster.make("copied", from: "ingest") }
      let mark = try RowMark(cluster, "ingest")
      let began = Stopwatch()
      let taken = try await Workbench(cluster.connection(as: "collector", to: "ingest"))
        .ingestGenerations(files: [file], producer: "meridian").reduce(0) { $0 + $1.taken }
      rates.append(Double(taken) / began.seconds)
      if isCompared {
        let copied = CopiedRows(mark: mark, cluster: cluster)
        try copied.export(from: "ingest")
        let began = Stopwatch()
        try copied.copy(into: "copied")
        peers.append(Double(taken) / began.seconds)
        try cluster.drop("copied")
      }
      report(
        Figure(
          what: "events into a catalog of \(place.generations / tenths * (tenth - 1))", ours: rates[tenth - 1],
          peer: isCompared ? peers[peers.count - 1] : nil, unit: .perSecond, goal: isCompared ? .atLeast(0.5) : nil,
          note: "\(bytes / max(1, taken)) bytes an event"))
    }
    report(
      Figure(
        what: "last tenth over first", ours: rates[tenths - 1], peer: rates[0], unit: .perSecond, goal: .atLeast(0.9),
        note: "flat cost a row; median rate \(Int(rates.median))"))
    try cluster.drop("ingest")
  }
}

/// How far a catalog was filled at a moment: what came later is told by it.
struct RowMark {
  let generation: String
  let item: String

  init(_ cluster: BenchCluster, _ database: String) throws {
    let row = try cluster.psql(
      database,
      [
        "-At", "-F", " ", "-c",
        """
        select coalesce((select id from countersign_private.generation order by id desc limit 1), '00000000-0000-0000-0000-000000000000'),
          coalesce((select max(id) from countersign_private.review_item), 0)
        """,
      ]
    ).split(separator: " ")
    (generation, item) = (String(row[0]), String(row[1]))
  }
}
