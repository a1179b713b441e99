import Catalog
import Governance
import TestSupport

/// A period is chosen by the event's own time, through the ids that begin with it, and "as of" by the time of recording;
/// beside the same rows in one table with an index on that time.
struct TwoTimes: Measurement {
  let name = "two-times"
  let about =
    "a day's tokens by event time through the ids, today's knowledge and as of then, beside an index on the time over the same rows"

  func run(_ report: @Sendable (Figure) -> Void, in place: BenchPlace, on cluster: BenchCluster) async throws {
    let database = try await cluster.crowd(place)
    try await cluster.officer("vera", person: "p9", in: database)
    try cluster.psql(
      database,
      [
        "-c", "set client_min_messages = warning", "-c", "drop table if exists public.told",
        "-c",
        "create table public.told as select * from countersign_private.generation order by id",
        "-c", "create index on public.told (at)", "-c", "vacuum analyze public.told",
      ])
    let bare = Connection(cluster.connection(to: database))
    let present = Connection(cluster.connection(as: "vera", to: database))
    let past = Connection(cluster.connection(as: "vera", to: database))
    let day = try await present.one(ReadServerClock()).advanced(bySeconds: -50 * 86_400)
    try await past.show(asOf: day.advanced(bySeconds: 12 * 3600))
    var times: [[Double]] = [[], [], []]
    for round in 0..<(place.runs + 2) {
      for (place, connection) in [bare, present, past].enumerated() {
        let began = Stopwatch()
        if place == 0 {
          _ = try await connection.one(TokensByTime(from: day))
        } else {
          _ = try await connection.one(TokensByID(from: day))
        }
        if round >= 2 { times[place].append(began.seconds * 1000) }
      }
    }
    let reads = Set(
      try await present.touched(by: TokensByID(from: day)).filter { $0.scanned > 100 }.map(\.table)
        + past.touched(by: TokensByID(from: day)).filter { $0.scanned > 100 }.map(\.table))
    let note = reads.isEmpty ? "" : "reads whole: " + reads.sorted().joined(separator: ", ")
    report(
      Figure(
        what: "a day, present", ours: times[1].median, peer: times[0].median, unit: .milliseconds, goal: .atMost(1.6),
        note: note))
    report(
      Figure(
        what: "the same as of its noon, past", ours: times[2].median, peer: times[1].median, unit: .milliseconds,
        goal: .atMost(2)))
  }
}

/// As a person's SQL would ask: the bounds are ids, so months are left out and the key is used.
private struct TokensByID: Query {
  static let sql = """
    select coalesce(sum(tokens_in + tokens_out), 0)::bigint from generation
    where id >= countersign.first_id_at($1::timestamptz) and id < countersign.first_id_at($1::timestamptz + interval '1 day')
    """
  var from: Instant
  var parameters: [Parameter] { [.instant(from)] }
  static func decode(_ row: inout RowReader) throws(Problem) -> Int64 { try row.next() }
}

private struct TokensByTime: Query {
  static let sql = """
    select coalesce(sum(tokens_in + tokens_out), 0)::bigint from public.told where at >= $1::timestamptz and at < $1::timestamptz + interval '1 day'
    """
  var from: Instant
  var parameters: [Parameter] { [.instant(from)] }
  static func decode(_ row: inout RowReader) throws(Problem) -> Int64 { try row.next() }
}
