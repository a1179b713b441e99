import Governance
import Lineage
import Operations
import TestSupport
import Testing

@Suite("One place under several names")
struct OtherNameTests {
  private func event(
    _ run: Int, from source: (String, String), to target: (String, String), sourceFacets: String = "",
    targetFacets: String = ""
  ) -> [UInt8] {
    Array(
      """
      {"eventType":"COMPLETE","eventTime":"2026-01-01T00:00:0\(run)Z","producer":"p","schemaURL":"s",\
      "run":{"runId":"018f0000-0000-7000-8000-00000000000\(run)"},"job":{"namespace":"n","name":"j\(run)"},\
      "inputs":[{"namespace":"\(source.0)","name":"\(source.1)","facets":{\(sourceFacets)}}],\
      "outputs":[{"namespace":"\(target.0)","name":"\(target.1)","facets":{\(targetFacets)}}]}
      """.utf8)
  }
  private func symlink(_ namespace: String, _ name: String) -> String {
    #""symlinks":{"_producer":"p","_schemaURL":"s","identifiers":[{"namespace":"\#(namespace)","name":"\#(name)","type":"TABLE"}]}"#
  }
  private func owned(by owner: String) -> String {
    #""schema":{"_producer":"p","_schemaURL":"s","fields":[{"name":"x"}]},"ownership":{"_producer":"p","_schemaURL":"s","owners":[{"name":"\#(owner)"}]}"#
  }
  private func upstream(_ office: LineageOffice, of namespace: String, _ name: String) async throws -> [String] {
    try await office.desk.lineage(of: .place(namespace: namespace, name: name, field: nil), .upstream).nodes.map(
      \.place.name)
  }

