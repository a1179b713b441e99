import Catalog
import Foundation
import Terminal
import TestSupport
import TestTerminal

/// Keys while the catalog takes five seconds for an answer.
struct ConsoleWaiting: Measurement {
  let name = "waiting"
  let about = "a key while a question takes five seconds"

  func run(_ report: @Sendable (Figure) -> Void, in place: BenchPlace, on cluster: BenchCluster) async throws {
    try await cluster.make("waiting")
    try await Crowd(artifacts: 40, openPromotions: 6, generations: 4000).fill(
      Connection(cluster.connection(to: "waiting")))
    try await cluster.officer("vera", person: "p9", in: "waiting")
    try cluster.psql(
      "waiting",
      [
        "-o", "/dev/null", "-c",
        """
        do $$ begin execute 'create or replace view countersign.incident as select x.* from ('
          || rtrim(pg_get_viewdef('countersign.incident'::regclass), ';') || ') x where (select pg_sleep(5)::text) is not null'; end $$
        """,
      ])
    let console = try TimedProgram(
      BuiltProgram.path("countersign"),
      ["--catalog", cluster.settings.conninfo(user: "vera", database: "waiting"), "--calm"],
      environment: ["XDG_STATE_HOME": cluster.folder], size: Size(rows: 40, columns: 120))
    _ = try await console.settled()
    _ = await console.presses(.character("8"), restMilliseconds: 300)
    var keys: [Double] = []
    // `?` closes the help too; a lone Esc would be measured with the wait that tells it from a sequence.
    for _ in 0..<20 { keys.append(await console.presses(.character("?"), restMilliseconds: 120).milliseconds) }
    report(
      Figure(
        what: "help up and away, while a question runs", ours: keys.median, peer: 20, unit: .milliseconds,
        goal: .atMost(1), note: "beside the limit; slowest \(FigureTable.number(keys.max() ?? .nan))"))
    await console.terminal.shutDown()
  }
}
