import Catalog
import Governance
import Operations
import TestSupport

/// The dashboard of a fleet from its sketches, beside the bare query.
struct FleetBoardTime: Measurement {
  let name = "fleet"
  let about = "300 artifacts × 12 figures × 90 days: what the first frame shows, beside its query in psql"

  func run(_ report: @Sendable (Figure) -> Void, in place: BenchPlace, on cluster: BenchCluster) async throws {
    let database = try await cluster.crowd(place)
    try await cluster.officer("vera", person: "p9", in: database)
    try await cluster.officer("ingo", person: "p8", in: database)
    try cluster.psql(database, ["-c", "grant countersign_ingest to ingo"])
    let daemon = Connection(cluster.connection(as: "ingo", to: database))
    // What stands there came in one transaction, which would be added as one; a day's calls of 300 models come by themselves.
    try cluster.psql(
      database,
      [
        "-c",
        "update countersign_private.figure_mark m set generations = x, outcomes = x from pg_current_xact_id() x",
      ])
    let receipt = try await daemon.one(OpenReceipt(producer: "crowd", format: "generations", origin: "fleet"))
    try await daemon.script(
      Crowd.inbox(20_000, named: "fleet")
        + """
        ; update pg_temp.generation_inbox set model = 'artifact-' || lpad((line % 300 + 1)::text, 5, '0'), tokens_in = line % 2000,
          tokens_out = line % 700, latency_micros = line * 1000
        """)
    _ = try await daemon.one(TakeInbox(receipt: receipt))
    let began = Stopwatch()
    let kept = try await daemon.one(KeepFigures(most: 100_000))
    report(
      Figure(
        what: "calls added to figures by day", ours: Double(kept) / began.seconds, unit: .perSecond,
        note: "\(kept) of 300 models, \(Int(began.seconds * 1000)) ms"))
    let script = """
      truncate countersign_private.figure_day, countersign_private.figure_sketch;
      insert into countersign_private.figure_day
      select 'model', 'artifact-' || lpad(a::text, 5, '0'), case m when 0 then 'calls' when 1 then 'flag.toxicity' when 2 then 'refusal'
          when 3 then 'tier.high' when 4 then 'tokens_in' when 5 then 'tokens_out' when 6 then 'latency' when 7 then 'cost.eur'
          when 8 then 'score.groundedness' when 9 then 'score.relevance' when 10 then 'length' else 'retrieval.score' end,
        '', 'production', '1', current_date - d, 37, case when m between 1 and 3 then (a * d * m) % 4 else 37 * (90 + (a * 7 + d * m) % 20) end,
        37 * 9800
      from generate_series(1, 300) a, generate_series(0, 11) m, generate_series(0, 89) d;
      insert into countersign_private.figure_sketch
      select f.kind, f.artifact, f.metric, f.slice, f.environment, f.version, f.day, array(select generate_series(4100, 4136)), array_fill(1::bigint, array[37])
      from countersign_private.figure_day f where f.metric not in ('calls', 'flag.toxicity', 'refusal', 'tier.high');
      analyze countersign_private.figure_day; analyze countersign_private.figure_sketch;
      """
    try cluster.psql(database, ["-c", "set session_replication_role = replica", "-c", script])
    let desk = Workbench(cluster.connection(as: "vera", to: database))
    let bare = Connection(cluster.connection(as: "vera", to: database))
    let frame = DriftFrame(until: try await desk.nowOnServer(), windowDays: 7, referenceDays: 83)
    var times: (ours: [Double], peer: [Double]) = ([], [])
    for round in 0..<(place.runs + 1) {
      let query = Stopwatch()
      _ = try await bare.rows(
        ReadFleet(environment: "production", reference: frame.reference, window: frame.window))
      let asked = query.seconds
      let whole = Stopwatch()
      let board = FleetBoard(
        try await desk.fleet(environment: "production", frame), monitors: try await desk.monitors(), frame: frame)
      let drawn = whole.seconds
      guard board.rows.count == 300 else { throw Problem(.fault, "bench.fleet", happened: "\(board.rows.count) rows") }
      if round > 0 {
        times.ours.append(drawn * 1000)
        times.peer.append(asked * 1000)
      }
    }
    report(
      Figure(
        what: "fleet of 300 × 12 × 90, ready to draw", ours: times.ours.median, peer: times.peer.median,
        unit: .milliseconds, goal: .atMost(1.5), note: "the bare query"))
  }
}
