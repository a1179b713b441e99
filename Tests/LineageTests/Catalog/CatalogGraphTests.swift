import Foundation
import Governance
import Lineage
import Operations
import SeededNumbers
import TestSupport
import Testing

@Suite("Lineage in the catalog", .enabled(if: SharedData.isThere, "\(SharedData.absence)"))
struct CatalogGraphTests {
  /// All edges as the view shows them, without numbers and times of arrival.
  private static let edges = """
    select md5(string_agg(line, E'\\n' order by line)) from (select concat_ws('|', source_namespace, source_name, source_field, '→',
      target_namespace, target_name, target_field, job_namespace, job, level, basis, type, subtype, masking) as line
      from countersign.lineage_edge) x
    """
  private static let runs = """
    select md5(string_agg(concat_ws('|', run, job_namespace, job, state, started_at, ended_at, parent_run), E'\\n' order by run))
    from countersign.lineage_run
    """
  private static let facets = """
    select md5(string_agg(concat_ws('|', kind, namespace, name, key, value), E'\\n' order by kind, namespace, name, key))
    from countersign.lineage_facet
    """

  @Test("takes all produced events once, and every closure equals the oracle")
  func produced() async throws {
    let office = try await LineageOffice.open()
    let files = try SharedData.produced()
    #expect(try await office.ingest(files) == [635, 0, 0])
    #expect(try await office.ingest(files) == [0, 635, 0])
    #expect(office.value("select count(*) from countersign.lineage_event") == "635")

    let viewer = try await office.viewer()
    for row in try SharedData.oracle() {
      let root = LineageRoot.place(namespace: row.dataset.namespace, name: row.dataset.name, field: nil)
      let direct = try await viewer.lineage(of: root, .upstream, depth: 1)
      let all = try await viewer.lineage(of: root, .upstream)
      #expect(direct.sources(of: [direct.root]) == row.direct, "\(row.dataset.name)")
      #expect(all.sources(of: Set(all.nodes.map(\.id))) == row.transitive, "\(row.dataset.name)")
      #expect(!all.partial)
      #expect(direct.partial == !row.direct.union([row.dataset]).isSuperset(of: row.transitive))
    }
  }

  /// As many orders as `make soak` asks for; a few where nobody asks.
  private static let orders = UInt64(ProcessInfo.processInfo.environment["COUNTERSIGN_LINEAGE_ORDERS"] ?? "") ?? 3
  /// The events as they were produced, once each, in a catalog that every order is compared with.
  private static let plain = Task {
    let office = try await LineageOffice.open()
    try await office.ingest(try SharedData.produced())
    return office
  }

