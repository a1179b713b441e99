import Catalog
import Governance
import TestSupport

/// Officers who claim the next item and decide it, each by a session of their own, beside as many sessions that update two
/// rows of their own in one transaction.
struct ClaimAndDecide: Measurement {
  let name = "claim"
  let about = "claim next and decide, beside one bare transaction that updates two rows"
  private let seconds = 4.0

  func run(_ report: @Sendable (Figure) -> Void, in place: BenchPlace, on cluster: BenchCluster) async throws {
    let database = try await cluster.crowd(place)
    // Persons of the crowd; p2 to p5 have a past in it.
    for number in 0..<50 { try await cluster.officer("officer\(number)", person: "p\(number)", in: database) }
    try cluster.psql(
      database,
      [
        "-o", "/dev/null", "-c", "set client_min_messages = warning", "-c", "drop table if exists public.bare_row",
        "-c", BareTransaction.preparation,
      ])
    // An office waits for its disk at every commit, and so does the peer.
    try cluster.psql(
      "postgres", ["-c", "alter system set fsync = on", "-o", "/dev/null", "-c", "select pg_reload_conf()"])
    for (clients, goal) in [(1, 0.7), (8, 0.45), (50, 0.25)] {
      let ours = try await rate(clients, cluster, database) { connection, _ in
        guard let claim = try await connection.first(ClaimNext(tier: nil, queue: nil, channel: .command)) else {
          return false
        }
        _ = try await connection.one(
          DecideItem(claim: claim, decision: .accept, reason: "fine", harm: nil, channel: .command))
        return true
      }
      let peer = try await rate(clients, cluster, database) { connection, client in
        _ = try await connection.rows(BareTransaction(row: client * 2))
        return true
      }
      report(
        Figure(what: "\(clients) at once, with fsync", ours: ours, peer: peer, unit: .perSecond, goal: .atLeast(goal)))
    }
    try cluster.psql(
      "postgres", ["-c", "alter system reset fsync", "-o", "/dev/null", "-c", "select pg_reload_conf()"])
  }

  private func rate(
    _ clients: Int, _ cluster: BenchCluster, _ database: String,
    _ act: @escaping @Sendable (Connection, Int) async throws -> Bool
  ) async throws -> Double {
    let connections = (0..<clients).map { Connection(cluster.connection(as: "officer\($0)", to: database)) }
    for connection in connections { _ = try await connection.one(ReadServerClock()) }
    let seconds = seconds
    return try await withThrowingTaskGroup(of: Int.self) { group in
      let began = Stopwatch()
      for (client, connection) in connections.enumerated() {
        group.addTask {
          var done = 0
          while began.seconds < seconds, try await act(connection, client) { done += 1 }
          return done
        }
      }
      let done = try await group.reduce(0, +)
      return Double(done) / began.seconds
    }
  }
}

private struct BareTransaction: Query {
  static let preparation = """
    create table public.bare_row (id integer primary key, n bigint not null default 0) with (fillfactor = 60);
    insert into public.bare_row select i from generate_series(0, 199) i;
    create or replace function public.two_rows(one integer) returns void language sql as $$
      update public.bare_row set n = n + 1 where id = one; update public.bare_row set n = n + 1 where id = one + 1 $$;
    grant usage on schema public to public; grant update, select on public.bare_row to public; grant execute on function public.two_rows(integer) to public
    """
  static let sql = "select public.two_rows($1)"
  var row: Int
  var parameters: [Parameter] { [.integer(row)] }
  static func decode(_ row: inout RowReader) throws(Problem) {}
}
