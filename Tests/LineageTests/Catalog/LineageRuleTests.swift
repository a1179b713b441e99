import Catalog
import Governance
import Lineage
import Operations
import Testing

@Suite("Rules of lineage in the catalog")
struct LineageRuleTests {
  private func event(
    _ kind: String, at second: Int, run: Int = 1, inputs: [String] = [], outputs: [String] = [], job: String = ""
  ) -> [UInt8] {
    func list(_ names: [String]) -> String {
      names.map { "{\"namespace\":\"n\",\"name\":\"\($0)\"}" }.joined(separator: ",")
    }
    return Array(
      """
      {"eventType":"\(kind)","eventTime":"2026-01-01T00:00:0\(second)Z","producer":"p","schemaURL":"s",\
      "run":{"runId":"018f0000-0000-7000-8000-00000000000\(run)"},"job":{"namespace":"n","name":"j"\(job)},\
      "inputs":[\(list(inputs))],"outputs":[\(list(outputs))]}
      """.utf8)
  }
  private let snapshot =
    #","facets":{"jobType":{"_producer":"p","_schemaURL":"s","emissionPattern":{"eventContentMode":"COMPLETE_SNAPSHOT"}}}"#

  private func arrows(_ office: LineageOffice) -> String {
    office.value(
      "select coalesce(string_agg(source_name || '→' || target_name, ' ' order by source_name, target_name), 'none') from countersign.lineage_edge"
    )
  }

  @Test("a snapshot closes the edges it no longer names, and the past keeps them")
  func snapshots() async throws {
    let office = try await LineageOffice.open()
    try await office.ingest(lines: [event("START", at: 1, inputs: ["a", "b"], outputs: ["c"])])
    #expect(arrows(office) == "a→c b→c")
    let before = try await office.desk.nowOnServer()
    try await office.ingest(lines: [event("RUNNING", at: 2, inputs: ["b"], outputs: ["c"], job: snapshot)])
    #expect(arrows(office) == "b→c")
    try await office.ingest(lines: [event("START", at: 3, run: 2, inputs: ["a"], outputs: ["c"])])
    #expect(arrows(office) == "a→c b→c")
    try await office.desk.show(asOf: before)
    let root = LineageRoot.place(namespace: "n", name: "c", field: nil)
    #expect(try await office.desk.lineage(of: root, .upstream).nodes.count == 3)
  }

  @Test("an edge that two runs say is one edge, and holds until neither does")
  func shared() async throws {
    let office = try await LineageOffice.open()
    try await office.ingest(lines: [
      event("START", at: 1, inputs: ["a"], outputs: ["c"]),
      event("START", at: 1, run: 2, inputs: ["a"], outputs: ["c"]),
    ])
    #expect(arrows(office) == "a→c")
    try await office.ingest(lines: [event("RUNNING", at: 2, job: snapshot)])
    #expect(arrows(office) == "a→c")
    try await office.ingest(lines: [event("RUNNING", at: 2, run: 2, job: snapshot)])
    #expect(arrows(office) == "none")
  }

  @Test("what a registered version pins is upstream of it, beside what events say of the version")
  func registry() async throws {
    let office = try await LineageOffice.open()
    let iris = office.desk
    try await iris.connection.script("select countersign.add_team('office', 'AI office', true)")
    try await office.superuser.script("update countersign_private.person set team = 'office' where key = 'iris'")
    try await iris.connection.script(
      """
      select countersign.register_version('greeting', 'prompt', 'office', null, 'low', 'says hello', '1', '{"text":"Hello."}', 'first');
      select countersign.register_version('helper', 'chain', 'office', null, 'low', 'helps', '7', '{"steps":["greet"]}', 'first',
        pins => '[{"artifact": "greeting", "selector": "1", "role": "prompt"}]');
      """)
    let namespace = office.value("select 'countersign://' || name from countersign_private.catalog")
    let line = """
      {"eventType":"COMPLETE","eventTime":"2026-01-01T00:00:00Z","producer":"p","schemaURL":"s",\
      "run":{"runId":"018f0000-0000-7000-8000-000000000001"},"job":{"namespace":"n","name":"build prompt"},\
      "inputs":[{"namespace":"n","name":"phrases"}],"outputs":[{"namespace":"\(namespace)","name":"prompt/greeting@1"}]}
      """
    try await office.ingest(lines: [Array(line.utf8)])
    let answer = try await iris.lineage(of: .version(VersionName("helper@7")), .upstream)
    #expect(answer.nodes.map { $0.version?.text ?? $0.place.name } == ["helper@7", "greeting@1", "phrases"])
    #expect(answer.edges.map(\.basis.rawValue).sorted() == ["registry", "run"])
  }

  @Test("facts cannot be changed, and a viewer cannot hand events in")
  func guarded() async throws {
    let office = try await LineageOffice.open()
    try await office.ingest(lines: [event("START", at: 1, inputs: ["a"], outputs: ["c"])])
    for statement in [
      "update countersign_private.lineage_event set producer = 'x'", "delete from countersign_private.lineage_edge",
      "update countersign_private.lineage_edge set masking = true",
      "truncate countersign_private.lineage_claim cascade",
    ] {
      await #expect(throws: Problem.self, "\(statement)") { try await office.superuser.script(statement) }
    }
    let viewer = try await office.viewer()
    await #expect(throws: Problem.self) { try await viewer.ingestOpenLineage(files: ["/dev/null"], producer: "x") }
    #expect(try await viewer.lineage(of: .place(namespace: "n", name: "a", field: nil), .downstream).nodes.count == 2)
    await #expect(throws: Problem.self) {
      try await viewer.lineage(of: .place(namespace: "n", name: "nowhere", field: nil), .downstream)
    }
  }

  @Test("an answer says that it was cut by depth or size")
  func cut() async throws {
    let office = try await LineageOffice.open()
    try await office.ingest(
      lines: (1...8).map { event("START", at: 1, run: $0, inputs: ["t\($0)"], outputs: ["t\($0 + 1)"]) })
    let root = LineageRoot.place(namespace: "n", name: "t1", field: nil)
    #expect(try await office.desk.lineage(of: root, .downstream, depth: 8).partial == false)
    #expect(try await office.desk.lineage(of: root, .downstream, depth: 7).partial)
    let small = try await office.desk.lineage(of: root, .downstream, limit: 3)
    #expect(small.partial && small.nodes.count == 4)
  }
}
