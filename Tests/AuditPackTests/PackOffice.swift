import Catalog
import Evidence
import Foundation
import Governance
import Operations
import TestSupport

/// An office whose last quarter is frozen and sealed, with an auditor who hands out packs.
struct PackOffice {
  let office: Office
  let sealer: Workbench
  let auditor: Workbench
  let key: NoteSigningKey
  let folder: URL

  static func open() async throws -> PackOffice {
    let packs = try PackOffice(office: await Office.open())
    try packs.live()
    try await packs.signWithAKey()
    try packs.office.isNow("2026-10-05 09:00Z")
    try packs.lateFigure()
    try await packs.freeze("2026Q3")
    try await packs.checkpoint()
    return packs
  }

  private init(office: Office) throws {
    self.office = office
    try office.superuser.run("select countersign_private.make_login($1)", office.login("sealer"))
    try office.superuser.run("grant countersign_sealer to \"\(office.login("sealer"))\"")
    sealer = Workbench(office.settings("sealer"))
    try office.isNow("2026-07-02 08:00Z")
    try office.hire("ruth", "auditor")
    auditor = Workbench(office.settings("ruth"))
    key = NoteSigningKey(name: try NoteName("tests/" + office.database.name))
    folder = FileManager.default.temporaryDirectory.appending(path: "packs-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  /// A quarter with something of every kind, some of it hostile.
  private func live() throws {
    let ines = try office.hire("ines", "builder", team: "claims")
    let otto = try office.hire("otto", "approver")
    let feed = try office.hire("feed", "ingest")
    let rosa = try office.hire("rosa", "reviewer")
    try office.isNow("2026-08-10 09:00Z")
    try ines.register("kb", label: "1", body: #"{"license":"=1+2","text":"<script>alert(1)</script>"}"#)
    try ines.register("=HYPERLINK(\"x\")/../odd", label: "../1", body: #"{"a":"\u202e"}"#)
    try ines.register("answers", label: "1", kind: "model", body: #"{"model":"m"}"#)
    try ines.run("select countersign.record_evaluation('answers', '1', 'suite', 'accuracy', 0.1 + 0.2, 0.1, true, 412)")
    for name in ["kb", "answers"] {
      let promotion = try ines.request(name, "1") ?? ""
      _ = try otto.run("select * from countersign.sign_promotion(\(promotion), 1, 'read, and fine')")
    }
    try ines.run("select * from countersign.set_fact('answers', 'limitations', 'Weak on stamps.', 'tried')")
    try rosa.run("select countersign.confirm_fact(f.id, f.answer, 'tried too') from countersign.fact f")
    try otto.run("select * from countersign.stop('kb', null, null, 'Its licence is in doubt')")
    try office.superuser.run(
      """
      with w as (
        insert into countersign_private.waiver (version, environment, requirement, owner, reason, expires_at, asked_by)
        select v.id, 'production', 'redteam.fresh', 'ines', 'They are back in September', '2026-09-01 00:00Z', 'ines'
        from countersign_private.version v join countersign_private.artifact a on a.id = v.artifact where a.name = 'answers'
        returning id)
      insert into countersign_private.waiver_state (waiver, state, changed_by, reason, valid_from)
      select id, 'granted', 'otto', 'few calls until then', countersign_private.clock() from w
      """)
    let receipt = try feed.value("select countersign.open_receipt('acme', 'evaluations', 'a report')") ?? ""
    let figure =
      #"[{"line":1,"kind":"metric","artifact":"answers","version":"1","metric":"=f1","hits":3,"n":4,"at":"2026-08-08T10:00:00Z","supplier":"Acme Labs","report_digest":"\#(String(repeating: "ab", count: 32))","dataset":"held-out","dataset_version":"7","judge":"j","judge_version":"2"}]"#
    try feed.run("select countersign.take_outside_figures($1, $2::jsonb)", receipt, figure)
    let item = try office.reviewItem(from: feed)
    for reviewer in [rosa, try office.hire("rene", "reviewer")] {
      _ = reviewer.decides(item, try reviewer.claim(item), "block")
    }
    try feed.deliver(
      "evidence", at: "2026-08-09 08:00Z", verdicts: [],
      content: #"{"output":[{"role":"assistant","parts":[{"type":"text","content":"\#(PackOffice.evidence)"}]}]}"#)
    let generation =
      try office.superuser.value(
        "select id from countersign_private.generation where event_id = 'evidence'") ?? ""
    try ines.run(
      """
      select * from countersign.open_incident('a, "b"', '', '{other}', '2026-08-09 09:00Z', links =>
        '[{"artifact": "answers", "selector": "1"}, {"artifact": "kb", "selector": "1"}, {"generation": "\(generation)"}]')
      """)
    try otto.run(
      "select * from countersign.open_request('authority', 'A. Authority', '=cmd', '2026-08-09 10:00Z', due => '2026-09-09 10:00Z')"
    )
  }

  /// What the evidence of the incident says.
  static let evidence = "People like you always lie."

  /// A promotion that was signed by a key of its own.
  private func signWithAKey() async throws {
    let ines = try office.session("ines")
    try ines.register("letters", label: "1", body: #"{"text":"a letter"}"#)
    let promotion = Int64(try ines.request("letters", "1") ?? "") ?? 0
    try office.hire("lou", "lead")
    let path = folder.appending(path: "otto.key").path
    let key = try FileKeyRing.make(at: path, name: "otto", passphrase: nil, rounds: 1000)
    let otto = Workbench(office.settings("otto"), keyRing: FileKeyRing(path: path))
    _ = try await otto.addKey(key, name: "otto", channel: .command)
    _ = try await Workbench(office.settings("lou")).trustKey(
      key.key.fingerprint, until: nil, reason: "read to me", channel: .command)
    try office.isNow("2026-08-10 10:00Z")
    let detail = try await otto.promotion(promotion)
    _ = try await otto.sign(
      promotion, revision: detail.row.revision, reason: "read", passphrase: nil, channel: .command)
    for file in [path, path + ".pub"] { try FileManager.default.removeItem(atPath: file) }
  }

  private func lateFigure() throws {
    try office.session("ines").run(
      "select countersign.record_evaluation('answers', '1', 'late', 'cost', 0.5, 1, false, effective_at => '2026-09-30 23:59:59Z')"
    )
  }

  func freeze(_ quarter: String) async throws {
    _ = try await auditor.openSnapshot(quarter, reason: "the quarter is over", channel: .command)
    _ = try await auditor.freezeSnapshot(quarter, reason: "read", channel: .command)
    _ = try await Workbench(office.settings("otto")).freezeSnapshot(quarter, reason: "read", channel: .command)
  }

  @discardableResult
  func checkpoint() async throws -> SignedNote { try await sealer.makeCheckpoint(signedBy: key).note }

  func export(
    _ name: String, quarter: String = "2026Q3", system: String? = nil, clearance: DataClass = .red,
    recipient: String? = "A. Auditor", key: NoteSigningKey? = nil
  ) async throws -> URL {
    let file = folder.appending(path: name)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    _ = try await auditor.exportPack(
      PackOrder(
        quarter: quarter, file: file, system: system, clearance: clearance, recipient: recipient, key: key ?? self.key,
        replacing: false), channel: .command
    ) { _, _ in }
    return file
  }

  var fingerprint: String { key.verifier.fingerprint }
}

extension Office {
  /// Sets the catalog's clock, as only a demo's can be.
  func isNow(_ moment: String) throws {
    try superuser.run("update countersign_private.catalog set kind = 'demo', pinned = $1", moment)
  }
}

/// Another program, and what it said.
func runs(_ program: String, _ arguments: [String], in folder: URL? = nil) throws -> (status: Int32, words: String) {
  let process = Process()
  process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
  process.arguments = [program] + arguments
  process.environment = ["PATH": "/usr/local/bin:/usr/bin:/bin", "TZ": "Asia/Kathmandu", "LC_ALL": "C"]
  process.currentDirectoryURL = folder
  let pipe = Pipe()
  process.standardOutput = pipe
  process.standardError = pipe
  try process.run()
  let words = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
  process.waitUntilExit()
  return (process.terminationStatus, words)
}
