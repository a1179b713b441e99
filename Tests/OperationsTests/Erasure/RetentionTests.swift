import Catalog
import Evidence
import Foundation
import Governance
import Operations
import TestSupport
import Testing

@Suite("Retention by class and month", .serialized)
struct RetentionTests {
  let logged: LoggedOffice
  let ann: Workbench, bob: Workbench
  let feed: PlainSession
  /// The middle of a month more than a year ago, and what its table of yellow content is called.
  private let old: String
  private let yellow: String

  init() async throws {
    logged = try await LoggedOffice.open()
    try logged.office.hire("ann", "lead", "auditor", person: "ann")
    try logged.office.hire("bob", "admin", person: "bob")
    ann = Workbench(logged.office.settings("ann"))
    bob = Workbench(logged.office.settings("bob"))
    feed = try logged.office.session("feed")
    let month = "date_trunc('month', clock_timestamp() at time zone 'UTC') - interval '14 months'"
    old = try logged.office.superuser.value("select to_char(\(month) + interval '14 days', 'YYYY-MM-DD')") ?? ""
    yellow = "generation_content_\(old.prefix(7).replacing("-", with: "_"))_yellow"
  }

  /// Takes in calls of a class on a day, each by a person of its own, with a word that no other text has.
  private func ingest(_ ids: ClosedRange<Int>, _ dataClass: String, on day: String) async throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "retention-\(UUID().uuidString).jsonl")
    defer { try? FileManager.default.removeItem(at: file) }
    let lines = ids.map {
      """
      {"event_id":"r\($0)","started_at":"\(day)T10:00:00Z","model":"m","model_version":"1","user_ref":"person-\($0)",\
      "data_class":"\(dataClass)","input_messages":[{"role":"user","parts":[{"type":"text","content":"I am qxzw\($0)jkvz."}]}]}
      """
    }
    try (lines.joined(separator: "\n") + "\n").write(to: file, atomically: true, encoding: .utf8)
    let report = try await Workbench(logged.office.settings("feed"))
      .ingestGenerations(files: [file.path], producer: "chat")
    #expect(report.first?.taken == ids.count)
  }

  private func rule(_ dataClass: String, days: Int) async throws {
    let asked = try await ann.askRetention(of: dataClass, days: days, reason: "no longer needed", channel: .command)
    _ = try await bob.confirmRetention(asked.rule, reason: "agreed", channel: .command)
  }

  private func id(_ number: Int) throws -> String {
    try logged.office.superuser.value(
      "select id from countersign_private.generation where event_id = 'r\(number)'") ?? ""
  }

  /// Which of the calls still have their content.
  private func left() throws -> [String] {
    try logged.office.superuser.run(
      """
      select g.event_id from countersign_private.generation g join countersign_private.generation_content c using (tenant, id)
      where g.event_id ~ '^r[0-9]+$' order by g.id
      """
    ).compactMap { $0[0] }
  }

  private func oid(_ table: String) throws -> String? {
    try logged.office.superuser.value("select 'countersign_private.\(table)'::regclass::oid")
  }

  private func rows(_ table: String) throws -> String? {
    try logged.office.superuser.value("select count(*) from countersign_private.\(table)")
  }

  /// Which of the words lie in any file of the database.
  private func wordsInFiles() throws -> Set<Int> {
    let superuser = logged.office.superuser
    try superuser.run("checkpoint")
    let folder = try superuser.value(
      "select current_setting('data_directory') || '/base/' || oid from pg_database where datname = current_database()")
    var found: Set<Int> = []
    for file in try FileManager.default.contentsOfDirectory(atPath: folder ?? "") {
      guard let bytes = FileManager.default.contents(atPath: "\(folder ?? "")/\(file)") else { continue }
      for match in String(decoding: bytes, as: UTF8.self).matches(of: /qxzw([0-9]+)jkvz/) {
        found.insert(Int(match.1) ?? 0)
      }
    }
    return found
  }

  @Test("drops a month of a class whole: at once, without a trace in any file, and with every proof intact")
  func dropped() async throws {
    try await ingest(1...3, "yellow", on: old)
    try await ingest(4...5, "green", on: old)
    let recent = try logged.office.superuser.value(
      "select to_char(clock_timestamp() - interval '5 days', 'YYYY-MM-DD')")
    try await ingest(6...6, "yellow", on: recent ?? "")
    try logged.office.superuser.run("analyze")
    let outside = try await logged.checkpoint()
    try await rule("yellow", days: 365)
    let before = try oid(yellow)
    #expect(try await ann.previewRetention(with: nil).map(\.goes) == [3])
    #expect(try wordsInFiles() == [1, 2, 3, 4, 5, 6], "the search finds what is there")

    // One row at most: the month goes by itself.
    #expect(try feed.value("select countersign.retire_content(1)") == "3")
    #expect(try left() == ["r4", "r5", "r6"])
    #expect(try oid(yellow) != before)
    #expect(try rows(yellow) == "0")
    #expect(try wordsInFiles() == [4, 5, 6], "nothing has been rewritten yet")
    #expect(try await ann.rewritesDue().isEmpty)
    #expect(try await logged.sealer.verifyLog(against: outside).isGood)
    _ = try await logged.checkpoint()
    #expect(try await logged.sealer.verifyLog(against: outside).isGood)
    #expect(
      try logged.office.superuser.value(
        "select detail ->> 'whole_months' from countersign_private.activity where act = 'retention.run'") == "3")
    #expect(try feed.value("select countersign.retire_content(1)") == "0")

    // What comes late has its place, and goes the same way.
    try await ingest(7...8, "yellow", on: old)
    #expect(try rows(yellow) == "2")
    #expect(try feed.value("select countersign.retire_content(1)") == "2")
    #expect(try await logged.sealer.verifyLog(against: outside).isGood)
  }

  @Test("keeps what is held, removes the rest row by row, and cannot be blamed for what somebody removes by hand")
  func held() async throws {
    try await ingest(1...4, "yellow", on: old)
    _ = try await ann.addHold(on: .generation, id(1), reason: "a court asks", channel: .command)
    _ = try await ann.addHold(on: .subject, "person-2", reason: "a court asks", channel: .command)
    try await rule("yellow", days: 365)
    let outside = try await logged.checkpoint()
    let before = try oid(yellow)
    #expect(try feed.value("select countersign.retire_content(100)") == "2")
    #expect(try left() == ["r1", "r2"])
    #expect(try oid(yellow) == before)
    #expect(try await ann.rewritesDue().map(\.relation) == ["countersign_private.\(yellow)"])
    #expect(try await logged.sealer.verifyLog(against: outside).isGood)

    for (number, kind) in [(1, "generation"), (2, "subject")] {
      let id = try id(number)
      try logged.office.superuser.run("begin; delete from countersign_private.generation_content where id = '\(id)'")
      try logged.office.superuser.run("commit")
      let report = try await logged.sealer.verifyLog(against: outside)
      #expect(report.findings.contains { $0.name == "generation:\(id)" }, "held by its \(kind)")
      #expect(report.found == number)
    }
    // Nor can what was kept be taken off the record.
    try logged.tamper("retention_run", with: "update countersign_private.retention_run set held = '{}'")
    let forged = try await logged.sealer.verifyLog(against: outside)
    #expect(forged.findings.contains { $0.what.hasPrefix("The run of retention is not the one") })
  }

  @Test("keeps what a hold on a model covers, and the floor of 183 days, in their months too")
  func floored() async throws {
    let office = logged.office
    let month = try office.superuser.value(
      "select to_char(date_trunc('month', clock_timestamp() at time zone 'UTC') - interval '2 months' + interval '9 days', 'YYYY-MM-DD')"
    )
    try await ingest(1...2, "yellow", on: month ?? "")
    try await ingest(3...4, "yellow", on: old)
    let ines = try office.session("ines")
    try ines.register("m", label: "1")
    try ines.run(
      """
      select countersign.register_version('desk', 'system', 'claims', 'chief', 'low', 'to be tried', '1',
        convert_to('{"operator_role":"deployer","annex_iii_points":["5b"]}', 'UTF8'), 'first',
        pins => '[{"artifact":"m","selector":"1","role":"model"}]'::jsonb)
      """)
    try await rule("yellow", days: 10)
    let hold = try await ann.addHold(on: .artifact, "m", reason: "a court asks", channel: .command)
    #expect(try feed.value("select countersign.retire_content(100)") == "0")
    _ = try await ann.releaseHold(hold.hold, reason: "it is over", channel: .command)
    _ = try await bob.releaseHold(hold.hold, reason: "it is", channel: .command)
    #expect(try feed.value("select countersign.retire_content(100)") == "2")
    #expect(try left() == ["r1", "r2"], "under the floor")
    let outside = try await logged.checkpoint()
    try office.superuser.run("delete from countersign_private.generation_content where id = $1::uuid", id(1))
    let report = try await logged.sealer.verifyLog(against: outside)
    let removed = try id(1)
    #expect(report.found == 1 && report.firstBad?.name == "generation:\(removed)")
  }

  @Test("takes what lay there before content lay by class row by row, and of its own class alone")
  func unsorted() async throws {
    try await ingest(1...3, "yellow", on: old)
    try await ingest(4...4, "green", on: old)
    // As rows of an older release do: without a class of their own, in no class's table.
    try logged.tamper(
      "generation_content",
      with:
        "update countersign_private.generation_content set class = 'unsorted' where id in (select id from countersign_private.generation where event_id ~ '^r[0-9]+$')"
    )
    #expect(try rows(yellow) == "0")
    let outside = try await logged.checkpoint()
    #expect(try await logged.sealer.verifyLog(against: outside).found == 0)
    try await rule("yellow", days: 365)
    #expect(try feed.value("select countersign.retire_content(2)") == "2")
    #expect(try left().count == 2)
    #expect(try feed.value("select countersign.retire_content(2)") == "1")
    #expect(try feed.value("select countersign.retire_content(2)") == "0")
    #expect(try left() == ["r4"])
    #expect(try await logged.sealer.verifyLog(against: outside).found == 0)
  }

  @Test("does not wait for who reads: the rows of a month in use go one by one")
  func inUse() async throws {
    try await ingest(1...3, "yellow", on: old)
    try await rule("yellow", days: 365)
    let before = try oid(yellow)
    let reader = try PlainSession(logged.office.database.conninfo())
    try reader.run("begin")
    #expect(try reader.value("select count(*) from countersign_private.\(yellow)") == "3")
    #expect(try feed.value("select countersign.retire_content(2)") == "2")
    #expect(try oid(yellow) == before)
    #expect(try left().count == 1)
    try reader.run("commit")
    #expect(try feed.value("select countersign.retire_content(2)") == "1")
    #expect(try oid(yellow) != before)
    #expect(try left().isEmpty)
  }
}
