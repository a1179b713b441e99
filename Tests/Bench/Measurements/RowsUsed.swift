import Catalog
import Governance
import Operations

/// Which prompt used what data: five retrievals of every generation, forward and back, beside the bare queries; and against
/// the formula they were made by.
struct RowsUsed: Measurement {
  let name = "rows"
  let about = "rows a generation was given, and the newest uses of a row, beside the same join without views or rights"

  func run(_ report: @Sendable (Figure) -> Void, in place: BenchPlace, on cluster: BenchCluster) async throws {
    let database = try await cluster.crowd(place)
    let superuser = Connection(cluster.connection(to: database))
    try await superuser.script(RowsUsed.retrievals)
    try await superuser.script("vacuum analyze countersign_private.retrieval")
    try await cluster.officer("rosa", person: "p8", in: database)
    let desk = Workbench(cluster.connection(as: "rosa", to: database))
    let generations = try await superuser.rows(Some(count: place.runs * 2))
    var (ours, bare): ([Double], [Double]) = ([], [])
    var isSame = true
    for (turn, generation) in generations.enumerated() {
      var began = Stopwatch()
      let sources = try await desk.sources(ofGeneration: generation)
      let asked = began.seconds
      began = Stopwatch()
      let rows = try await superuser.rows(BareRows(generation: generation))
      let plainly = began.seconds
      let truth = try await superuser.rows(TrueRows(generation: generation))
      isSame = isSame && sources.rows.map(\.row.key) == truth && rows.count == truth.count
      guard turn >= 3 else { continue }
      ours.append(asked * 1000)
      bare.append(plainly * 1000)
    }
    report(
      Figure(
        what: "rows of a generation", ours: ours.median, peer: bare.median, unit: .milliseconds, goal: .atMost(3),
        note: isSame ? "as they were made" : "OTHER ROWS"))

    let hot = DataRow(namespace: "bench", dataset: "hot", key: "1")
    (ours, bare) = ([], [])
    for turn in 0..<(place.runs + 3) {
      var began = Stopwatch()
      let page = try await desk.uses(of: hot, after: nil, limit: 50)
      let asked = began.seconds
      began = Stopwatch()
      let rows = try await superuser.rows(BareUses())
      let plainly = began.seconds
      isSame = page.rows.map(\.parts.generation) == rows
      guard turn >= 3 else { continue }
      ours.append(asked * 1000)
      bare.append(plainly * 1000)
    }
    let uses = try await superuser.one(
      Counted(sql: "select count(*) from countersign_private.retrieval where dataset = 'hot'"))
    report(
      Figure(
        what: "newest 50 uses of a row", ours: ours.median, peer: bare.median, unit: .milliseconds, goal: .atMost(3),
        note: "\(uses) uses; \(isSame ? "the same" : "OTHER USES")"))

    // Every use of rows at random, page by page, is what the formula says.
    var (checked, wrong) = (0, 0)
    for key in stride(from: 3, to: 4000, by: 499) {
      let row = DataRow(namespace: "bench", dataset: "table", key: String(key))
      var found: [String] = []
      var cursor: String?
      repeat {
        let page = try await desk.uses(of: row, after: cursor, limit: 200)
        found += page.rows.map(\.id)
        cursor = page.next
      } while cursor != nil
      let truth = try await superuser.rows(TrueUses(key: key))
      checked += truth.count
      if Set(found) != Set(truth) || found.count != truth.count { wrong += 1 }
    }
    report(
      Figure(
        what: "uses of 9 rows read to the end", ours: Double(checked), unit: .count,
        note: wrong == 0 ? "exactly those that were made" : "\(wrong) ROWS HAVE OTHER USES"))
  }

  /// Which row a generation was given at a rank follows from the two; every hundredth is given one that all share.
  private static let formula = "abs(hashtextextended(g.id::text, n)) % 200000"

  private static let retrievals = """
    set search_path = pg_catalog, countersign_private; set client_min_messages = error;
    insert into retrieval (generation, rank, index_name, index_version, namespace, dataset, row_key, score, data_class)
      select g.id, n, 'kyc-idx', '1', 'bench', 'table', (\(formula))::text, 1.0 / n, 'green'
      from generation g cross join generate_series(1, 4) n;
    insert into retrieval (generation, rank, index_name, index_version, namespace, dataset, row_key, score, data_class)
      select g.id, 5, 'kyc-idx', '1', 'bench', case when nth % 100 = 0 then 'hot' else 'cold' end,
        case when nth % 100 = 0 then '1' else (nth % 100000)::text end, 0.1, 'green'
      from (select id, row_number() over (order by id) as nth from generation) g;
    reset search_path
    """

  private struct Some: Query {
    static let sql = """
      select id from countersign_private.generation tablesample system (1) limit $1
      """
    var count: Int
    var parameters: [Parameter] { [.integer(count)] }
    static func decode(_ row: inout RowReader) throws(Problem) -> String { try row.next() }
  }

  private struct BareRows: Query {
    static let sql = """
      select r.row_key, r.rank, r.score, r.dataset, r.index_name, g.model, g.prompt
      from countersign_private.retrieval r join countersign_private.generation g on g.tenant = r.tenant and g.id = r.generation
      where r.tenant = 1 and r.generation = $1::uuid order by r.rank
      """
    var generation: String
    var parameters: [Parameter] { [.text(generation)] }
    static func decode(_ row: inout RowReader) throws(Problem) -> String { try row.next() }
  }

  private struct TrueRows: Query {
    static let sql = """
      select case when n < 5 then (\(formula))::text else (select row_key from countersign_private.retrieval where generation = g.id and rank = 5) end
      from (select $1::uuid as id) g cross join generate_series(1, 5) n order by n
      """
    var generation: String
    var parameters: [Parameter] { [.text(generation)] }
    static func decode(_ row: inout RowReader) throws(Problem) -> String { try row.next() }
  }

  private struct BareUses: Query {
    static let sql = """
      select g.id, g.at, g.model, g.model_version, g.prompt, g.prompt_version, r.rank, r.score
      from countersign_private.retrieval r join countersign_private.generation g on g.tenant = r.tenant and g.id = r.generation
      where r.tenant = 1 and r.namespace = 'bench' and r.dataset = 'hot' and r.row_key = '1'
      order by r.generation desc limit 50
      """
    static func decode(_ row: inout RowReader) throws(Problem) -> String { try row.next() }
  }

  private struct TrueUses: Query {
    static let sql = """
      select g.id || ':' || n from countersign_private.generation g cross join generate_series(1, 4) n where (\(formula)) = $1
      """
    var key: Int
    var parameters: [Parameter] { [.integer(key)] }
    static func decode(_ row: inout RowReader) throws(Problem) -> String { try row.next() }
  }
}