  @Test(
    "is what the set of events makes it, in any order, by any batches, with every event twice",
    arguments: 1...max(1, orders))
  func shuffled(seed: UInt64) async throws {
    let plain = try await Self.plain.value
    let lines = try SharedData.produced().flatMap {
      try Data(contentsOf: URL(fileURLWithPath: $0)).split(separator: 10).map { Array($0) }
    }
    var generator = SplitMix(seed: seed)
    let shuffled = (lines + lines).shuffled(using: &generator)
    let office = try await LineageOffice.open()
    var taken = 0
    for start in stride(from: 0, to: shuffled.count, by: 90) {
      taken += try await office.ingest(lines: Array(shuffled[start..<min(start + 90, shuffled.count)]))[0]
    }
    #expect(taken == 635)
    for question in [Self.edges, Self.runs, Self.facets] { #expect(office.value(question) == plain.value(question)) }
    #expect(Int(plain.value("select count(*) from countersign.lineage_edge")) ?? 0 > 100)

    let graph = LineageGraph(events: try SharedData.producedEvents())
    #expect(plain.value("select count(*) from countersign.lineage_edge") == String(graph.edges.count))
    let states = Dictionary(grouping: try SharedData.producedEvents().filter { $0.run != nil }, by: \.run)
    let failed = states.values.filter { RunState(of: $0).phase == .fail }.count
    #expect(plain.value("select count(*) from countersign.lineage_run where state = 'fail'") == String(failed))
  }

  @Test("keeps what is legal in the hostile file and puts the rest into quarantine")
  func hostile() async throws {
    let office = try await LineageOffice.open()
    let lines = try SharedData.lines(of: "hostile/openlineage.jsonl")
    #expect(try await office.ingest(lines: lines) == [9, 1, 6])
    #expect(
      office.value("select string_agg(line || ' ' || code, ', ' order by line) from countersign.quarantine")
        == "1 field.missing, 2 field.missing, 3 field.uuid, 4 field.time, 5 field.word, 6 field.type")
    let rings = try await office.desk.lineage(of: .place(namespace: "hostile", name: "A", field: nil), .upstream)
    #expect(Set(rings.nodes.map(\.place.name)) == ["A", "B"] && rings.edges.count == 2 && !rings.partial)
    #expect(
      rings.tree.map { "\($0.depth) \($0.node.place.name) \($0.again)" } == ["0 A false", "1 B false", "2 A true"])
    let loop = try await office.desk.lineage(of: .place(namespace: "hostile", name: "S", field: nil), .downstream)
    #expect(loop.nodes.count == 1 && loop.edges.map(\.to) == [loop.root])
    #expect(
      office.value("select state from countersign.lineage_run where run = '018f0000-0000-7000-8000-000000000abc'")
        == "complete")
    #expect(office.value("select count(*) from countersign.lineage_facet where name = 'F'") == "0")
    #expect(office.value("select count(*) from countersign.lineage_node where name = E'evil\\x1b[2Jtable'") == "1")
  }

  @Test("shows the columns a dbt model's column came from")
  func columns() async throws {
    let office = try await LineageOffice.open()
    try await office.ingest(try SharedData.produced())
    let model = LineageRoot.place(namespace: "postgres://127.0.0.1:55433", name: "genai.marts.daily_drift", field: nil)
    let whole = try await office.desk.lineage(of: model, .upstream)
    #expect(whole.nodes.count == 23)
    #expect(whole.tree.first?.node.place.name == "genai.marts.daily_drift")
    #expect(Set(whole.tree.map(\.node.id)) == Set(whole.nodes.map(\.id)))

    let graph = LineageGraph(events: try SharedData.producedEvents())
    let columns = graph.edges.filter { $0.level == .column }.map(\.target).filter { $0.kind == .column }
    #expect(columns.count > 20)
    for column in columns {
      let answer = try await office.desk.lineage(
        of: .place(namespace: column.namespace, name: column.name, field: column.field), .upstream, level: .column)
      #expect(
        answer.sources(of: Set(answer.nodes.map(\.id)))
          == graph.reach(from: column, .upstream, level: .column).reached, "\(column)")
    }
  }

  @Test("shows a past moment as it was recorded then")
  func past() async throws {
    let office = try await LineageOffice.open()
    try await office.ingest(lines: [try SharedData.lines(of: "hostile/openlineage.jsonl")[7]])
    let between = try await office.desk.nowOnServer()
    try await office.ingest(lines: [try SharedData.lines(of: "hostile/openlineage.jsonl")[8]])
    let root = LineageRoot.place(namespace: "hostile", name: "A", field: nil)
    #expect(try await office.desk.lineage(of: root, .upstream).nodes.count == 2)
    try await office.desk.show(asOf: between)
    #expect(try await office.desk.lineage(of: root, .upstream).nodes.count == 1)
    #expect(try await office.desk.lineage(of: root, .downstream).nodes.count == 2)
  }
}

extension LineageAnswer {
  /// The places that edges to any of these come from.
  func sources(of targets: Set<Int64>) -> Set<LineageNode> {
    let places = Dictionary(uniqueKeysWithValues: nodes.map { ($0.id, $0.place) })
    return Set(edges.filter { targets.contains($0.to) }.compactMap { places[$0.from] })
  }
}
