import Catalog
import Foundation
import Governance
import Lineage
import Terminal
import TestTerminal

/// Twelve steps upstream in a graph of a million edges between columns, beside the recursive query that psql runs over the same
/// table; then the same of a past moment; then a picture of 300 places, laid out alone and drawn by the real program.
struct LineageWalk: Measurement {
  let name = "lineage"
  let about =
    "12 steps upstream among 10⁶ edges between columns, beside a bare recursive query; then past beside present"
  private static let layers = 20
  private static let steps = 12

  func run(_ report: @Sendable (Figure) -> Void, in place: BenchPlace, on cluster: BenchCluster) async throws {
    try await cluster.make("lineage")
    let superuser = Connection(cluster.connection(to: "lineage"))
    // A million edges where there are a million generations; fewer to try it.
    try await superuser.script(LineageWalk.graph(width: place.generations * 26 / 1000 / 50 * 50 + 300))
    try await superuser.script("vacuum analyze")
    try await superuser.script(
      "select countersign_private.make_login('vera'); set client_min_messages = error; grant countersign_viewer to vera"
    )
    let viewer = Connection(cluster.connection(as: "vera", to: "lineage"))
    let edges = try await superuser.one(Counted(sql: "select count(*) from countersign_private.lineage_edge"))
    let roots = try await superuser.rows(Roots(count: max(103, place.runs * 2)))
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
    let byPsql = try psql(roots.dropFirst(3), cluster)
    report(
      Figure(
        what: "12 steps upstream, median", ours: ours.median, peer: byPsql.median, unit: .milliseconds,
        goal: .atMost(1.5),
        note:
          "the bare query by psql; \(edges) edges, \(reached / max(1, ours.count)) places each; \(isSame ? "the same places" : "OTHER PLACES")"
      ))
    report(
      Figure(
        what: "12 steps upstream, 95th of 100", ours: ours.ninetyFifth, peer: byPsql.ninetyFifth, unit: .milliseconds,
        goal: .atMost(1.5), note: "the bare query by psql"))
    report(
      Figure(
        what: "12 steps upstream, median", ours: ours.median, peer: bare.median, unit: .milliseconds,
        note: "the bare query over the connection that ours goes over, turn by turn"))
    report(
      Figure(
        what: "as of a moment, median", ours: past.median, peer: ours.median, unit: .milliseconds, goal: .atMost(2),
        note: "beside the present"))
    report(picture(place))
    try await draw(by: superuser, in: place, on: cluster, report)
    try cluster.drop("lineage")
  }

  /// The bare query by psql, a session for all roots: milliseconds as it tells them.
  private func psql(_ roots: ArraySlice<Int64>, _ cluster: BenchCluster) throws -> [Double] {
    let script =
      "\\timing on\n\\o /dev/null\n"
      + roots.map { BareWalk.sql.replacing("$1", with: "\($0)") + ";\n" }.joined()
    let file = cluster.folder + "/walks.sql"
    try script.write(toFile: file, atomically: false, encoding: .utf8)
    return try cluster.psql("lineage", ["-f", file]).matches(of: /Time: ([0-9.]+) ms/).compactMap { Double($0.1) }
  }

