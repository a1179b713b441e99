import AuditPack
import Evidence
import Foundation
import Governance
import Operations
import TestSupport
import Testing

@Suite("How a pack is made and handed on", .serialized)
struct HandlingTests {
  private func both(_ packs: PackOffice, _ file: URL, trust: String) throws -> Bool {
    let script = packs.folder.appending(path: "v.py")
    if !FileManager.default.fileExists(atPath: script.path) {
      _ = try runs("sh", ["-c", "tar xzOf '\(file.path)' pack-2026Q3/verify.py > '\(script.path)'"])
    }
    let python = try runs("python3", ["-I", "-S", script.path, file.path, "--trust", trust])
    let report = try PackChecker.check(file.path, trust: trust, since: nil)
    #expect((python.status == 0) == report.isGood, "\(python.words) \(report.findings)")
    return report.isGood
  }

  @Test("after another key was vouched for, it is believed by who trusts either, and by nobody else")
  func keyHistory() async throws {
    let packs = try await PackOffice.open()
    defer { try? FileManager.default.removeItem(at: packs.folder) }
    let next = NoteSigningKey(name: packs.key.verifier.name)
    let stranger = NoteSigningKey(name: packs.key.verifier.name)
    let lou = Workbench(packs.office.settings("lou"))
    _ = try await lou.endorseKey(next.verifier, by: packs.key, reason: "the old one is a year old", channel: .command)
    _ = try await packs.sealer.makeCheckpoint(signedBy: next)
    let file = try await packs.export("next.tar.gz", key: next)
    #expect(try both(packs, file, trust: packs.fingerprint))
    #expect(try both(packs, file, trust: next.verifier.fingerprint))
    #expect(try !both(packs, file, trust: stranger.verifier.fingerprint))
    // Nobody follows without a note by one before, and no note but such a one is believed.
    await #expect(throws: Problem.self) {
      try await lou.endorseKey(stranger.verifier, by: stranger, reason: "trust me", channel: .command)
    }
    let alone = "select countersign.keep_office_key('\(stranger.verifier.text)', null, 'trust me')"
    #expect(try packs.office.session("lou").tries(alone) == "CS403 log.key-alone")
    #expect(try packs.office.session("otto").tries(alone) == "CS403 right.missing")
    try packs.office.session("lou").run(
      "select countersign.keep_office_key('\(stranger.verifier.text)', 'no note', 'trust me')")
    await #expect(throws: Problem.self) { try await packs.export("stranger.tar.gz", key: stranger) }
  }

  @Test("holds excerpts up to the recipient's clearance; more than green goes to somebody with a name, on record")
  func clearance() async throws {
    let packs = try await PackOffice.open()
    defer { try? FileManager.default.removeItem(at: packs.folder) }
    let green = try await packs.export("green.tar.gz", clearance: .green, recipient: nil)
    #expect(try both(packs, green, trust: packs.fingerprint))
    let report = try PackChecker.check(green.path, trust: packs.fingerprint, since: nil)
    #expect(report.notes.count == 1 && report.notes[0].contains("above the clearance green"), "\(report.notes)")
    #expect(try !runs("sh", ["-c", "zcat '\(green.path)'"]).words.contains(PackOffice.evidence))
    let red = try await packs.export("red.tar.gz")
    #expect(try both(packs, red, trust: packs.fingerprint))
    #expect(try runs("sh", ["-c", "zcat '\(red.path)'"]).words.contains(PackOffice.evidence))
    await #expect(throws: Problem.self) { try await packs.export("nobody.tar.gz", recipient: nil) }
    let ruth = try packs.office.session("ruth")
    #expect(
      ruth.tries("select * from countersign.issue_pack(1, '', sha256(''), 1, 'k', 'red')") == "CS422 pack.recipient")
    for name in ["otto", "ines", "rosa"] {
      let session = try packs.office.session(name)
      #expect(
        session.tries("select * from countersign.issue_pack(1, '', sha256(''), 1, 'k')") == "CS403 right.missing")
      #expect(session.tries("select * from countersign.frozen_excerpts(1, 'red')") == "CS403 right.missing")
      #expect(session.tries("select * from countersign_private.period_excerpt") == "42501")
    }
    #expect(
      try ruth.run("select clearance, recipient from countersign.pack order by id")
        == [["green", nil], ["red", "A. Auditor"]])
    #expect(
      try ruth.value("select detail ->> 'excerpts' from countersign.activity where act = 'pack.issue' order by id desc")
        == "1")
  }

  @Test("keeps excerpts no longer than the text they are of, which is held from when it became evidence")
  func evidence() async throws {
    let packs = try await PackOffice.open()
    defer { try? FileManager.default.removeItem(at: packs.folder) }
    let superuser = packs.office.superuser
    #expect(
      try superuser.run("select kind, reason from countersign_private.hold")
        == [["generation", "Evidence of incident 1."]])
    let count = "select count(*) from countersign_private.period_excerpt"
    #expect(try superuser.value(count) == "1")
    #expect(
      superuser.tries("update countersign_private.period_excerpt set words = 'All was well.'")
        == "CS403 fact.immutable")
    try superuser.run("delete from countersign_private.generation_content")
    #expect(try superuser.value(count) == "1", "nothing that is recorded has removed it")
    try superuser.run(
      """
      with e as (insert into countersign_private.erasure (subjects, reason, asked_by) values (1, 'asked', 'ruth') returning id)
      insert into countersign_private.erasure_end (erasure, outcome, ended_by, reason, report, activity)
      select e.id, 'done', 'otto', 'done', '{}', (select max(a.id) from countersign_private.activity a) from e
      """)
    #expect(try superuser.value(count) == "0")
  }

  @Test("is refused to who is no auditor before anything is read or written, with the reason")
  func refused() async throws {
    let packs = try await PackOffice.open()
    defer { try? FileManager.default.removeItem(at: packs.folder) }
    let file = packs.folder.appending(path: "lou.tar.gz")
    let order = PackOrder(
      quarter: "2026Q3", file: file, system: nil, clearance: .green, recipient: nil, key: packs.key, replacing: false)
    let before = try FileManager.default.contentsOfDirectory(atPath: packs.folder.path)
    let problem = await #expect(throws: Problem.self) {
      try await Workbench(packs.office.settings("lou")).beginPack(order, channel: .screen)
    }
    #expect(problem?.code == "right.missing" && problem?.because.contains("auditor") == true)
    #expect(try FileManager.default.contentsOfDirectory(atPath: packs.folder.path) == before)
  }

  @Test("goes on after an interruption with what was read, whatever was half-written, and is the same file")
  func resumed() async throws {
    let packs = try await PackOffice.open()
    defer { try? FileManager.default.removeItem(at: packs.folder) }
    let whole = try await packs.export("whole.tar.gz")
    let file = packs.folder.appending(path: "again.tar.gz")
    let order = PackOrder(
      quarter: "2026Q3", file: file, system: nil, clearance: .red, recipient: "A. Auditor", key: packs.key,
      replacing: false)
    let auditor = packs.auditor
    do {
      let export = try await auditor.beginPack(order, channel: .command)
      #expect(try await export.step().done > 0)
      // The process is gone; the last line it wrote is not whole.
    }
    let part = packs.folder.appending(path: ".again.tar.gz.part")
    let kept = try Data(contentsOf: part)
    #expect(kept.split(separator: 10).count > 50)
    try kept.dropLast(20).write(to: part)
    _ = try await auditor.exportPack(order, channel: .command) { _, _ in }
    #expect(try Data(contentsOf: whole) == Data(contentsOf: file))
    #expect(!FileManager.default.fileExists(atPath: part.path))
    // What somebody else put there is no pack of ours.
    try FileManager.default.removeItem(at: file)
    let forged = String(decoding: kept, as: UTF8.self).replacing("ines", with: "evil")
    try Data(forged.utf8).write(to: part)
    await #expect(throws: Problem.self) { try await auditor.exportPack(order, channel: .command) { _, _ in } }
    #expect(!FileManager.default.fileExists(atPath: file.path))
  }

  @Test(
    "is refused as an archive when files lie outside, in two folders, or twice, and as a folder when one leads elsewhere"
  )
  func archives() async throws {
    let packs = try await PackOffice.open()
    defer { try? FileManager.default.removeItem(at: packs.folder) }
    let file = try await packs.export("one.tar.gz")
    let script = packs.folder.appending(path: "v.py")
    _ = try runs("sh", ["-c", "cd '\(packs.folder.path)' && tar xzf one.tar.gz && cp pack-2026Q3/verify.py v.py"])
    for (name, make) in [
      (
        "slip",
        "tar czf slip.tar.gz --transform 's,pack-2026Q3/README.txt,pack-2026Q3/../../README.txt,' -P pack-2026Q3"
      ),
      ("root", "tar czf root.tar.gz --transform 's,pack-2026Q3/README.txt,/etc/README.txt,' -P pack-2026Q3"),
      ("two", "mkdir other && cp pack-2026Q3/README.txt other/ && tar czf two.tar.gz pack-2026Q3 other"),
      ("twice", "tar czf twice.tar.gz pack-2026Q3 pack-2026Q3/README.txt --hard-dereference"),
      ("link", "ln -s /etc/passwd pack-2026Q3/extra && tar czf link.tar.gz pack-2026Q3"),
    ] {
      _ = try runs("sh", ["-c", "cd '\(packs.folder.path)' && \(make)"])
      let bad = packs.folder.appending(path: name + ".tar.gz").path
      #expect(throws: Problem.self, "\(name)") { try PackChecker.check(bad, trust: packs.fingerprint, since: nil) }
      let python = try runs("python3", ["-I", "-S", script.path, bad, "--trust", packs.fingerprint])
      #expect(python.status == 2, "\(name): \(python.words)")
    }
    let folder = packs.folder.appending(path: "pack-2026Q3").path
    #expect(throws: Problem.self) { try PackChecker.check(folder, trust: packs.fingerprint, since: nil) }
    #expect(try runs("python3", ["-I", "-S", script.path, folder, "--trust", packs.fingerprint]).status == 2)
    _ = file
  }

  @Test("is drawn from alike by whoever knows the seed")
  func sample() async throws {
    let packs = try await PackOffice.open()
    defer { try? FileManager.default.removeItem(at: packs.folder) }
    let file = try await packs.export("one.tar.gz")
    let sample = try PackSample(file.path, of: "promotions", seed: "7", count: 2)
    #expect(sample.kind == "promotion" && sample.drawn.count == 2 && sample.population == 3)
    _ = try runs("sh", ["-c", "tar xzOf '\(file.path)' pack-2026Q3/verify.py > '\(packs.folder.path)/v.py'"])
    let python = try runs(
      "python3",
      [
        "-I", "-S", packs.folder.path + "/v.py", file.path, "--trust", packs.fingerprint, "--sample", "promotions",
        "--seed", "7", "--n", "2",
      ])
    let drawn = python.words.split(separator: "\n").filter { $0.hasPrefix("  ") }.map { String($0.dropFirst(2)) }
    #expect(drawn == sample.drawn.map(\.subject), "\(python.words)")
    let seeds = try Set(
      (0..<8).map { try PackSample(file.path, of: "promotion", seed: "\($0)", count: 1).drawn[0].subject })
    #expect(seeds.count > 1, "another seed draws others")
    #expect(throws: Problem.self) { try PackSample(file.path, of: "nothing", seed: "7", count: 2) }
  }
}
