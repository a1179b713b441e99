import AuditPack
import Catalog
import Evidence
import Foundation
import Glibc
import Governance
import TestSupport

/// A pack of a thousand artifacts from its facts to one file, beside `tar | gzip` of the same bytes; and what the facts of a
/// quarter take to be gathered where generations lie by the hundred thousand.
struct PackMaking: Measurement {
  let name = "packs"
  let about = "a pack of 1,000 artifacts beside tar | gzip of the same files; a quarter's facts from all generations"
  private let artifacts = 1000

  func run(_ report: @Sendable (Figure) -> Void, in place: BenchPlace, on cluster: BenchCluster) async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("countersign-packs-\(getpid())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("pack.tar.gz")
    let key = NoteSigningKey(name: try NoteName("bench/packs"))
    var (ours, cards, before) = ([Double](), 0, PackMaking.peak())
    for _ in 0..<max(1, place.runs / 5) {
      before = min(before, PackMaking.peak())
      let began = Stopwatch()
      cards = try make(into: file, key)
      ours.append(began.seconds)
    }
    let most = PackMaking.peak()
    _ = try shell("cd '\(folder.path)' && tar xzf pack.tar.gz")
    let bytes = Double(try shell("cd '\(folder.path)' && du -sb pack-2026Q3 | cut -f1")) ?? 0
    var theirs: [Double] = []
    for _ in 0..<max(1, place.runs / 5) {
      let began = Stopwatch()
      _ = try shell("cd '\(folder.path)' && tar cf - pack-2026Q3 | gzip -6n > theirs.tar.gz")
      theirs.append(began.seconds)
    }
    let mebibytes = bytes / 1_048_576
    report(
      Figure(
        what: "MiB a second, made and packed", ours: mebibytes / ours.median, peer: mebibytes / theirs.median,
        unit: .perSecond, note: "the peer packs files that are there: \(Int(mebibytes)) MiB"))
    report(Figure(what: "cards a second", ours: Double(cards) / ours.median, unit: .perSecond, note: "\(cards) files"))
    report(
      Figure(
        what: "memory at the most", ours: Double(most) / 1024, unit: .mebibytes,
        note: "goal: 300 MiB; before it \(before / 1024)"))
    let database = try await cluster.crowd(place)
    let began = Stopwatch()
    let facts = try cluster.psql(
      database,
      [
        "-Atc",
        """
        set search_path = pg_catalog, countersign_private, pg_temp;
        select count(*) from countersign_private.quarter_span(countersign_private.quarter_of(
          (select max(at) from countersign_private.generation), 'UTC', 1), 'UTC', 1) p
        cross join lateral countersign_private.quarter_content(p.starts, p.ends)
        """,
      ])
    report(
      Figure(
        what: "a quarter's facts gathered", ours: began.seconds * 1000, unit: .milliseconds,
        note: "\(facts.trimmingCharacters(in: .whitespacesAndNewlines)) facts of \(place.generations) generations"))
  }

  /// Makes the pack; answers how many cards are in it.
  private func make(into file: URL, _ key: NoteSigningKey) throws -> Int {
    var digests: [UInt8] = []
    var facts: [FrozenFact] = []
    for number in 0..<artifacts {
      for body in PackMaking.facts(of: number) {
        let salt = [UInt8](repeating: UInt8(facts.count % 251), count: 16)
        let digest = ContentDigest(of: salt + ContentDigest(of: Array(body.json.utf8)).bytes)
        digests += Array("\(digest.hex)\n".utf8)
        facts.append(
          FrozenFact(
            ordinal: facts.count, scope: body.scope, kind: body.kind, subject: body.subject, body: body.json,
            salt: salt,
            digest: digest.bytes))
      }
    }
    let detail = """
      {"catalog":"bench","quarter":"2026Q3","snapshot":1,"facts":\(facts.count),"digest":"\(ContentDigest(of: digests).hex)",\
      "asked_by":"a","frozen_by":"b","starts":"2026-07-01T00:00:00Z","ends":"2026-10-01T00:00:00Z","zone":"UTC",\
      "frozen_at":"2026-10-02T00:00:00Z"}
      """
    let maker = try PackMaker(PackStatement(frozen: detail, scope: "", clearance: .green), into: file)
    for fact in facts {
      try maker.list(fact.digest)
      try maker.take(fact)
    }
    let head = Checkpoint(origin: key.verifier.name, size: 1, root: TreeHash.leaf([]))
    _ = try maker.finish(
      PackFreezing(leaf: "activity:1", detail: detail), checkpoint: try SignedNote(signing: head.text, with: key),
      keys: [PackKey(key.verifier)], signedBy: key)
    try maker.place(replacing: true)
    return facts.count { $0.kind == "version" } * 5
  }

  private static func facts(of number: Int) -> [(scope: String, kind: String, subject: String, json: String)] {
    let name = "model-\(number)"
    let times = #""effective_at":"2026-08-01T00:00:00Z","recorded_at":"2026-08-01T00:00:01Z","recorded_late":false"#
    func fact(_ kind: String, _ subject: String, _ members: String) -> (
      scope: String, kind: String, subject: String, json: String
    ) {
      (
        name, kind, subject,
        #"{"kind":"\#(kind)","scope":"\#(name)","subject":"\#(subject)","carried":false,\#(times),\#(members)}"#
      )
    }
    let text = String(repeating: "Weak on stamps and on letters that were folded twice. ", count: 20)
    var facts = [
      fact(
        "artifact", name,
        #""artifact_kind":"model","name":"\#(name)","owner":"priya.n","purpose":"Sorts claims.","retired":false,"team":"claims","tier":"high""#
      )
    ]
    for label in ["1", "2"] {
      let digest = ContentDigest(of: Array("\(name)@\(label)".utf8)).hex
      facts.append(
        fact(
          "version", "\(name)@\(label)",
          #""artifact":"\#(name)","artifact_kind":"model","author":"priya.n","content":"{\"limitations\":\"\#(text)\"}","digest":"sha256:\#(digest)","label":"\#(label)","message":"better","pins":[]"#
        ))
      for metric in ["accuracy", "toxicity", "groundedness"] {
        facts.append(
          fact(
            "evaluation", "\(name)@\(label)/core/\(metric)",
            #""artifact":"\#(name)","at_least":true,"bound":0.9,"label":"\#(label)","met":true,"metric":"\#(metric)","n":400,"suite":"core","supplied_by":"eval","value":0.93"#
          ))
      }
    }
    return facts
  }

  private func shell(_ words: String) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", words]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let answer = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return answer.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// The most memory this process has had, in KiB.
  private static func peak() -> Int {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    return line.flatMap { Int($0.split(whereSeparator: \.isWhitespace).dropFirst().first ?? "") } ?? 0
  }
}
