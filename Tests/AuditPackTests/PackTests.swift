import AuditPack
import Evidence
import Foundation
import Governance
import Operations
import TestSupport
import Testing

@Suite("A pack", .serialized)
struct PackTests {
  private func unpacked(_ file: URL, as name: String) throws -> URL {
    let folder = file.deletingLastPathComponent().appending(path: name)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let tar = try runs("tar", ["xzf", file.path, "-C", folder.path])
    #expect(tar.status == 0, "GNU tar: \(tar.words)")
    return folder.appending(path: "pack-2026Q3")
  }

  @Test("made again as of the same moment is the same file, though the world ran on")
  func sameBytes() async throws {
    let packs = try await PackOffice.open()
    defer { try? FileManager.default.removeItem(at: packs.folder) }
    let first = try await packs.export("one.tar.gz")
    try packs.office.isNow("2026-11-20 09:00Z")
    let ines = try packs.office.session("ines")
    try ines.register("kb", label: "2", body: #"{"a":2}"#, owner: "ines")
    try ines.run(
      "select countersign.record_evaluation('answers', '1', 'late', 'cost', 0.1, 1, false, effective_at => '2026-09-30 12:00Z')"
    )
    try packs.office.chief.run("select countersign.add_team('second', 'Second')")
    try await packs.checkpoint()
    let second = try await packs.export("elsewhere/deep/two.tar.gz")
    #expect(try Data(contentsOf: first) == Data(contentsOf: second))
    // An erasure since: the pack names the excerpt, and beside it only what lists the files differs.
    try packs.office.superuser.run("delete from countersign_private.generation_content")
    let after = try await packs.export("erased.tar.gz")
    let (one, other) = (try unpacked(first, as: "before"), try unpacked(after, as: "after"))
    let difference = try runs("diff", ["-rq", one.path, other.path]).words.split(separator: "\n")
    #expect(
      Set(difference.map { $0.split(separator: "/").last.map { String($0.prefix { $0 != " " && $0 != ":" }) } ?? "" })
        == ["manifest.sha256", "manifest.dsse.json", "manifest.pae", "list.tsv", "excerpts"], "\(difference)")
    let report = try PackChecker.check(after.path, trust: packs.fingerprint, since: nil)
    #expect(
      report.isGood && report.notes.count == 1 && report.notes[0].hasSuffix("erased since the quarter was frozen"))
    let python = try runs(
      "python3", ["-I", "-S", other.appending(path: "verify.py").path, other.path, "--trust", packs.fingerprint])
    #expect(python.status == 0 && python.words.contains("note: \(report.notes[0])"), "\(python.words)")
    // A correction is another snapshot, and another file that names the first.
    try await packs.freeze("2026Q3")
    try await packs.checkpoint()
    let third = try await packs.export("three.tar.gz")
    #expect(try Data(contentsOf: first) != Data(contentsOf: third))
    let statement = try String(
      contentsOf: unpacked(third, as: "third").appending(path: "snapshot/statement.json"), encoding: .utf8)
    #expect(statement.contains(#""corrects":1"#))
  }

  @Test("passes both verifiers, from file and folder, on a plain Python without anything but its own library")
  func untouched() async throws {
    let packs = try await PackOffice.open()
    defer { try? FileManager.default.removeItem(at: packs.folder) }
    let file = try await packs.export("one.tar.gz")
    let folder = try unpacked(file, as: "u")
    for path in [file.path, folder.path] {
      let report = try PackChecker.check(path, trust: packs.fingerprint, since: nil)
      #expect(report.isGood && report.checked > 50, "\(report.findings)")
      #expect(try PackChecker.check(path, trust: packs.key.verifier.text, since: nil).isGood)
      let unknown = try PackChecker.check(path, trust: nil, since: nil)
      #expect(unknown.findings.isEmpty && !unknown.isGood && unknown.fingerprint == packs.fingerprint)
      let script = folder.appending(path: "verify.py").path
      let python = try runs("python3", ["-I", "-S", script, path, "--trust", packs.fingerprint])
      #expect(python.status == 0 && python.words.contains("authenticated: all is"), "\(python.words)")
      let untrusting = try runs("python3", ["-I", "-S", script, path])
      #expect(untrusting.status == 1 && untrusting.words.contains("consistent, not authenticated"))
      #expect(python.words.split(separator: " ").first == "\(report.checked)", "both look at as many things")
    }
    let sums = try runs("sha256sum", ["--check", "--quiet", "--strict", "manifest.sha256"], in: folder)
    #expect(sums.status == 0, "\(sums.words)")
  }

  @Test("holds what others measured, with who supplied it, in which report, on which data and by which judge")
  func outside() async throws {
    let packs = try await PackOffice.open()
    defer { try? FileManager.default.removeItem(at: packs.folder) }
    let file = try await packs.export("one.tar.gz")
    let folder = try unpacked(file, as: "u")
    let table = try String(contentsOf: folder.appending(path: "tables/outside_figure.csv"), encoding: .utf8)
    #expect(table.contains("metric,answers,1,production,,,'=f1,0.75,3,4,Acme Labs,sha256:abab"), "\(table)")
    #expect(table.contains(",held-out,7,j,2,feed,"))
    #expect(try PackChecker.check(file.path, trust: packs.fingerprint, since: nil).isGood)
  }

  @Test("says on its cards what people stated, what was waived and what was stopped, each as a fact of its own")
  func cards() async throws {
    let packs = try await PackOffice.open()
    defer { try? FileManager.default.removeItem(at: packs.folder) }
    let file = try await packs.export("one.tar.gz")
    let folder = try unpacked(file, as: "u")
    func card(_ path: String) throws -> String {
      try String(contentsOf: folder.appending(path: "cards/\(path)"), encoding: .utf8)
        .split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
    let answers = try card("answers/1.text.txt")
    #expect(
      answers.contains("Weak on stamps.") && answers.contains("by ines at 2026-08-10T09:00:00Z, confirmed by rosa"))
    #expect(
      answers.contains("redteam.fresh, until 2026-09-01 00:00 UTC; ines answers for it: They are back in September"))
    #expect(answers.contains("granted by otto (few calls until then)"))
    #expect(
      try card("kb/1.text.txt").contains("Stopped in every environment: All versions, on 2026-08-10 09:00 UTC, by otto")
    )
    let tables = try ["waiver", "stop"].map {
      try String(contentsOf: folder.appending(path: "tables/\($0).csv"), encoding: .utf8)
    }
    #expect(tables[0].contains("redteam.fresh") && tables[1].contains("Its licence is in doubt"))
    // Their leaves are proved by the log: the checker looked at each.
    let leaves = try String(contentsOf: folder.appending(path: "log/leaves.jsonl"), encoding: .utf8)
    #expect(leaves.contains(#""name":"waiver:1""#) && leaves.contains(#""name":"stop:1""#))
    #expect(try PackChecker.check(file.path, trust: packs.fingerprint, since: nil).isGood)
  }

  @Test("proves to who kept an earlier checkpoint that the log only grew, and names a log that was rewritten")
  func since() async throws {
    let packs = try await PackOffice.open()
    defer { try? FileManager.default.removeItem(at: packs.folder) }
    let earlier = try await packs.checkpoint()
    try packs.office.isNow("2027-01-05 09:00Z")
    try await packs.freeze("2026Q4")
    try await packs.checkpoint()
    let file = try await packs.export("q4.tar.gz", quarter: "2026Q4")
    let folder = packs.folder.appending(path: "w")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    _ = try runs("tar", ["xzf", file.path, "-C", folder.path])
    func both(_ note: SignedNote) throws -> [String] {
      let kept = packs.folder.appending(path: "kept")
      try Data(note.written.utf8).write(to: kept)
      let report = try PackChecker.check(file.path, trust: packs.fingerprint, since: note)
      let script = folder.appending(path: "pack-2026Q4/verify.py").path
      let python = try runs(
        "python3", ["-I", "-S", script, file.path, "--trust", packs.fingerprint, "--since", kept.path])
      #expect((python.status == 0) == report.isGood, "\(python.words)")
      return report.findings.map(\.path)
    }
    #expect(try both(earlier) == [])
    var other = try Checkpoint(text: earlier.text)
    other.root = .ofNothing
    #expect(try both(SignedNote(signing: other.text, with: packs.key)) == ["log/checkpoint.txt"])
    other.size = 3
    #expect(try both(SignedNote(signing: other.text, with: packs.key)) == ["log/consistency.jsonl"])
    let stranger = NoteSigningKey(name: packs.key.verifier.name)
    #expect(try both(SignedNote(signing: earlier.text, with: stranger)) == ["log/checkpoint.txt"])
  }

  @Test("cut to a system holds only that, and proves as much")
  func system() async throws {
    let packs = try await PackOffice.open()
    defer { try? FileManager.default.removeItem(at: packs.folder) }
    let file = try await packs.export("kb.tar.gz", system: "kb")
    let report = try PackChecker.check(file.path, trust: packs.fingerprint, since: nil)
    #expect(report.isGood, "\(report.findings)")
    let facts = try String(contentsOf: unpacked(file, as: "kb").appending(path: "facts/facts.tsv"), encoding: .utf8)
    #expect(facts.contains("kb@1") && !facts.contains("answers@1/suite"))
    #expect(facts.contains(#""kind":"incident_elsewhere""#), "an incident is told under all that it holds")
    await #expect(throws: Problem.self) { try await packs.export("none.tar.gz", system: "nothing") }
    let left = try FileManager.default.contentsOfDirectory(atPath: packs.folder.path).sorted()
    #expect(left == ["kb", "kb.tar.gz"], "nothing half-written is left")
  }

  @Test(
    "is refused for a quarter that is not frozen, without a checkpoint, over another file, and to who is no auditor")
  func refused() async throws {
    let packs = try await PackOffice.open()
    defer { try? FileManager.default.removeItem(at: packs.folder) }
    func code(_ name: String, quarter: String = "2026Q3", key: NoteSigningKey? = nil, desk: Workbench? = nil) async
      -> String?
    {
      do throws(Problem) {
        _ = try await (desk ?? packs.auditor).exportPack(
          PackOrder(
            quarter: quarter, file: packs.folder.appending(path: name), system: nil, key: key ?? packs.key,
            replacing: false), channel: .command
        ) { _, _ in }
        return nil
      } catch {
        return error.code
      }
    }
    #expect(await code("a", quarter: "2026Q4") == "pack.not-frozen")
    #expect(await code("a", key: NoteSigningKey(name: packs.key.verifier.name)) == "pack.no-checkpoint")
    #expect(await code("no/such/folder/a") == "pack.unwritable")
    #expect(await code("a", desk: Workbench(packs.office.settings("otto"))) == "right.missing")
    #expect(await code("a") == nil)
    #expect(await code("a") == "file.exists")
    #expect(try FileManager.default.contentsOfDirectory(atPath: packs.folder.path) == ["a"])
    let issued = try packs.office.superuser.run(
      "select p.issued_by, a.act from countersign_private.pack p join countersign_private.activity a on a.subject_kind = 'pack'"
    )
    #expect(issued == [["ruth", "pack.issue"]])
  }

  @Test("is not made of a log or of facts that were altered")
  func altered() async throws {
    let packs = try await PackOffice.open()
    defer { try? FileManager.default.removeItem(at: packs.folder) }
    func code() async -> String? {
      do {
        _ = try await packs.export("a")
        return nil
      } catch {
        return (error as? Problem)?.code
      }
    }
    func tamper(_ table: String, _ change: String) throws {
      try packs.office.superuser.run("alter table countersign_private.\(table) disable trigger user")
      try packs.office.superuser.run(change)
    }
    try tamper("approval", "update countersign_private.approval set reason = 'never said' where id = 1")
    #expect(await code() == "log.proof-fails")
    try tamper("period_fact", "alter table countersign_private.period_fact drop constraint period_fact_check")
    try packs.office.superuser.run(
      "update countersign_private.period_fact set body = replace(body, 'ines', 'otto') where kind = 'version'")
    #expect(await code() == "pack.altered")
    #expect(try packs.office.session("ruth").run("select found from countersign.check_snapshots()") == [["1"]])
  }
}
