import Governance
import Operations
import TestSupport
import Testing

@Suite("Sealing beside many", .serialized)
struct ManyWritersTests {
  @Test("beside 64 writers that overtake each other and roll back takes each row once, and none before its commit")
  func sixtyFour() async throws {
    let office = try await Office.open()
    let sealer = try office.sealer()
    let sessions = try (1...64).map { number in
      // Few logins, many sessions: making logins is what takes time.
      number <= 4 ? try office.hire("writer\(number)", "admin") : try office.session("writer\(number % 4 + 1)")
    }
    // What an idle session holds open, nothing waits for.
    let idle = try office.session("writer1")
    try idle.run("begin")
    try idle.run("select countersign.add_team('idle', 'Idle')")
    try await withThrowingTaskGroup(of: Void.self) { group in
      for (number, session) in sessions.enumerated() {
        group.addTask {
          for turn in 1...6 {
            try session.run("begin")
            try session.run("select countersign.add_team('w\(number)-\(turn)', 'Team')")
            try await Task.sleep(for: .milliseconds(Int.random(in: 0...25)))
            try session.run(Int.random(in: 0..<10) == 0 ? "rollback" : "commit")
          }
        }
      }
      group.addTask {
        for _ in 1...25 {
          let sealed = try await sealer.sealLog().size
          // Whoever reads now sees a row for every leaf: none was sealed before it was committed.
          let seen = try office.superuser.value(
            """
            select count(*) from countersign_private.log_leaf l where l.index < \(sealed) and not exists
              (select from countersign_private.log_row r where r.kind = l.kind and r.subject = l.subject)
            """)
          #expect(seen == "0")
        }
      }
      try await group.waitForAll()
    }
    _ = try await sealer.sealLog()
    #expect(try office.standingOfLog() == "dense and complete")
    try idle.run("commit")
    #expect(try await sealer.sealLog().added == 1)
    #expect(try office.standingOfLog() == "dense and complete")
    #expect(try await sealer.verifyLog().isGood)
  }

  @Test("says how much waits and for how long, and a session that is idle in its transaction counts for nothing")
  func lag() async throws {
    let office = try await Office.open()
    let sealer = try office.sealer()
    _ = try await sealer.sealLog()
    var standing = try await sealer.logStanding()
    #expect(standing.waiting == 0 && standing.lag == 0 && standing.size > 0)
    let idle = try office.hire("idle", "admin")
    _ = try await sealer.sealLog()
    try idle.run("begin")
    try idle.run("select countersign.add_team('idle', 'Idle')")
    standing = try await sealer.logStanding()
    #expect(standing.waiting == 0)
    try office.chief.run("select countersign.add_team('one', 'One')")
    standing = try await sealer.logStanding()
    #expect(standing.waiting == 1 && standing.oldest != nil)
    try idle.run("commit")
    #expect(try await sealer.logStanding().waiting == 2)
  }
}
