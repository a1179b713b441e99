import Catalog
import Evidence
import Foundation
import Governance
import Operations
import TestSupport
import Testing

@Suite("Erasure", .serialized)
struct ErasureTests {
  let logged: LoggedOffice
  let ask: Workbench
  let second: Workbench
  private let folder = FileManager.default.temporaryDirectory.appending(path: "erasure-\(UUID().uuidString)")

  init() async throws {
    logged = try await LoggedOffice.open()
    try logged.office.hire("anna", "lead", "auditor", person: "anna")
    try logged.office.hire("bert", "admin", person: "bert")
    ask = Workbench(logged.office.settings("anna"))
    second = Workbench(logged.office.settings("bert"))
  }

  /// A word that no other text has.
  private func secret(_ number: Int) -> String { "zqxw\(number)kvzj" }

  /// Events of so many subjects, two of each, and a line of each that is refused.
  private func ingest(_ subjects: Int) async throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let file = folder.appending(path: "events.jsonl")
    var lines = ""
    for number in 1...subjects {
      for turn in 1...2 {
        lines += """
          {"event_id":"s\(number)-\(turn)","started_at":"2026-11-0\(turn)T10:00:00Z","model":"m","model_version":"1",\
          "user_ref":"person-\(number)","data_class":"yellow",\
          "input_messages":[{"role":"user","parts":[{"type":"text","content":"I am \(secret(number)) and \(turn)"}]}]}

          """
      }
      lines += #"{"event_id":"broken\#(number)","user_ref": "person-\#(number)","note":"\#(secret(number))"}"# + "\n"
    }
    try lines.write(to: file, atomically: true, encoding: .utf8)
    let feed = Workbench(logged.office.settings("feed"))
    let report = try await feed.ingestGenerations(files: [file.path], producer: "chat")
    #expect(report.first?.taken == subjects * 2 && report.first?.refused == subjects)
    try FileManager.default.removeItem(at: folder)
  }

  /// How many of the words lie in the files of tables, with their indexes and what they keep apart, by file.
  private func wordsInFiles(of relations: [String]) throws -> [String: Int] {
    let superuser = logged.office.superuser
    try superuser.run("checkpoint")
    let data = try superuser.value("show data_directory") ?? ""
    let paths = try superuser.run(
      """
      with named as (select to_regclass(x)::oid as oid from unnest($1::text[]) x),
      all_of_them as (
        select oid from named union select indexrelid from pg_index where indrelid in (select oid from named)
        union select reltoastrelid from pg_class where oid in (select oid from named) and reltoastrelid <> 0),
      with_toast_index as (
        select oid from all_of_them union select indexrelid from pg_index where indrelid in (select oid from all_of_them))
      select pg_relation_filepath(oid), oid::regclass from with_toast_index where pg_relation_filepath(oid) is not null
      """, "{" + relations.joined(separator: ",") + "}")
    var found: [String: Int] = [:]
    for path in paths {
      let bytes = try Data(contentsOf: URL(fileURLWithPath: data + "/" + (path[0] ?? "")))
      let text = String(decoding: bytes, as: UTF8.self)
      let words = Set(text.matches(of: /zqxw([0-9]+)kvzj/).map { $0.output.1 })
      if !words.isEmpty { found[path[1] ?? ""] = words.count }
    }
    return found
  }

  private static let statistics = ["pg_catalog.pg_statistic", "pg_catalog.pg_statistic_ext_data"]

  @Test("of 1,000 subjects leaves every proof intact and not a byte of their text; a second run does nothing")
  func thousand() async throws {
    let count = 1000
    try await ingest(count)
    try logged.office.superuser.run("analyze")
    let outside = try await logged.checkpoint()
    let proof = try await logged.sealer.proof(of: "generation:" + firstID(of: 1))
    let keys = (1...count).map { "person-\($0)" }

    let tables = [
      "countersign_private.generation_content_2026_11_yellow", "countersign_private.quarantine",
    ]
    #expect(try wordsInFiles(of: tables).values.reduce(0, +) > count, "the search finds what is there")
    let request = try #require(try await ask.askErasure(of: keys, reason: "they asked", channel: .command))
    let report = try await second.confirmErasure(request.erasure, reason: "checked", channel: .command)
    guard case .array(let places)? = report["places"] else {
      Issue.record("no places")
      return
    }
    #expect(places.contains { $0["place"]?.text == "content of generations" && $0["removed"] == .number("2000") })
    #expect(places.contains { $0["place"]?.text == "quarantine" && $0["removed"] == .number("1000") })

    let due = try await second.rewritesDue().map(\.relation)
    #expect(Set(due).isSuperset(of: tables))
    #expect(Set(try await CatalogCare(owner).rewrite()) == Set(due))
    #expect(try await second.rewritesDue().isEmpty)
    let left = try wordsInFiles(of: due + Self.statistics)
    #expect(left.isEmpty, "\(left)")

    let after = try await logged.sealer.verifyLog(against: outside)
    #expect(after.isGood, "\(after.findings) \(after.rules)")
    _ = try await logged.checkpoint()
    #expect(try await logged.sealer.verifyLog(against: outside).isGood)
    let again = try await logged.sealer.proof(of: proof.leaf.name)
    #expect(again.metadata == proof.metadata && again.leaf.hash == proof.leaf.hash)

    #expect(try await ask.askErasure(of: keys, reason: "once more", channel: .command) == nil)
    #expect(try await ask.previewErasure(of: keys, channel: .command).allSatisfy { $0.isUnreached || $0.found == 0 })
    #expect(try logged.office.superuser.value("select count(*) from countersign_private.erasure_key") == "0")
  }

  @Test("finds a person whatever the instrument calls them, and nobody whose key is only longer")
  func names() async throws {
    try await ingest(12)
    let reach = try await ask.previewErasure(of: ["person-1"], channel: .command)
    #expect(reach.first { $0.place == "content of generations" }?.found == 2)
    #expect(reach.first { $0.place == "quarantine" }?.found == 1)
    let places = Set(reach.filter(\.isUnreached).map(\.place))
    #expect(places.isSuperset(of: ["backups", "write-ahead log", "replicas"]))
    for name in ["user_ref", "user.id", "enduser.id", "user_id"] {
      let body = "{\"a\":{\"\(name)\": \"pe\\\"ter Müller\"}}"
      let found = try logged.office.superuser.value(
        """
        select count(*) from countersign_private.subjects_in(convert_to($1, 'UTF8')) s
        where s = countersign_private.as_in_json('pe"ter Müller')
        """, body)
      #expect(found == "1", "\(name)")
    }
  }

  @Test("leaves what is held, of that person alone, until two persons release it")
  func held() async throws {
    try await ingest(3)
    let hold = try await ask.addHold(on: .subject, "person-2", reason: "a court asks", channel: .command)
    let request = try #require(
      try await ask.askErasure(of: ["person-1", "person-2"], reason: "they asked", channel: .command))
    _ = try await second.confirmErasure(request.erasure, reason: "checked", channel: .command)
    func left(_ person: String) async throws -> Int {
      try await ask.previewErasure(of: [person], channel: .command).reduce(0) { $0 + ($1.found ?? 0) }
    }
    #expect(try await left("person-1") == 0)
    #expect(try await left("person-2") == 3)
    #expect(try await left("person-3") == 3)
    #expect(try await ask.askErasure(of: ["person-2"], reason: "again", channel: .command) == nil)
    _ = try await ask.releaseHold(hold.hold, reason: "it is over", channel: .command)
    let own = await #expect(throws: Problem.self) {
      try await ask.releaseHold(hold.hold, reason: "and done", channel: .command)
    }
    #expect(own?.code == "hold.own")
    _ = try await second.releaseHold(hold.hold, reason: "it is", channel: .command)
    let rest = try #require(try await ask.askErasure(of: ["person-2"], reason: "again", channel: .command))
    _ = try await second.confirmErasure(rest.erasure, reason: "checked", channel: .command)
    #expect(try await left("person-2") == 0)
  }

  @Test("is told from content that a superuser removed, and from a list that was forged to cover it")
  func byRight() async throws {
    try await ingest(3)
    let outside = try await logged.checkpoint()
    let request = try #require(try await ask.askErasure(of: ["person-1"], reason: "they asked", channel: .command))
    _ = try await second.confirmErasure(request.erasure, reason: "checked", channel: .command)
    #expect(try await logged.sealer.verifyLog(against: outside).isGood)
    let id = try firstID(of: 2)
    try logged.office.superuser.run("delete from countersign_private.generation_content where id = $1::uuid", id)
    let report = try await logged.sealer.verifyLog(against: outside)
    #expect(report.firstBad?.name == "generation:\(id)" && report.found == 1)
    try logged.office.superuser.run(
      "insert into countersign_private.erased_item values ('generation', $1, \(request.erasure))", id)
    let forged = try await logged.sealer.verifyLog(against: outside)
    #expect(forged.firstBad?.name == "erasure:\(request.erasure)")
  }

  @Test("by retention goes by class, with what two agreed on, and not under 183 days where Annex III asks for them")
  func retention() async throws {
    try await ingest(2)
    let office = logged.office
    let ines = try office.session("ines")
    try ines.register("m", label: "1")
    try ines.run(
      """
      select countersign.register_version('desk', 'system', 'claims', 'chief', 'low', 'to be tried', '1',
        convert_to('{"operator_role":"deployer","annex_iii_points":["5b"]}', 'UTF8'), 'first',
        pins => '[{"artifact":"m","selector":"1","role":"model"}]'::jsonb)
      """)
    let rule = try await second.askRetention(of: "yellow", days: 1, reason: "no longer needed", channel: .command)
    // All are past their day, and under the floor.
    try office.superuser.run("update countersign_private.catalog set kind = 'demo', shift = interval '60 days'")
    var reach = try await ask.previewRetention(with: rule.rule)
    #expect(reach.map(\.floored) == [4] && reach.map(\.goes) == [0])
    _ = try await ask.confirmRetention(rule.rule, reason: "agreed", channel: .command)
    let feed = try office.session("feed")
    #expect(try feed.value("select countersign.retire_content(100)") == "0")
    try office.superuser.run("update countersign_private.catalog set kind = 'demo', shift = interval '200 days'")
    reach = try await ask.previewRetention(with: nil)
    #expect(reach.map(\.goes) == [4])
    let outside = try await logged.checkpoint()
    #expect(try feed.value("select countersign.retire_content(100)") == "4")
    #expect(try feed.value("select countersign.retire_content(100)") == "0")
    #expect(try await logged.sealer.verifyLog(against: outside).isGood)
  }

  private var owner: ConnectionSettings { ConnectionSettings(conninfo: logged.office.database.conninfo()) }

  private func firstID(of subject: Int) throws -> String {
    try logged.office.superuser.value(
      "select id from countersign_private.generation where event_id = 's\(subject)-1'") ?? ""
  }
}
