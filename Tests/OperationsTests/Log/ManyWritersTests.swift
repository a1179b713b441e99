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
    let race = CommitRace(office, writers: 64, pause: 20...150)
    let outcome = try await race.run(seconds: 2) { try await sealer.sealLog().size }
    #expect(outcome.faults.isEmpty)
    #expect(outcome.overtaken > 0 && outcome.rollbacks > 0 && outcome.seals > 1, "there was a race")
    #expect(try office.standingOfLog() == "dense and complete")
    #expect(try await sealer.verifyLog().isGood)
  }

  @Test("is told from a sealer that takes only what began after its last look")
  func careless() async throws {
    let office = try await Office.open()
    let sealer = try office.sealer()
    try office.superuser.run(
      """
      do $$ begin
        execute replace(pg_get_functiondef('countersign.take_leaves(bigint, integer)'::regprocedure),
          'array(select pg_snapshot_xip(before.snapshot))', '''{}''::xid8[]');
      end $$
      """)
    let outcome = try await CommitRace(office, writers: 16, pause: 5...50).run(seconds: 2) {
      try await sealer.sealLog().size
    }
    #expect(outcome.faults.contains { $0.contains("visible before a seal and left out of it") })
    #expect(try office.standingOfLog() != "dense and complete")
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
