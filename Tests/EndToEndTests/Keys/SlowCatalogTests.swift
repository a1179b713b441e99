import Terminal
import TestTerminal
import Testing

@Suite("While the catalog takes long", .atADesk, .timeLimit(.minutes(5)))
struct SlowCatalogTests {
  @Test("every key still answers, and Esc ends the question on the server")
  func slowQuery() async throws {
    let catalog = try await SampleOffice.shared.catalog()
    _ = try catalog.sql(
      """
      do $$ begin execute 'create or replace view countersign.quarantine as select x.* from ('
        || rtrim(pg_get_viewdef('countersign.quarantine'::regclass), ';') || ') x where (select pg_sleep(30)::text) is not null'; end $$
      """)
    let sleeping =
      "select count(*) from pg_stat_activity where state = 'active' and query like '%from quarantine q%' and pid <> pg_backend_pid()"
    let sitting = try await Sitting.at(catalog)
    try await sitting.sees("Review queues")
    await sitting.type(":")
    await sitting.type("Quarantine")
    await sitting.press(.enter)
    try await sitting.sees("loading quarantine")
    #expect(try catalog.value(sleeping) == "1")
    await sitting.type("?")
    try await sitting.sees("Everywhere")
    await sitting.press(.escape)
    try await sitting.seesNo("Everywhere")
    #expect(try catalog.value(sleeping) == "1", "the help came while the question was still asked")
    await sitting.press(.escape)
    try await sitting.sees("Stopped loading quarantine.")
    for _ in 0..<100 where try catalog.value(sleeping) != "0" { try await Task.sleep(for: .milliseconds(50)) }
    #expect(try catalog.value(sleeping) == "0")
    await sitting.type("3")
    try await sitting.sees("kyc-summary")
    #expect(try await sitting.leaves().contains("left with 0"))
  }
}
