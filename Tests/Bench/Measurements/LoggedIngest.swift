import Catalog
import Evidence
import Foundation
import Governance
import Operations
import SampleWorld
import TestSupport

/// What the log costs: events taken in and sealed, beside psql's `\copy` of the rows that came of them, from CSV and from
/// binary files into the same tables with the same indexes and without a log; then proofs and verification, beside bare SHA-256 of as many bytes.
struct LoggedIngest: Measurement {
  let name = "log"
  let about = "ingest with leaves and sealing, proofs and verification, beside \\copy and bare SHA-256"
  private let tenths = 10
  private let formats = [CopiedRows.Format.csv, .binary]

  func run(_ report: @Sendable (Figure) -> Void, in place: BenchPlace, on cluster: BenchCluster) async throws {
    try await cluster.make("logged")
    try await Crowd.collector("collector", by: Connection(cluster.connection(to: "logged")))
    try cluster.psql(
      "logged",
      [
        "-c",
        "do $$ begin create role bench_sealer login; exception when duplicate_object then null; end $$; grant countersign_sealer to bench_sealer",
      ])
    let world = World(seed: 1, now: Instant(microseconds: Int64(Date().timeIntervalSince1970) * 1_000_000))
    var events = world.generations(from: world.begins, until: world.now, scale: place.generations / 3000 + 1)
    let file = cluster.folder + "/logged.jsonl"
    var rates: [Double] = []
    for tenth in 1...tenths {
      try EventFile.write(place.generations / tenths, of: &events, to: file)
      let isCompared = tenth == 1 || tenth == tenths
      if isCompared {
        for format in formats { try await cluster.make("copied_\(format)", from: "logged") }
      }
      let mark = try RowMark(cluster, "logged")
      // A session of its own for each tenth: a database somebody is connected to cannot be copied.
      let sealer = Workbench(cluster.connection(as: "bench_sealer", to: "logged"))
      let before = try await sealer.logStanding().size
      let began = Stopwatch()
      // As a daemon does it: the log is sealed while rows come in, and at the end to the last of them.
      let sealing = Task {
        while !Task.isCancelled {
          _ = try await sealer.sealLog()
          try await Task.sleep(for: .seconds(1))
        }
      }
      let taken = try await Workbench(cluster.connection(as: "collector", to: "logged"))
        .ingestGenerations(files: [file], producer: "meridian").reduce(0) { $0 + $1.taken }
      sealing.cancel()
      let ingested = began.seconds
      _ = try? await sealing.value
      let sealed = try await sealer.sealLog().size - before
      let all = began.seconds
      rates.append(Double(taken) / all)
      let what = "events and leaves after \(place.generations / tenths * (tenth - 1))"
      let note = "\(sealed) leaves, the last \(FigureTable.number(all - ingested)) s after the last event"
      guard isCompared else {
        report(Figure(what: what, ours: rates[tenth - 1], unit: .perSecond, note: note))
        continue
      }
      for format in formats {
        let copied = CopiedRows(mark: mark, cluster: cluster, format: format)
        try copied.export(from: "logged")
        let began = Stopwatch()
        try copied.copy(into: "copied_\(format)")
        report(
          Figure(
            what: what, ours: rates[tenth - 1], peer: Double(taken) / began.seconds, unit: .perSecond,
            goal: .atLeast(0.5), note: "beside \(format) \\copy; \(note)"))
        try cluster.drop("copied_\(format)")
      }
    }
    report(
      Figure(
        what: "last tenth over first", ours: rates[tenths - 1], peer: rates[0], unit: .perSecond, goal: .atLeast(0.9),
        note: "flat cost a row"))
    try await prove(Workbench(cluster.connection(as: "bench_sealer", to: "logged")), report, place)
    try cluster.drop("logged")
  }

  private func prove(_ sealer: Workbench, _ report: @Sendable (Figure) -> Void, _ place: BenchPlace) async throws {
    let key = NoteSigningKey(name: try NoteName("bench.example/log"))
    let head = try await sealer.makeCheckpoint(signedBy: key).head
    let names = try await sealer.someLeaves(200)
    let proofs = Stopwatch()
    var steps = 0
    var bytes = 0
    for name in names {
      let proof = try await sealer.proof(of: name)
      steps += proof.path.count
      bytes += proof.metadata.utf8.count
    }
    let took = proofs.seconds
    let bare = Stopwatch()
    var hash = TreeHash.ofNothing
    for _ in 0..<steps { hash = TreeHash.node(hash, hash) }
    let hashing = max(bare.seconds, 1e-9)
    report(
      Figure(
        what: "proofs of a log of \(head.size)", ours: Double(names.count) / took,
        peer: Double(names.count) / hashing, unit: .perSecond,
        note: "beside hashing their \(steps / max(1, names.count)) steps"))

    let verifying = Stopwatch()
    let found = try await sealer.verifyLog()
    let seconds = verifying.seconds
    guard found.isGood else { throw LogIsBad(findings: found.troubles) }
    // A leaf's own bytes and its share of the tree.
    let content = [UInt8](repeating: 7, count: bytes / max(1, names.count))
    let bareLeaves = Stopwatch()
    for _ in 0..<found.size { hash = TreeHash.node(hash, TreeHash.leaf(content)) }
    report(
      Figure(
        what: "leaves verified from their rows", ours: Double(found.size) / seconds,
        peer: Double(found.size) / bareLeaves.seconds, unit: .perSecond,
        note: "beside SHA-256 of \(content.count) bytes and a node each"))
  }
}

struct LogIsBad: Error { var findings: Int }

extension Workbench {
  /// Names of some leaves, spread over the log.
  fileprivate func someLeaves(_ count: Int) async throws(Problem) -> [String] {
    let size = try await logStanding().size
    var names: [String] = []
    for place in 0..<count {
      if let leaf = try await connection.first(ReadLeaves(first: size / count * place, limit: 1)) {
        names.append(leaf.name)
      }
    }
    return names
  }
}
