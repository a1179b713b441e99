import Evidence
import Governance
import Operations
import TestSupport
import Testing

@Suite("Sealing", .serialized)
struct SealingTests {
  @Test("takes every kind of row, each once, and a second time there is nothing to take")
  func everyKind() async throws {
    let logged = try await LoggedOffice.open()
    let head = try await logged.sealer.sealLog()
    #expect(try logged.office.standingOfLog() == "dense and complete")
    let kinds = try logged.office.superuser.value(
      "select string_agg(distinct kind, ' ' order by kind) from countersign_private.log_leaf")
    #expect(kinds == "activity approval evaluation generation pointer row rules verdict version")
    #expect(head.added == head.size && head.size > 0)
    let again = try await logged.sealer.sealLog()
    #expect(again.added == 0 && again.size == head.size && again.root == head.root)
  }

  @Test("does not lose a row whose transaction was overtaken, nor wait for it")
  func overtaking() async throws {
    let office = try await Office.open()
    let sealer = try office.sealer()
    let slow = try office.hire("slow", "admin")
    let quick = try office.hire("quick", "admin")
    _ = try await sealer.sealLog()
    let before = try office.leafCount()

    try slow.run("begin")
    try slow.run("select countersign.add_team('late', 'Late')")
    try quick.run("select countersign.add_team('early', 'Early')")
    #expect(try await sealer.sealLog().size == before + 1)
    try quick.run("select countersign.add_team('later', 'Later')")
    #expect(try await sealer.sealLog().size == before + 2)
    // Seen in the very same state twice: nothing is taken again.
    #expect(try await sealer.sealLog().added == 0)
    try slow.run("commit")
    #expect(try await sealer.sealLog().size == before + 3)
    #expect(try office.standingOfLog() == "dense and complete")
    let order = try office.superuser.value(
      """
      select string_agg(a.subject, ' ' order by l.index) from countersign_private.log_leaf l
      join countersign_private.activity a on a.id::text = l.subject where l.kind = 'activity' and l.index >= \(before)
      """)
    #expect(order == "early later late")
    #expect(try await sealer.verifyLog().isGood)
  }

  @Test("takes what a savepoint kept, and nothing that was rolled back")
  func rolledBack() async throws {
    let office = try await Office.open()
    let sealer = try office.sealer()
    let one = try office.hire("one", "admin")
    _ = try await sealer.sealLog()
    let before = try office.leafCount()
    try one.run("begin")
    try one.run("select countersign.add_team('gone', 'Gone')")
    try one.run("savepoint here")
    try one.run("select countersign.add_team('undone', 'Undone')")
    try one.run("rollback to here")
    _ = try await sealer.sealLog()
    try one.run("rollback")
    try one.run("begin")
    try one.run("savepoint here")
    try one.run("select countersign.add_team('kept', 'Kept')")
    try one.run("release here")
    _ = try await sealer.sealLog()
    try one.run("commit")
    #expect(try await sealer.sealLog().size == before + 1)
    #expect(try office.standingOfLog() == "dense and complete")
  }

  @Test("beside writers that overtake each other takes each row once")
  func writers() async throws {
    let office = try await Office.open()
    let sealer = try office.sealer()
    let sessions = try (1...12).map { try office.hire("writer\($0)", "admin") }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for (number, session) in sessions.enumerated() {
        group.addTask {
          var random = SystemRandomNumberGenerator()
          for turn in 1...15 {
            try session.run("begin")
            try session.run("select countersign.add_team('w\(number)-\(turn)', 'Team')")
            try await Task.sleep(for: .milliseconds(Int.random(in: 0...20, using: &random)))
            try session.run(turn.isMultiple(of: 7) ? "rollback" : "commit")
          }
        }
      }
      group.addTask { for _ in 1...30 { _ = try await sealer.sealLog() } }
      try await group.waitForAll()
    }
    _ = try await sealer.sealLog()
    #expect(try office.standingOfLog() == "dense and complete")
    #expect(try await sealer.verifyLog().isGood)
  }

  @Test("goes on after the catalog was restored in another cluster, where old snapshots mean nothing")
  func anotherCluster() async throws {
    let logged = try await LoggedOffice.open()
    let outside = try await logged.checkpoint()
    try logged.tamper("log_taking", with: "update countersign_private.log_taking set system_identifier = 1")
    try logged.office.chief.run("select countersign.add_team('after', 'After')")
    // The row, and that guards were touched to make this test.
    #expect(try await logged.sealer.sealLog().added == 2)
    #expect(try logged.office.standingOfLog() == "dense and complete")
    let report = try await logged.sealer.verifyLog(against: outside)
    #expect(report.found == 0 && report.rules.allSatisfy { $0.name.hasSuffix("log_taking") })
  }

  @Test("is done by one at a time, and a fence of yesterday seals nothing")
  func fence() async throws {
    let office = try await Office.open()
    let other = try office.sealer("other")
    let sealer = try PlainSession(office.conninfo("other"))
    let fence = try sealer.value("select countersign.lead_log('first', '1 minute')") ?? ""
    let problem = await #expect(throws: Problem.self) { try await other.sealLog() }
    #expect(problem?.code == "log.led")

    try sealer.run("select countersign.leave_log(\(fence))")
    _ = try await other.sealLog()
    try sealer.run("begin isolation level repeatable read")
    #expect(sealer.tries("select * from countersign.take_leaves($1, 10)", fence) == "CS423 log.lease-lost")
    try sealer.run("rollback")
  }

  @Test("is for a sealer, and leaves are for an auditor or a sealer: they would show a verdict to a second reviewer")
  func rights() async throws {
    let logged = try await LoggedOffice.open()
    _ = try await logged.checkpoint()
    let readings = [
      "select * from countersign.read_leaves(0, 10)", "select countersign.leaf_hashes(0, 10)",
      "select * from countersign.find_leaf('verdict', '1')", "select * from countersign.last_seal()",
      "select * from countersign.list_seals(0, 10)", "select * from countersign.rows_without_leaf()",
    ]
    let acts = [
      "select countersign.lead_log('me', '1 minute')", "select * from countersign.take_leaves(1, 10)",
      "select countersign.keep_checkpoint(1, '', '')", "select countersign.seal_leaves(1, 0, '', '', '')",
    ]
    for right in ["reviewer", "lead", "admin", "builder"] {
      let session = try logged.office.hire("a-\(right)", right)
      for reading in readings { #expect(session.tries(reading) == "CS403 right.missing", "\(right): \(reading)") }
      for act in acts { #expect(session.tries(act) == "42501", "\(right): \(act)") }
      #expect(session.tries("select * from countersign_private.log_leaf") == "42501")
      #expect(session.tries("select note from countersign.log_checkpoint") == "allowed")
    }
    let auditor = try logged.office.hire("an-auditor", "auditor")
    for reading in readings { #expect(auditor.tries(reading) == "allowed", "\(reading)") }
    for act in acts { #expect(auditor.tries(act) == "42501", "\(act)") }
  }
}