  @Test("by symlinks, whatever the order of events, and in the past as it was")
  func symlinks() async throws {
    let events = [
      event(1, from: ("db", "raw"), to: ("s3", "path"), targetFacets: symlink("glue", "table")),
      event(2, from: ("glue", "table"), to: ("db", "mart")),
    ]
    for order in [events, events.reversed()] {
      let office = try await LineageOffice.open()
      let before = try await office.desk.nowOnServer()
      try await office.ingest(lines: order)
      let answer = try await office.desk.lineage(of: .place(namespace: "db", name: "mart", field: nil), .upstream)
      #expect(
        answer.nodes.map(\.place.name).sorted() == ["mart", "path", "raw"].sorted()
          || answer.nodes.map(\.place.name).sorted() == ["mart", "raw", "table"])
      #expect(answer.nodes.count == 3 && answer.edges.count == 2)
      #expect(answer.nodes.flatMap(\.names).count == 1)
      #expect(answer.tree.map(\.depth) == [0, 1, 2])
      let down = try await office.desk.lineage(of: .place(namespace: "s3", name: "path", field: nil), .downstream)
      #expect(down.nodes.map(\.place.name) == ["path", "mart"])
      try await office.desk.show(asOf: before)
      #expect(
        try await office.desk.lineage(of: .place(namespace: "db", name: "mart", field: nil), .upstream).nodes.count == 1
      )
    }
  }

  @Test("in rings of names, and no longer when the facet is gone")
  func rings() async throws {
    let office = try await LineageOffice.open()
    try await office.ingest(lines: [
      event(1, from: ("n", "a"), to: ("n", "b"), targetFacets: symlink("n", "c")),
      event(2, from: ("n", "c"), to: ("n", "d"), sourceFacets: symlink("n", "b")),
    ])
    #expect(try await upstream(office, of: "n", "d").count == 3)
    let gone = #""symlinks":{"_producer":"p","_schemaURL":"s","_deleted":true}"#
    try await office.ingest(lines: [
      event(3, from: ("n", "z"), to: ("n", "b"), targetFacets: gone),
      event(4, from: ("n", "c"), to: ("n", "y"), sourceFacets: gone),
    ])
    #expect(try await upstream(office, of: "n", "d") == ["d", "c"])
  }

  @Test("but two that have owners of their own wait for a person, and only an approver or a lead judges")
  func held() async throws {
    let office = try await LineageOffice.open()
    try await office.ingest(lines: [
      event(1, from: ("n", "a"), to: ("n", "b"), targetFacets: owned(by: "crm") + "," + symlink("n", "c")),
      event(2, from: ("n", "c"), to: ("n", "d"), sourceFacets: owned(by: "fraud")),
    ])
    #expect(try await upstream(office, of: "n", "d") == ["d", "c"])
    let link = try #require(try await office.desk.linkedNames(onlyHeld: true).first)
    let viewer = try await office.viewer()
    await #expect(throws: Problem.self) {
      _ = try await viewer.judgeNames(link.one, link.two, same: true, reason: "looks so", channel: .command)
    }
    let why = try await office.desk.explainLineage(
      from: .place(namespace: "n", name: "b", field: nil), to: .place(namespace: "n", name: "d", field: nil))
    #expect(!why.holds && why.reasons.contains { $0.what == .held })
    _ = try await office.desk.judgeNames(
      link.one, link.two, same: true, reason: "Moved between teams.", channel: .command)
    #expect(try await upstream(office, of: "n", "d").count == 3)
    _ = try await office.desk.judgeNames(link.two, link.one, same: false, reason: "A mistake.", channel: .command)
    #expect(try await upstream(office, of: "n", "d") == ["d", "c"])
  }

  @Test("by a namespace that stands for another, also for places named later, and not after that was taken back")
  func namespaces() async throws {
    let office = try await LineageOffice.open()
    try await office.ingest(lines: [
      event(1, from: ("old", "a"), to: ("old", "b")), event(2, from: ("new", "b"), to: ("new", "c")),
    ])
    #expect(try await upstream(office, of: "new", "c") == ["c", "b"])
    let mapped = try await office.desk.mapNamespace(
      "old", to: "new", reason: "The cluster was renamed.", channel: .command)
    #expect(mapped.paired == 1)
    #expect(Set(try await upstream(office, of: "new", "c")) == ["c", "b", "a"])
    let between = try await office.desk.nowOnServer()
    try await office.ingest(lines: [event(3, from: ("new", "q"), to: ("new", "a"))])
    #expect(Set(try await upstream(office, of: "old", "b")) == ["b", "a", "q"])
    _ = try await office.desk.mapNamespace("old", to: nil, reason: "They are two after all.", channel: .command)
    #expect(try await upstream(office, of: "new", "c") == ["c", "b"])
    try await office.desk.show(asOf: between)
    #expect(Set(try await upstream(office, of: "new", "c")) == ["c", "b", "a"])
    try await office.desk.show(asOf: nil)
    let viewer = try await office.viewer()
    await #expect(throws: Problem.self) {
      _ = try await viewer.mapNamespace("x", to: "y", reason: "because", channel: .command)
    }
    await #expect(throws: Problem.self) {
      _ = try await office.desk.mapNamespace("old", to: nil, reason: "again", channel: .command)
    }
  }
}

