import Evidence
import Governance
import Operations
import TestSupport
import Testing

@Suite("A checkpoint knows the rules", .serialized)
struct RuleWitnessTests {
  private static let swapped = """
    create or replace function countersign_private.require_reason(reason text) returns void language plpgsql immutable as $$
    begin
    end $$
    """

  /// The text a rule function has now, to be put back.
  private func definition(_ logged: LoggedOffice, _ function: String) throws -> String {
    try logged.office.superuser.value("select pg_get_functiondef('\(function)'::regproc)") ?? ""
  }

  @Test("and commits to functions, guards, grants and members")
  func commits() async throws {
    let logged = try await LoggedOffice.open()
    let outside = try await logged.checkpoint()
    let digests = try #require(outside.checkpoints.first.flatMap { RuleDigests(lines: $0.extensions) })
    #expect(digests.rules != digests.members && digests.rules != digests.written)
    let again = try await logged.checkpoint()
    #expect(again.checkpoints.first.flatMap { RuleDigests(lines: $0.extensions) } == digests)
    #expect(try await logged.sealer.verifyLog(against: outside).isGood)
  }

  @Test("names a function that was replaced, that it acted by, and that was put back before the next sealing")
  func swappedAndPutBack() async throws {
    let logged = try await LoggedOffice.open()
    let outside = try await logged.checkpoint()
    let before = try definition(logged, "countersign_private.require_reason")
    try logged.office.superuser.run(Self.swapped)
    try logged.office.chief.run("select countersign.pause_job('end-claims', true, '')")
    try logged.office.superuser.run(before)
    let report = try await logged.sealer.verifyLog(against: outside)
    #expect(report.found == 0)
    #expect(
      report.rules == [
        RuleChange(
          kind: "function", name: "countersign_private.require_reason(reason text)", what: "rewritten",
          isExplained: false)
      ])
    // And the log itself tells of it for ever.
    _ = try await logged.sealer.sealLog()
    let told = try logged.office.superuser.value(
      "select changes::text from countersign_private.rule_record where part = 'rules' order by id desc limit 1")
    #expect(told == #"[["function", "countersign_private.require_reason(reason text)", "rewritten"]]"#)
    #expect(try await logged.sealer.verifyLog(against: outside).rules.count == 1)
  }

  @Test(
    "names what was changed and left so",
    arguments: [
      (Self.swapped, "function", "countersign_private.require_reason(reason text)", "changed"),
      (
        "create view countersign.mirror as select body from countersign_private.generation_content", "view",
        "countersign.mirror", "added"
      ),
      (
        "drop trigger unchanged on countersign_private.verdict", "trigger", "unchanged on countersign_private.verdict",
        "removed"
      ),
      (
        "alter table countersign_private.verdict disable trigger unchanged", "trigger",
        "unchanged on countersign_private.verdict", "changed"
      ),
      (
        "grant select on countersign_private.generation_content to countersign_viewer", "table",
        "countersign_private.generation_content", "changed"
      ),
      (
        "alter policy own_or_overseer on countersign_private.activity using (true)", "policy",
        "own_or_overseer on countersign_private.activity", "changed"
      ),
      (
        "alter table countersign_private.approval drop constraint approval_channel_check", "constraint",
        "approval_channel_check on countersign_private.approval", "removed"
      ),
    ])
  func changed(statement: String, kind: String, name: String, what: String) async throws {
    let logged = try await LoggedOffice.open()
    let outside = try await logged.checkpoint()
    try logged.office.superuser.run(statement)
    let report = try await logged.sealer.verifyLog(against: outside)
    #expect(report.rules.contains { $0.kind == kind && $0.name == name && $0.what == what }, "\(report.rules)")
    #expect(!report.isGood)
  }

  @Test("names a member whom nobody's act made one, and not one who was granted the right")
  func members() async throws {
    let logged = try await LoggedOffice.open()
    let outside = try await logged.checkpoint()
    try logged.office.hire("newcomer", "lead")
    #expect(try await logged.sealer.verifyLog(against: outside).isGood)
    let login = logged.office.login("newcomer")
    try logged.office.superuser.run("grant countersign_auditor to \"\(login)\"")
    let report = try await logged.sealer.verifyLog(against: outside)
    #expect(report.rules.map(\.name) == ["\(login) in countersign_auditor"])
  }

  @Test("names a list of rules that was rewritten to fit, and one that is gone")
  func forged() async throws {
    let logged = try await LoggedOffice.open()
    let outside = try await logged.checkpoint()
    try logged.office.superuser.run(Self.swapped)
    try logged.tamper(
      "rule_record",
      with: """
        update countersign_private.rule_record set objects = countersign_private.objects_now('rules') where part = 'rules'
        """)
    let forged = try await logged.sealer.verifyLog(against: outside)
    #expect(forged.rules.contains { $0.what == "forged" })
    #expect(forged.firstBad?.name?.hasPrefix("rules:") == true)
    try logged.tamper("rule_record", with: "delete from countersign_private.rule_record where part = 'rules'")
    let gone = try await logged.sealer.verifyLog(against: outside)
    #expect(gone.rules.contains { $0.what == "unkept" })
  }
}

@Suite("A catalog's rules beside the release's", .serialized)
struct ReleasedRuleTests {
  @Test("are the same in a fresh catalog, and what was changed, added or dropped is named")
  func compared() async throws {
    let office = try await Office.open()
    try office.hire("ada", "auditor")
    let auditor = Workbench(office.settings("ada"))
    #expect(try await auditor.rulesUnlikeRelease().isEmpty)
    try office.superuser.run("drop trigger unchanged on countersign_private.approval")
    try office.superuser.run("grant insert on countersign_private.approval to countersign_admin")
    try office.superuser.run("create function countersign.backdoor() returns text language sql as 'select ''x'''")
    let named = try await auditor.rulesUnlikeRelease().map { "\($0.what) \($0.kind) \($0.name)" }
    #expect(
      named == [
        "added function countersign.backdoor()", "changed table countersign_private.approval",
        "removed trigger unchanged on countersign_private.approval",
      ])
    // A month that comes is no rule of its own.
    try office.superuser.run("set search_path = countersign_private")
    try office.superuser.run("select countersign_private.ensure_month('2031-05-01')")
    #expect(try await auditor.rulesUnlikeRelease().count == 3)
  }
}
