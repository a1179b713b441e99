import Catalog
import Governance
import Lineage
import Operations
import Testing

@Suite("Datasets that are renamed, emptied or dropped")
struct LifecycleTests {
  private func event(_ second: Int, from source: String? = nil, to target: String, _ facet: String = "") -> [UInt8] {
    let inputs = source.map { #"{"namespace":"n","name":"\#($0)"}"# } ?? ""
    return Array(
      """
      {"eventType":"COMPLETE","eventTime":"2026-01-01T00:00:0\(second)Z","producer":"p","schemaURL":"s",\
      "run":{"runId":"018f0000-0000-7000-8000-00000000000\(second)"},"job":{"namespace":"n","name":"j\(second)"},\
      "inputs":[\(inputs)],"outputs":[{"namespace":"n","name":"\(target)","facets":{\(facet)}}]}
      """.utf8)
  }
  private func change(_ word: String, from previous: String? = nil) -> String {
    let before = previous.map { #","previousIdentifier":{"namespace":"n","name":"\#($0)"}"# } ?? ""
    return
      #""lifecycleStateChange":{"_producer":"p","_schemaURL":"s","lifecycleStateChange":"\#(word)"\#(before)}"#
  }
  private func names(_ office: LineageOffice, _ direction: LineageDirection, of name: String) async throws -> Set<
    String
  > {
    let answer = try await office.desk.lineage(of: .place(namespace: "n", name: name, field: nil), direction)
    return Set(answer.nodes.flatMap { [$0.place.name] + $0.names.map(\.name) })
  }
  /// Every name with what has become of it, and every pair of names that is one place.
  private func lives(_ office: LineageOffice) -> String {
    office.value(
      """
      select coalesce((select string_agg(name || ' ' || state || coalesce(' to ' || successor, ''), ', ' order by name) from countersign.lineage_lifecycle), '-')
        || ' | ' || coalesce((select string_agg(name || '=' || other_name, ', ' order by name) from countersign.lineage_alias where not held), '-')
      """)
  }

  @Test("one that is renamed keeps what it came from and what it reaches, whatever the order of events")
  func renamed() async throws {
    let events = [
      event(1, from: "raw", to: "old"), event(2, to: "new", change("RENAME", from: "old")),
      event(3, from: "new", to: "mart"), event(4, from: "new", to: "new2", change("ALTER")),
    ]
    for order in [[0, 1, 2, 3], [3, 2, 1, 0], [1, 3, 0, 2], [2, 0, 3, 1]] {
      let office = try await LineageOffice.open()
      for place in order { try await office.ingest(lines: [events[place], events[place]]) }
      #expect(lives(office) == "old renamed to new | old=new", "\(order)")
      #expect(try await names(office, .upstream, of: "mart") == ["mart", "new", "old", "raw"], "\(order)")
      #expect(try await names(office, .downstream, of: "raw") == ["mart", "new", "new2", "old", "raw"], "\(order)")
      #expect(try await names(office, .downstream, of: "old") == ["mart", "new", "new2", "old"], "\(order)")
      let old = try await office.desk.lineage(of: .place(namespace: "n", name: "old", field: nil), .upstream)
      #expect(old.nodes.first?.life?.state == .renamed)
      #expect(old.nodes.first?.life?.successor == .dataset("n", "new"))
      // Another place on the way goes by the name that holds now.
      let mart = try await office.desk.lineage(of: .place(namespace: "n", name: "mart", field: nil), .upstream)
      #expect(mart.nodes.map(\.place.name) == ["mart", "new", "raw"])
    }
  }

  @Test("a moment before the renaming shows two, and the old name is a thing of its own when it is written again")
  func again() async throws {
    let office = try await LineageOffice.open()
    try await office.ingest(lines: [event(1, from: "raw", to: "old"), event(3, from: "new", to: "mart")])
    let before = try await office.desk.nowOnServer()
    try await office.ingest(lines: [event(2, to: "new", change("RENAME", from: "old"))])
    #expect(try await names(office, .upstream, of: "mart").contains("raw"))
    let between = try await office.desk.nowOnServer()
    try await office.ingest(lines: [event(5, from: "other", to: "old", change("CREATE"))])
    #expect(lives(office) == "- | -")
    #expect(try await names(office, .upstream, of: "mart") == ["mart", "new"])
    try await office.desk.show(asOf: between)
    #expect(try await names(office, .upstream, of: "mart") == ["mart", "new", "old", "raw"])
    try await office.desk.show(asOf: before)
    #expect(try await names(office, .upstream, of: "mart") == ["mart", "new"])
  }

  @Test("two that change names are not taken for one")
  func swapped() async throws {
    let events = [
      event(1, from: "x", to: "a"), event(2, from: "y", to: "b"), event(3, to: "tmp", change("RENAME", from: "a")),
      event(4, to: "a", change("RENAME", from: "b")), event(5, to: "b", change("RENAME", from: "tmp")),
    ]
    for lines in [events, events.reversed()] {
      let office = try await LineageOffice.open()
      for line in lines { try await office.ingest(lines: [line]) }
      #expect(lives(office) == "tmp renamed to b | tmp=b")
      #expect(try await names(office, .upstream, of: "a") == ["a", "x"])
    }
  }

  @Test("one that is dropped stays with its history and says so, until another run writes it; an emptied one likewise")
  func dropped() async throws {
    let events = [
      event(1, from: "raw", to: "t"), event(2, to: "t", change("DROP")), event(3, to: "raw", change("TRUNCATE")),
      event(4, to: "gone", change("DROP")), event(5, from: "raw", to: "gone"),
    ]
    for lines in [events, events.reversed()] {
      let office = try await LineageOffice.open()
      for line in lines { try await office.ingest(lines: [line]) }
      #expect(lives(office) == "raw emptied, t dropped | -")
      let around = try await office.desk.lineage(
        around: .place(namespace: "n", name: "t", field: nil), depth: 3, limit: 10)
      #expect(around.places.map(\.node.place.name) == ["t", "raw"])
      #expect(around.places.map(\.facts.life?.state) == [.dropped, .emptied])
      #expect(around.places[0].facts.life?.at.rfc3339.hasPrefix("2026-01-01T00:00:02") == true)
    }
  }

  @Test("a word that is none is set aside with the reason, while the event goes in")
  func unknown() async throws {
    let office = try await LineageOffice.open()
    let bent =
      #""lifecycleStateChange":{"_producer":"p","_schemaURL":"s","lifecycleStateChange":"RENAME","previousIdentifier":"old"}"#
    #expect(
      try await office.ingest(lines: [
        event(1, from: "a", to: "b", change("EXPLODE")), event(2, from: "b", to: "c", bent),
      ])
        == [2, 0, 0])
    #expect(lives(office) == "- | -")
    #expect(
      office.value("select string_agg(array_to_string(findings, ' '), ', ') from countersign.lineage_event")
        == "facet_shape:lifecycleStateChange, facet_shape:lifecycleStateChange")
    #expect(try await names(office, .upstream, of: "c") == ["a", "b", "c"])
  }

  @Test("an approver's judgement parts two names that a producer took for one; what was recorded is not changed")
  func judged() async throws {
    let office = try await LineageOffice.open()
    try await office.ingest(lines: [
      event(1, from: "raw", to: "old"), event(2, to: "new", change("RENAME", from: "old")),
      event(3, from: "new", to: "mart"),
    ])
    let link = try #require(try await office.desk.linkedNames(onlyHeld: false).first)
    _ = try await office.desk.judgeNames(
      link.one, link.two, same: false, reason: "The producer names the wrong table.", channel: .command)
    #expect(try await names(office, .upstream, of: "mart") == ["mart", "new"])
    for statement in [
      "update countersign_private.lineage_event_lifecycle set change = 'DROP', previous = null",
      "delete from countersign_private.lineage_event_lifecycle",
      "update countersign_private.lineage_lifecycle set state = 'dropped', successor = null",
      "delete from countersign_private.lineage_lifecycle",
      "truncate countersign_private.lineage_lifecycle",
    ] {
      await #expect(throws: Problem.self, "\(statement)") { try await office.superuser.script(statement) }
    }
  }
}