@Suite("Why, what changed, and what class")
struct MeaningTests {
  private func event(
    _ run: Int, job: String = "j", from sources: [String], to target: String, jobFacets: String = "",
    facets: String = "",
    runFacets: String = ""
  ) -> [UInt8] {
    let inputs = sources.map { #"{"namespace":"n","name":"\#($0)"}"# }.joined(separator: ",")
    return Array(
      """
      {"eventType":"COMPLETE","eventTime":"2026-01-01T00:00:0\(run)Z","producer":"p","schemaURL":"s",\
      "run":{"runId":"018f0000-0000-7000-8000-00000000000\(run)","facets":{\(runFacets)}},\
      "job":{"namespace":"n","name":"\(job)","facets":{\(jobFacets)}},"inputs":[\(inputs)],\
      "outputs":[{"namespace":"n","name":"\(target)","facets":{\(facets)}}]}
      """.utf8)
  }
  private func place(_ name: String, _ field: String? = nil) -> LineageRoot {
    .place(namespace: "n", name: name, field: field)
  }
  private let declared =
    #""lineage":{"_producer":"p","_schemaURL":"s","entries":[{"type":"DATASET","namespace":"n","name":"t","inputs":[{"type":"DATASET","namespace":"n","name":"a"}]}]}"#

  @Test("an edge that is there, one that was, and one that never was are explained")
  func why() async throws {
    let office = try await LineageOffice.open()
    try await office.ingest(lines: [
      event(1, from: ["a", "b"], to: "t", jobFacets: declared), event(2, job: "k", from: ["c"], to: "u"),
      event(3, job: "l", from: ["u"], to: "t"), event(4, job: "m", from: ["x"], to: "m1"),
      event(5, job: "m", from: ["y"], to: "m2"),
    ])
    func what(_ source: String, _ target: String) async throws -> (LineageExplanation, Set<LineageReason.What>) {
      let explanation = try await office.desk.explainLineage(from: place(source), to: place(target))
      return (explanation, Set(explanation.reasons.map(\.what)))
    }
    #expect(try await what("a", "t").0.holds)
    let b = try await what("b", "t")
    #expect(!b.0.holds && b.1.contains(.declared) && b.0.way == nil)
    let c = try await what("c", "t")
    #expect(!c.0.holds && c.0.way?.map(\.place.name) == ["c", "u", "t"] && c.1.isSuperset(of: [.writer, .reader]))
    #expect(try await what("x", "m2").1.contains(.neverTogether))
    let back = try await what("t", "c")
    #expect(back.0.wayBack?.map(\.place.name) == ["c", "u", "t"] && back.1.contains(.nobody))
    await #expect(throws: Problem.self) {
      _ = try await office.desk.explainLineage(from: place("nowhere"), to: place("t"))
    }
  }

