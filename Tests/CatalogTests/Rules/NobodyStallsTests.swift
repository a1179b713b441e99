import Catalog
import TestSupport
import Testing

@Suite("What any login can lock")
struct NobodyStallsTests {
  @Test("stalls nothing: advisory locks, an open transaction, a read of everything")
  func advisoryLocks() async throws {
    let office = try await Office.open()
    let vic = try office.hire("vic", "viewer")
    // Both forms have one space of 2^64 numbers; a lock on the names and the small numbers a program could choose.
    try vic.run("begin")
    try vic.run("select pg_advisory_lock(n) from generate_series(0, 200) n")
    try vic.run(
      "select pg_advisory_lock(hashtextextended(w, 0)) from unnest(array['countersign.migrate', 'countersign', 'migrate']) w"
    )
    try vic.run(
      "select count(*) from countersign.artifact, countersign.version, countersign.generation, countersign.migration")

    let bea = try office.hire("bea", "builder", team: "claims")
    let amy = try office.hire("amy", "approver")
    let rui = try office.hire("rui", "reviewer")
    let ingest = try office.hire("ing", "ingest")
    for session in [office.chief, bea, amy, rui, ingest] { try session.run("set lock_timeout = '2s'") }
    try bea.register("index", label: "1")
    #expect(amy.signs(try bea.request("index", "1")) == "allowed")
    let item = try office.reviewItem(from: ingest)
    #expect(rui.decides(item, try rui.claim(item)) == "allowed")

    let conninfo = office.database.conninfo() + " options='-c lock_timeout=2s'"
    #expect(try await Migrator(Connection(ConnectionSettings(conninfo: conninfo))).migrate() == [])
  }
}
