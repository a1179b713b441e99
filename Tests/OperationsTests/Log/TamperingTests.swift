import Evidence
import Governance
import Operations
import TestSupport
import Testing

@Suite("A superuser past every guard", .serialized)
struct TamperingTests {
  @Test("who does nothing is accused of nothing")
  func untouched() async throws {
    let logged = try await LoggedOffice.open()
    let outside = try await logged.checkpoint()
    let early = try await logged.sealer.verifyLog(against: outside)
    #expect(early.isGood && early.size == outside.leaves.count && early.waiting == 0)
    try logged.office.chief.run("select countersign.add_team('more', 'More')")
    let waiting = try await logged.sealer.verifyLog(against: outside)
    #expect(waiting.isGood && waiting.waiting == 1)
    _ = try await logged.sealer.sealLog()
    let later = try await logged.sealer.verifyLog(against: outside)
    #expect(later.isGood && later.size == early.size + 1)
  }

  struct Rewriting: Sendable, CustomTestStringConvertible {
    var table: String
    var change: String
    var kind: String
    var key = "id::text"
    /// Leaves that bind what was changed.
    var leaves = 1
    var testDescription: String { "\(table): \(change)" }
  }

  @Test(
    "who rewrites a row is shown it",
    arguments: [
      Rewriting(table: "generation", change: "model = 'another'", kind: "generation"),
      Rewriting(table: "generation", change: "at = at - interval '1 day'", kind: "generation"),
      Rewriting(table: "generation", change: "recorded_at = recorded_at - interval '1 day'", kind: "generation"),
      Rewriting(table: "generation", change: "tier = 'low'", kind: "generation"),
      Rewriting(table: "generation_content", change: "body = '{}'", kind: "generation"),
      Rewriting(table: "verdict", change: "decision = 'accept'", kind: "verdict"),
      Rewriting(table: "verdict", change: "reason = 'other words'", kind: "verdict"),
      Rewriting(table: "approval", change: "person = 'chief'", kind: "approval"),
      Rewriting(table: "activity", change: "detail = '{\"n\": 1}'", kind: "activity"),
      Rewriting(
        table: "version", change: "body = '{\"a\":1}', digest = sha256('{\"a\":1}')", kind: "version", leaves: 3),
      Rewriting(table: "version", change: "author = 'chief'", kind: "version"),
      Rewriting(table: "evaluation", change: "value = value + 1e-16", kind: "evaluation"),
      Rewriting(
        table: "pointer", change: "weight = 99", kind: "pointer", key: "countersign_private.pointer_subject(pointer)"),
    ])
  func rewritten(_ rewriting: Rewriting) async throws {
    let logged = try await LoggedOffice.open()
    let outside = try await logged.checkpoint()
    let table = "countersign_private.\(rewriting.table)"
    // The newest row; generations by the order of their ids.
    let order = rewriting.kind == "pointer" ? "valid_from" : "id"
    let subject =
      try logged.office.superuser.value("select \(rewriting.key) from \(table) order by \(order) desc limit 1") ?? ""
    try logged.tamper(
      rewriting.table, with: "update \(table) set \(rewriting.change) where \(rewriting.key) = '\(subject)'")
    let report = try await logged.sealer.verifyLog(against: outside)
    let index = try logged.index(of: rewriting.kind, subject)
    #expect(report.found == rewriting.leaves && report.firstBad?.index == index && index != nil)
    #expect(report.firstBad?.name == "\(rewriting.kind):\(subject)")
  }

  @Test("who drops the last ten rows is shown the first of them")
  func dropped() async throws {
    let logged = try await LoggedOffice.open()
    let outside = try await logged.checkpoint()
    try logged.tamper(
      "activity",
      with: """
        delete from countersign_private.activity where id > (select max(id) - 10 from countersign_private.activity)
        """)
    let report = try await logged.sealer.verifyLog(against: outside)
    let first = try logged.office.superuser.value(
      """
      select min(index) from countersign_private.log_leaf l where l.kind = 'activity'
        and not exists (select from countersign_private.activity a where a.id::text = l.subject)
      """)
    #expect(report.found == 10 && report.firstBad?.index.map { String($0) } == first)
    #expect(report.firstBad?.what == "Its row is gone.")
  }