  @Test("what was added and taken away between two moments is told, and the desk shows the later one afterwards")
  func changes() async throws {
    let office = try await LineageOffice.open()
    try await office.ingest(lines: [event(1, from: ["a"], to: "t")])
    let moment = try await office.desk.nowOnServer()
    try await office.ingest(lines: [event(2, job: "k", from: ["q"], to: "a")])
    let change = try await office.desk.lineageChanges(of: place("t"), .upstream, from: moment, to: nil)
    #expect(
      change.addedPlaces.map(\.place.name) == ["q"] && change.addedEdges.count == 1 && change.removedEdges.isEmpty)
    #expect(try await office.desk.lineage(of: place("t"), .upstream).nodes.count == 3)
    let later = try await office.desk.nowOnServer()
    #expect(try await office.desk.lineageChanges(of: place("t"), .upstream, from: later, to: nil).isEmpty)
    await #expect(throws: Problem.self) {
      _ = try await office.desk.lineageChanges(of: place("t"), .upstream, from: later, to: moment)
    }
  }

  private func columns(_ pairs: String...) -> String {
    let fields = pairs.map { pair in
      let parts = pair.split(separator: " ").map(String.init)
      return
        #""\#(parts[2])":{"inputFields":[{"namespace":"n","name":"\#(parts[0])","field":"\#(parts[1])","transformations":[{"type":"DIRECT","subtype":"TRANSFORMATION","masking":\#(parts.count > 3)}]}]}"#
    }
    return #""columnLineage":{"_producer":"p","_schemaURL":"s","fields":{\#(fields.joined(separator: ","))}}"#
  }

  @Test("columns reach a place by their class, masked or not; a producer's tag, a person's word and a judgement count")
  func classes() async throws {
    let office = try await LineageOffice.open()
    let tags =
      #","tags":{"_producer":"p","_schemaURL":"s","tags":[{"key":"data_class","value":"Restricted","field":"mail"}]}"#
    try await office.ingest(lines: [
      event(1, from: ["people"], to: "clean", facets: columns("people mail contact masked", "people name name") + ""),
      event(2, job: "k", from: ["clean"], to: "idx"),
      event(
        3, job: "o", from: ["source"], to: "people",
        facets: String((#""schema":{"_producer":"p","_schemaURL":"s","fields":[]}"# + tags))),
    ])
    _ = try await office.desk.nameDataClass(.red, "restricted", reason: "Our own word.", channel: .command)
    _ = try await office.desk.classPlace(
      .column("n", "people", "name"), .yellow, isJudgement: false, reason: "Names.", channel: .command)
    func reaching(_ least: DataClass? = nil) async throws -> [String] {
      try await office.desk.columns(reaching: place("idx"), least: least).columns.filter { $0.field != nil }.map {
        "\($0.node.place.name).\($0.field ?? "") \($0.dataClass?.rawValue ?? "-") \($0.arrivesAs?.rawValue ?? "-") \($0.maskings)"
      }
    }
    #expect(
      try await reaching()
        == [
          "clean.contact yellow yellow 0", "clean.name yellow yellow 0", "people.mail red yellow 1",
          "people.name yellow yellow 0",
        ].sorted { left, _ in left.hasPrefix("people.mail") })
    #expect(try await reaching(.red) == ["people.mail red yellow 1"])
    let coverage = try await office.desk.coverage(of: place("idx"))
    #expect(coverage.wholeOnly == 2 && coverage.edges.count == 3 && coverage.edges.last?.columns == 2)
    // A word does not lower a class; a judgement does, and is an approver's or a lead's.
    let viewer = try await office.viewer()
    for isJudgement in [false, true] {
      await #expect(throws: Problem.self) {
        _ = try await viewer.classPlace(
          .dataset("n", "clean"), .green, isJudgement: isJudgement, reason: "x", channel: .command)
      }
    }
    await #expect(throws: Problem.self) {
      _ = try await office.desk.classPlace(
        .column("n", "people", "name"), .green, isJudgement: false, reason: "x", channel: .command)
    }
    _ = try await office.desk.classPlace(
      .column("n", "clean", "contact"), .green, isJudgement: true, reason: "Irreversible.", channel: .command)
    #expect(try await reaching().contains("clean.contact green green 0"))
    let around = try await office.desk.lineage(around: place("idx"), depth: 5, limit: 100)
    #expect(around.places.first { $0.node.place.name == "idx" }?.facts.dataClass == .yellow)
  }

  @Test("a run that says by our facet which prompt it used, or made, comes from it, or leads to it")
  func ownFacets() async throws {
    let office = try await LineageOffice.open()
    let facet =
      #""countersign_prompt":{"_producer":"p","_schemaURL":"s","namespace":"countersign://o","name":"kyc","version":"2"},"#
      + #""countersign_model":{"_producer":"p","_schemaURL":"s","namespace":"countersign://o","name":"gpt","version":"1","use":"output"}"#
    try await office.ingest(lines: [
      event(1, from: ["a"], to: "t", runFacets: facet),
      event(2, job: "k", from: ["b"], to: "u", runFacets: #""countersign_prompt":{"name":"kyc"}"#),
    ])
    let answer = try await office.desk.lineage(of: place("t"), .upstream)
    #expect(Set(answer.nodes.map(\.place.name)) == ["t", "a", "prompt/kyc@2"])
    let down = try await office.desk.lineage(of: place("a"), .downstream)
    #expect(Set(down.nodes.map(\.place.name)) == ["t", "a", "model/gpt@1"])
    #expect(
      office.value("select string_agg(array_to_string(findings, ' '), '') from countersign.lineage_event")
        == "facet_shape:countersign_prompt")
  }

  @Test("places are listed by name, versions with the newest first")
  func finder() async throws {
    let office = try await LineageOffice.open()
    let viewer = try await office.viewer()
    for label in ["1", "2", "10", "9"] {
      _ = office.value(
        "insert into countersign_private.lineage_node (key, kind, namespace, name) values (sha256('\(label)'), 'dataset', 'countersign://o', 'prompt/kyc@\(label)')"
      )
    }
    let page = try await viewer.lineagePlaces(nil, at: .first, limit: 3)
    #expect(page.rows.map(\.node.name) == ["prompt/kyc@10", "prompt/kyc@9", "prompt/kyc@2"])
    let next = try await viewer.lineagePlaces(nil, at: PagePlace(after: page.next), limit: 3)
    #expect(next.rows.map(\.node.name) == ["prompt/kyc@1"])
  }
}
