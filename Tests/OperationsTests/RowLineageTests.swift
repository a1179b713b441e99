import Governance
import Operations
import SeededNumbers
import TestSupport
import Testing

/// Which prompt used what data, down to rows, against a truth made by the test.
@Suite("Rows behind generations, and generations behind a row")
struct RowLineageTests {
  private let office: Office
  private let vic: Workbench
  /// What was given: event, prompt version, dataset, row; a row may be given twice to one generation.
  private let truth: [(event: String, prompt: String, dataset: String, row: String, rank: Int)]

  init() async throws {
    office = try await Office.open()
    let ingest = try office.desk(hiring: "ing", "ingest")
    vic = try office.desk(hiring: "vic", "viewer")
    var random = SplitMix(seed: 20_261_122)
    var truth: [(event: String, prompt: String, dataset: String, row: String, rank: Int)] = []
    var lines: [String] = []
    for number in 0..<300 {
      let prompt = "\(1 + Int(random.next() % 3))"
      var rows: [String] = []
      for rank in 1...(1 + Int(random.next() % 5)) {
        let dataset = ["crm.customers", "claims.notes", #"names \"and\n lines"#][Int(random.next() % 3)]
        let row = "\(random.next() % 40)"
        truth.append(("e\(number)", prompt, dataset, row, rank))
        rows.append(
          #"{"rank":\#(rank),"index":"kyc-idx","index_version":"v1","namespace":"shop","dataset":"\#(dataset)","row_key":"\#(row)","score":0.5}"#
        )
      }
      // Many at one instant: the order among them is the id's.
      lines.append(
        """
        {"event_id":"e\(number)","started_at":\(1_780_000_000_000_000_000 + Int64(number / 7) * 1_000_000_000),"model":"gpt-5","model_version":"1",\
        "prompt_name":"kyc-summary","prompt_version_text":"\(prompt)","service":"kyc",\
        "output_messages":[{"role":"assistant","parts":[{"type":"text","content":"done"}]}],"retrieved":[\(rows.joined(separator: ","))]}
        """)
    }
    self.truth = truth.map {
      ($0.event, $0.prompt, $0.dataset.replacing(#"\""#, with: "\"").replacing(#"\n"#, with: "\n"), $0.row, $0.rank)
    }
    let folder = try Folder()
    let report = try #require(
      try await ingest.ingestGenerations(files: [try folder.write("file", lines)], producer: "tests").first)
    try #require(report.taken == 300 && report.refused == 0)
  }

  private func events() throws -> [String: String] {
    let rows = try office.superuser.run("select id, event_id from countersign_private.generation")
    return Dictionary(rows.map { ($0[0] ?? "", $0[1] ?? "") }, uniquingKeysWith: { first, _ in first })
  }

  @Test("every use of every row, in pages of any size, each once, newest first")
  func fromRows() async throws {
    let events = try events()
    for place in Set(truth.map { DataRow(namespace: "shop", dataset: $0.dataset, key: $0.row) }) {
      var found: [RowUse] = []
      var cursor: String?
      repeat {
        let page = try await vic.uses(of: place, after: cursor, limit: 3)
        found += page.rows
        cursor = page.next
      } while cursor != nil
      let expected = truth.filter { $0.dataset == place.dataset && $0.row == place.key }
      #expect(
        found.map { "\(events[$0.parts.generation] ?? "?") \($0.retrieved.rank)" }.sorted()
          == expected.map { "\($0.event) \($0.rank)" }.sorted())
      #expect(zip(found, found.dropFirst()).allSatisfy { $0.parts.at >= $1.parts.at })
      let reach = try await vic.reach(of: place)
      let prompts = reach.touches.filter { $0.part == .prompt }.map { "\($0.version.label ?? "") \($0.uses)" }
      let counted = Dictionary(grouping: expected, by: \.prompt).map { "\($0) \($1.count)" }
      #expect(prompts.sorted() == counted.sorted())
      #expect(reach.uses == expected.count && reach.packs.isEmpty)
    }
  }

  @Test("a generation's rows with their ranks, and what made it")
  func fromGenerations() async throws {
    for (id, event) in try events().sorted(by: { $0.key < $1.key }).prefix(60) {
      let sources = try await vic.sources(ofGeneration: id.uppercased())
      let expected = truth.filter { $0.event == event }
      #expect(
        sources.rows.map { "\($0.rank) \($0.row.dataset) \($0.row.key)" }
          == expected.map { "\($0.rank) \($0.dataset) \($0.row)" })
      #expect(sources.parts.prompt?.text == "kyc-summary@\(expected.first?.prompt ?? "")")
      #expect(sources.parts.model == NamedVersion(artifact: "gpt-5", label: "1", isRegistered: false))
    }
    for unknown in ["00000000-0000-0000-0000-000000000000", "x", "'; drop table generation; --"] {
      await #expect(throws: Problem.self) { try await vic.sources(ofGeneration: unknown) }
    }
  }