  @Test("who drops the last ten rows with leaves, seals and checkpoints is shown the first of them from outside")
  func droppedWhole() async throws {
    let logged = try await LoggedOffice.open()
    let outside = try await logged.checkpoint()
    let size = outside.leaves.count
    try logged.tamper(
      "log_leaf", "log_seal", "log_checkpoint", "log_taking", "activity", "generation", "verdict", "flag",
      with: """
        set session_replication_role = replica;
        delete from countersign_private.activity a using countersign_private.log_leaf l
          where l.kind = 'activity' and l.subject = a.id::text and l.index >= \(size - 10);
        delete from countersign_private.generation g using countersign_private.log_leaf l
          where l.kind = 'generation' and l.subject = g.id::text and l.index >= \(size - 10);
        delete from countersign_private.verdict v using countersign_private.log_leaf l
          where l.kind = 'verdict' and l.subject = v.id::text and l.index >= \(size - 10);
        delete from countersign_private.flag f
          where not exists (select from countersign_private.generation g where g.id = f.generation);
        delete from countersign_private.log_leaf where index >= \(size - 10);
        delete from countersign_private.log_seal;
        delete from countersign_private.log_checkpoint;
        delete from countersign_private.log_taking;
        reset session_replication_role;
        """)
    #expect(try await logged.sealer.verifyLog().isGood, "the catalog alone cannot tell")
    let report = try await logged.sealer.verifyLog(against: outside)
    #expect(report.firstBad?.index == size - 10)
  }

  @Test("who swaps two leaves with their hashes is shown the first by an outsider's hashes")
  func swapped() async throws {
    let logged = try await LoggedOffice.open()
    let outside = try await logged.checkpoint()
    try logged.tamper(
      "log_leaf",
      with: """
        update countersign_private.log_leaf set index = index + 1000000 where index in (3, 6);
        update countersign_private.log_leaf set index = case index when 1000003 then 6 else 3 end where index > 1000000;
        """)
    let report = try await logged.sealer.verifyLog(against: outside)
    #expect(report.found == 2 && report.firstBad?.index == 3)
    // The newest seal alone tells that something is off, not where.
    let inside = try await logged.sealer.verifyLog()
    #expect(inside.found == 1 && inside.firstBad?.index == 0)
  }

  @Test("who rewrites a row, its hash and every root after it is shown the leaf by an outsider's hashes")
  func rewrittenWhole() async throws {
    let logged = try await LoggedOffice.open()
    let first = try await logged.checkpoint()
    try logged.office.chief.run("select countersign.add_team('second', 'Second')")
    let second = try await logged.checkpoint()
    let id = logged.generation
    let index = try #require(try logged.index(of: "generation", id))
    try logged.tamper(
      "generation", "log_leaf", "log_seal", "log_checkpoint",
      with: "update countersign_private.generation set tier = 'low' where id = '\(id)'")
    let metadata =
      try logged.office.superuser.value(
        "select metadata from countersign.read_leaves(\(index), 1)") ?? ""
    var leaves = second.leaves
    leaves[index] = TreeHash.leaf(Array(metadata.utf8))
    try logged.tamper(
      "log_leaf",
      with: "update countersign_private.log_leaf set hash = '\\x\(leaves[index].hex)' where index = \(index)")
    for size in [first.leaves.count, leaves.count] {
      let root = TreeFrontier(leaves: leaves.prefix(size)).root.hex
      try logged.tamper(
        "log_seal", with: "update countersign_private.log_seal set root = '\\x\(root)' where size = \(size)")
    }
    #expect(try await logged.sealer.verifyLog().isGood, "the catalog alone cannot tell")
    let named = try await logged.sealer.verifyLog(against: second)
    #expect(named.firstBad?.index == index && named.firstBad?.name == "generation:\(id)")
    // A checkpoint alone tells that it was up to there, and no seal in between can be believed.
    let ranged = try await logged.sealer.verifyLog(
      against: OutsideRecord(checkpoints: first.checkpoints + second.checkpoints))
    #expect(ranged.firstBad?.index == 0 && !ranged.isGood)
    // One line from outside, and the key: what the catalog itself kept under that signature tells where it must be.
    for (signer, end) in [(nil, second.leaves.count), (logged.key.verifier, first.leaves.count)] {
      let report = try await logged.sealer.verifyLog(
        against: OutsideRecord(checkpoints: second.checkpoints, signer: signer))
      #expect(report.firstBad?.what.hasPrefix("One of the leaves from here to \(end - 1) was rewritten") == true)
      #expect(report.firstBad?.what.contains("name a place's folder, or --leaves") == true)
    }
  }

  @Test("who slips a row in behind the log is shown it")
  func slippedIn() async throws {
    let logged = try await LoggedOffice.open()
    let outside = try await logged.checkpoint()
    try logged.office.superuser.run(
      "insert into countersign_private.activity (xid, login, act, subject_kind, subject) values ('3', 'x', 'x', 'x', 'x')"
    )
    _ = try await logged.sealer.sealLog()
    let report = try await logged.sealer.verifyLog(against: outside)
    #expect(report.found == 1 && report.firstBad?.index == nil)
    #expect(report.firstBad?.what == "The row was slipped in behind the log.")
  }

  @Test("cannot pass other hashes off as an outsider's")
  func foreignLeaves() async throws {
    let logged = try await LoggedOffice.open()
    var outside = try await logged.checkpoint()
    outside.leaves[0] = .ofNothing
    let forged = outside
    let problem = await #expect(throws: Problem.self) { try await logged.sealer.verifyLog(against: forged) }
    #expect(problem?.code == "log.leaves-file")
  }
}