  /// A neighbourhood of 300 places on the screen of the real program: the key that shows all of it, then keys that walk in it.
  private func draw(
    by superuser: Connection, in place: BenchPlace, on cluster: BenchCluster, _ report: @Sendable (Figure) -> Void
  ) async throws {
    try await superuser.script(LineageWalk.neighbourhood)
    let console = try TimedProgram(
      BuiltProgram.path("countersign"),
      ["--catalog", cluster.settings.conninfo(user: "vera", database: "lineage"), "--calm"],
      environment: ["XDG_STATE_HOME": cluster.folder], size: Size(rows: 60, columns: 200))
    _ = try await console.settled()
    _ = await console.presses(.character("5"), restMilliseconds: 800)
    _ = await console.presses(.character("/"))
    for letter in "picture" { _ = await console.presses(.character(letter)) }
    _ = await console.presses(.enter, restMilliseconds: 1500)
    let opened = await console.presses(.enter, restMilliseconds: 2000).milliseconds
    var deeper: [Double] = []
    for _ in 0..<LineageWalk.steps {
      let pressed = await console.presses(.character("+"), restMilliseconds: 400).milliseconds
      if await console.terminal.text().contains("This is all there is") { break }
      deeper.append(pressed)
    }
    var walked: [Double] = []
    for key in [Key.right, .right, .down, .left, .up, .right] {
      for _ in 0..<place.runs { walked.append(await console.presses(key).milliseconds) }
    }
    let screen = await console.terminal.text()
    await console.terminal.shutDown()
    let shown = screen.firstMatch(of: /→ ([0-9 ]+)/).map { String($0.1) } ?? "?"
    report(
      Figure(
        what: "a neighbourhood read, laid out and drawn", ours: opened, unit: .milliseconds,
        note: "Enter in the list to the last byte, as many steps as fit; 200×60"))
    report(
      Figure(
        what: "all steps of it laid out and drawn", ours: deeper.max() ?? .nan, unit: .milliseconds,
        note: "the slowest + to the last byte; \(shown) places downstream"))
    report(
      Figure(
        what: "a key that walks in it", ours: walked.median, unit: .milliseconds,
        note: "p99 \(FigureTable.number(walked.ninetyNinth))"))
  }

  /// 300 places that all come from one, with 120 lines more than a tree has.
  private static let neighbourhood = """
    set search_path = pg_catalog, countersign_private; set client_min_messages = error;
    insert into lineage_node (key, kind, namespace, name)
      select lineage_key('dataset', 'picture', 'p' || n, null), 'dataset', 'picture', 'p' || n from generate_series(0, 299) n;
    insert into lineage_edge (edge_key, source, target, level, basis, valid_from)
      select lineage_edge_key(s.id, t.id, null, 'dataset', 'explicit', null, null, false), s.id, t.id, 'dataset', 'explicit', clock()
      from (
        select n as target, (n - 1) / 2 as source from generate_series(1, 299) n
        union select n * 2 + 40, n + 7 from generate_series(1, 120) n) e
      join lineage_node s on s.namespace = 'picture' and s.name = 'p' || e.source
      join lineage_node t on t.namespace = 'picture' and t.name = 'p' || e.target;
    analyze lineage_node; analyze lineage_edge; reset search_path
    """

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
  private static func graph(width: Int) -> String {
    """
    set search_path = pg_catalog, countersign_private; set client_min_messages = error;
    insert into lineage_node (key, kind, namespace, name)
      select lineage_key('dataset', 'bench', 'd' || n, null), 'dataset', 'bench', 'd' || n from generate_series(0, \(20 * width / 50 - 1)) n;
    insert into lineage_node (key, kind, namespace, name, field, parent)
      select lineage_key('column', d.namespace, d.name, 'c' || c), 'column', d.namespace, d.name, 'c' || c, d.id
      from lineage_node d cross join generate_series(0, 49) c where d.kind = 'dataset' order by d.id, c;
    insert into lineage_edge (edge_key, source, target, level, basis, type, subtype, valid_from)
      select lineage_edge_key(s, t, null, 'column', 'column', 'DIRECT', 'IDENTITY', false), s, t, 'column', 'column', 'DIRECT', 'IDENTITY', clock()
      from (
        select first + \(width) * layer + place as t,
          first + \(width) * (layer - 1) + (place * (case edge when 0 then 7 else 13 end) + edge * 211) % \(width) as s
        from (select min(id) as first from lineage_node where kind = 'column') x
        cross join generate_series(1, 19) layer cross join generate_series(0, \(width - 1)) place cross join generate_series(0, 1) edge) x
      on conflict do nothing
    """
  }

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