  @Test("the packs a row is in: of its quarter, and of no system that is not made of what made its generations")
  func packs() async throws {
    let bea = try office.hire("bea", "builder", team: "claims")
    try bea.register("kyc-summary", label: "1", body: "[1]")
    for (system, prompt) in [("desk", "kyc-summary"), ("tower", "other")] {
      if prompt == "other" { try bea.register("other", label: "1", body: "[2]") }
      try bea.run(
        """
        select countersign.register_version('\(system)', 'dataset', 'claims', 'bea', 'high', '', '1', convert_to('["\(system)"]', 'UTF8'), 'm',
          pins => '[{"artifact": "\(prompt)", "selector": "1", "role": "part"}]')
        """)
    }
    // What is asked is the reading: the two signatures a quarter takes stand in its own tests.
    for (quarter, starts) in [("2026-Q2", "2026-04-01"), ("2026-Q3", "2026-07-01")] {
      try office.superuser.run(
        """
        with s as (insert into countersign_private.snapshot (quarter, starts, ends, zone, opened_by, reason)
            values ('\(quarter)', '\(starts)', timestamptz '\(starts)' + interval '1 year', 'UTC', 'bea', 'x') returning id)
        insert into countersign_private.snapshot_frozen (snapshot, asked_by, frozen_by, facts, digest, activity, recorded_at)
          select s.id, 'bea', 'chief', 0, sha256(''), (select min(id) from countersign_private.activity), now() from s
        """)
      for system in ["", "desk", "tower"] {
        try office.superuser.run(
          """
          insert into countersign_private.pack (snapshot, scope, digest, bytes, signer, issued_by)
          select max(snapshot), $1, sha256(convert_to($1, 'UTF8')), 1, 'x', 'bea' from countersign_private.snapshot_frozen
          """, system)
      }
    }
    let given = try #require(truth.first)
    let reach = try await vic.reach(of: DataRow(namespace: "shop", dataset: given.dataset, key: given.row))
    #expect(reach.packs.map { "\($0.quarter) \($0.scope)" } == ["2026-Q2 desk", "2026-Q2 "])
  }

  @Test("as of a moment before it came there was no such generation; by the same session, again and again")
  func asOfMoments() throws {
    let session = try office.hire("wes", "viewer")
    let row = try #require(
      try office.superuser.run(
        "select id, recorded_at - interval '1 second' from countersign_private.generation order by id limit 1"
      ).first)
    let rows = "select rank, row_key from countersign.generation_rows($1) where rank is not null"
    try session.run("set search_path = countersign")
    let now = try session.run(rows, row[0])
    #expect(!now.isEmpty)
    for _ in 1...3 {
      try session.run("select countersign.set_as_of($1)", row[1])
      #expect(try session.run(rows, row[0]).isEmpty)
      try session.run("select countersign.set_as_of(clock_timestamp())")
      #expect(try session.run(rows, row[0]) == now)
      try session.run("select countersign.set_as_of(null)")
      #expect(try session.run(rows, row[0]) == now)
    }
    #expect(try office.hire("pip", "ingest").tries(rows, row[0]) == "42501")
  }

  @Test("the rows behind a prompt version with their uses, however many generations are looked at at once")
  func fromPrompts() async throws {
    let bea = try office.desk(hiring: "bea", "builder", team: "claims")
    for text in ["One.", "Two.", "Three."] {
      _ = try await bea.register(
        Registration(
          artifact: "kyc-summary", kind: .prompt, team: "claims", owner: "bea", tier: .high, purpose: "Summarises.",
          label: nil, body: #"{"language":"en","template":[{"content":"\#(text)","role":"system"}]}"#, message: "made"),
        channel: .command)
    }
    for label in ["1", "2", "3"] {
      for limit in [7, 1000] {
        var uses: [DataRow: Int] = [:]
        var cursor: String?
        repeat {
          let page = try await vic.usedRows(
            of: VersionName(artifact: "kyc-summary", selector: .label(label)), after: cursor, limit: limit)
          for row in page.rows { uses[row.row, default: 0] += row.uses }
          cursor = page.next
        } while cursor != nil
        let expected = Dictionary(grouping: truth.filter { $0.prompt == label }) {
          DataRow(namespace: "shop", dataset: $0.dataset, key: $0.row)
        }.mapValues(\.count)
        #expect(uses == expected, "prompt \(label) by \(limit)")
      }
    }
  }
}
