import Catalog
import Governance
import Lineage

/// Twelve steps upstream in a graph of a million edges between columns, beside the recursive query that psql would run over
/// the same table; then the same of a past moment; then a picture of 300 places.
struct LineageWalk: Measurement {
  let name = "lineage"
  let about =
    "12 steps upstream among 10⁶ edges between columns, beside a bare recursive query; then past beside present"
  private static let layers = 20
  private static let steps = 12

  func run(_ report: @Sendable (Figure) -> Void, in place: BenchPlace, on cluster: BenchCluster) async throws {
    try await cluster.make("lineage")
    let superuser = Connection(cluster.connection(to: "lineage"))
    try await superuser.script(LineageWalk.graph)
    try await superuser.script("vacuum analyze")
    try await superuser.script(
      "select countersign_private.make_login('vera'); set client_min_messages = error; grant countersign_viewer to vera"
    )
    let viewer = Connection(cluster.connection(as: "vera", to: "lineage"))
    let edges = try await superuser.one(Counted(sql: "select count(*) from countersign_private.lineage_edge"))
    let roots = try await superuser.rows(Roots(count: max(20, place.runs * 2)))
    let moment = try await viewer.one(ReadServerClock())
    var (ours, bare, past): ([Double], [Double], [Double]) = ([], [], [])
    var reached = 0
    var isSame = true
    for (turn, root) in roots.enumerated() {
      var began = Stopwatch()
      let walked = try await viewer.rows(Walk(root: root, moment: nil))
      let walking = began.seconds
      began = Stopwatch()
      let plain = try await superuser.rows(BareWalk(root: root))
      let plainly = began.seconds
      began = Stopwatch()
      let then = try await viewer.rows(Walk(root: root, moment: moment))
      let thenly = began.seconds
      isSame = isSame && Set(walked) == Set(plain) && Set(then) == Set(plain)
      guard turn >= 3 else { continue }
      reached += plain.count
      ours.append(walking * 1000)
      bare.append(plainly * 1000)
      past.append(thenly * 1000)
    }
    let note =
      "\(edges) edges, \(reached / max(1, ours.count)) places each; \(isSame ? "the same places" : "OTHER PLACES")"
    report(
      Figure(
        what: "12 steps upstream, median", ours: ours.median, peer: bare.median, unit: .milliseconds,
        goal: .atMost(1.5),
        note: note))
    report(
      Figure(
        what: "12 steps upstream, 95th of 100", ours: ours.ninetyFifth, peer: bare.ninetyFifth, unit: .milliseconds,
        goal: .atMost(1.5)))
    report(
      Figure(
        what: "as of a moment, median", ours: past.median, peer: ours.median, unit: .milliseconds, goal: .atMost(2),
        note: "beside the present"))
    report(picture(place))
    try cluster.drop("lineage")
  }

  /// The layout of 300 boxes with 420 lines.
  private func picture(_ place: BenchPlace) -> Figure {
    var state: UInt64 = 7
    func below(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % count
    }
    let edges = (0..<420).map { _ in
      let (one, two) = (below(300), below(300))
      return (from: Int64(min(one, two)), to: Int64(max(one, two)))
    }
    let nodes = (0..<300).map { GraphLayout.Node(id: Int64($0), rows: 4, columns: 24) }
    var times: [Double] = []
    for _ in 0..<max(3, place.runs / 3) {
      let began = Stopwatch()
      let layout = GraphLayout(nodes, edges: edges, spacing: 1)
      times.append(layout.boxes.count == 300 ? began.seconds * 1000 : .nan)
    }
    return Figure(what: "layout of 300 boxes and 420 lines", ours: times.median, unit: .milliseconds)
  }

  /// Columns in layers, each made of two of the layer before; put in past the functions, as the superuser.
  private static let graph = """
    set search_path = pg_catalog, countersign_private; set client_min_messages = error;
    insert into lineage_node (key, kind, namespace, name)
      select lineage_key('dataset', 'bench', 'd' || n, null), 'dataset', 'bench', 'd' || n from generate_series(0, 10519) n;
    insert into lineage_node (key, kind, namespace, name, field, parent)
      select lineage_key('column', d.namespace, d.name, 'c' || c), 'column', d.namespace, d.name, 'c' || c, d.id
      from lineage_node d cross join generate_series(0, 49) c where d.kind = 'dataset' order by d.id, c;
    insert into lineage_edge (edge_key, source, target, level, basis, type, subtype, valid_from)
      select lineage_edge_key(s, t, null, 'column', 'column', 'DIRECT', 'IDENTITY', false), s, t, 'column', 'column', 'DIRECT', 'IDENTITY', clock()
      from (
        select first + 26300 * layer + place as t,
          first + 26300 * (layer - 1) + (place * (case edge when 0 then 7 else 13 end) + edge * 211) % 26300 as s
        from (select min(id) as first from lineage_node where kind = 'column') x
        cross join generate_series(1, 19) layer cross join generate_series(0, 26299) place cross join generate_series(0, 1) edge) x
      on conflict do nothing
    """

  private struct Roots: Query {
    static let sql = """
      select id from countersign_private.lineage_node where kind = 'column' order by id desc limit $1 offset 17
      """
    var count: Int
    var parameters: [Parameter] { [.integer(count)] }
    static func decode(_ row: inout RowReader) throws(Problem) -> Int64 { try row.next() }
  }

  private struct Walk: Query {
    static let sql = """
      select w.namespace || ' ' || w.name || ' ' || w.field
      from countersign.lineage_walk($1, true, 12, 'column', $2::timestamptz, 100000) w where w.kind = 'column'
      """
    var root: Int64
    var moment: Instant?
    var parameters: [Parameter] { [.integer(root), .text(moment?.rfc3339)] }
    static func decode(_ row: inout RowReader) throws(Problem) -> String { try row.next() }
  }

  private struct BareWalk: Query {
    static let sql = """
      with recursive up (id, depth) as (
        select $1::bigint, 0
        union select e.source, u.depth + 1 from up u join countersign_private.lineage_edge e on e.target = u.id
          where e.level = 'column' and e.valid_to = 'infinity' and u.depth < 12)
      select n.namespace || ' ' || n.name || ' ' || n.field
      from (select distinct u.id from up u) u join countersign_private.lineage_node n on n.id = u.id
      """
    var root: Int64
    var parameters: [Parameter] { [.integer(root)] }
    static func decode(_ row: inout RowReader) throws(Problem) -> String { try row.next() }
  }
}

/// One number.
struct Counted: Query {
  static let sql = ""
  var sql: String
  var statement: String { sql }
  static func decode(_ row: inout RowReader) throws(Problem) -> Int { try row.next() }
}
