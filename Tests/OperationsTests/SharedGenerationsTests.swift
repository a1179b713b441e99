import Governance
import Operations
import TestSupport
import Testing

@Suite("Ingest of the public generations", .enabled(if: SharedData.isThere, "\(SharedData.absence)"))
struct SharedGenerationsTests {
  @Test("takes all 7,790 events, a second time none, and counts as INDEX.json does")
  func all() async throws {
    let office = try await Office.open()
    let ingest = try office.desk(hiring: "ing", "ingest")
    let files = try GenerationFiles.all()
    let first = try await ingest.ingestGenerations(files: files, producer: "public")
    #expect(first.map(\.taken).reduce(0, +) == 7_790)
    #expect(first.allSatisfy { $0.refused == 0 && $0.known == 0 && $0.problem == nil })
    #expect(first.map(\.queued).reduce(0, +) == 934)
    let digest = try office.contentsDigest()

    let second = try await ingest.ingestGenerations(files: files, producer: "public")
    #expect(second.map(\.taken).reduce(0, +) == 0)
    #expect(second.map(\.known).reduce(0, +) == 7_790)
    #expect(second.allSatisfy { $0.refused == 0 && $0.queued == 0 })
    #expect(try office.contentsDigest() == digest)

    try counts(office, first)
    try queue(office)
    try erasable(office)
    try await screens(office)
    let aud = try office.desk(hiring: "aud", "auditor")
    #expect(try await aud.checkCatalog().filter { $0.found != 0 }.map(\.what) == [])
  }

  /// Events, flags, verdicts, evals and model versions of every file, by SQL.
  private func counts(_ office: Office, _ reports: [IngestReport]) throws {
    func rows(_ query: String, _ file: String) throws -> [String] {
      try office.superuser.run(
        """
        with given as (select g.* from countersign_private.generation g join countersign_private.receipt r on r.id = g.receipt
          where r.origin like '%/\(file)')
        \(query)
        """
      ).map { $0.map { $0 ?? "" }.joined(separator: "|") }.sorted()
    }
    for (entry, report) in zip(try GenerationFiles.index(), reports) {
      #expect(report.taken == entry.events && report.lines == entry.events, "\(entry.file)")
      #expect(try rows("select count(*) from given", entry.file) == ["\(entry.events)"])
      #expect(
        try rows("select model, model_version, count(*) from given group by 1, 2", entry.file)
          == entry.model_versions.map { "\($0.model)|\($0.model_version)|\($0.events)" }.sorted())
      #expect(
        try rows(
          "select f.source, f.category, count(*) from given join countersign_private.flag f on f.generation = given.id group by 1, 2",
          entry.file) == entry.flags.map { "\($0.source ?? "")|\($0.category ?? "")|\($0.n)" }.sorted())
      #expect(
        try rows(
          """
          select f.source, f.category, f.verdict, count(*) from given join countersign_private.flag f on f.generation = given.id
          where f.verdict is not null group by 1, 2, 3
          """, entry.file)
          == entry.verdicts.map { "\($0.source ?? "")|\($0.category ?? "")|\($0.verdict ?? "")|\($0.n)" }.sorted())
      #expect(
        try rows(
          "select s.name, count(*) from given join countersign_private.score s on s.generation = given.id group by 1",
          entry.file) == entry.evals.map { "\($0.name ?? "")|\($0.n)" }.sorted())
    }
  }

  /// Tiers as counted from the files by another program; every disagreement of judges is high.
  private func queue(_ office: Office) throws {
    #expect(
      try office.superuser.run("select tier, count(*) from countersign_private.generation group by 1 order by 1")
        == [["high", "503"], ["low", "6856"], ["medium", "431"]])
    #expect(
      try office.superuser.run(
        "select tier, queue, needed, count(*) from countersign_private.review_item group by 1, 2, 3 order by 1")
        == [["high", "high", "2", "503"], ["medium", "medium", "1", "431"]])
    #expect(
      try office.superuser.run(
        """
        select i.tier, count(*) from countersign_private.review_item i
        where 'judges disagree on jailbreak' = any (i.reasons) group by 1
        """) == [["high", "72"]])
    #expect(
      try office.count(
        "review_item where due - arrived_at <> case tier when 'high' then interval '4 hours' else '24 hours' end")
        == 0, "due is counted from arrival")
  }

  /// What is erasable is kept apart, once an event.
  private func erasable(_ office: Office) throws {
    #expect(try office.count("generation_content") == 7_790)
  }

  /// The same as an officer sees it.
  private func screens(_ office: Office) async throws {
    let rui = try office.desk(hiring: "rui", "reviewer")
    let queues = try await rui.queues()
    #expect(queues.map(\.id) == ["high", "medium", "sample"])
    #expect(queues.map(\.waiting) == [.exactly(503), .exactly(431), .exactly(0)])
    let summary = try await rui.office()
    #expect(summary.generations == .exactly(7_790))
    var seen: Set<Int64> = []
    var cursor: String?
    repeat {
      let page = try await rui.reviewItems(ReviewFilter(), at: PagePlace(after: cursor), limit: 100)
      #expect(seen.isDisjoint(with: page.rows.map(\.id)))
      seen.formUnion(page.rows.map(\.id))
      cursor = page.next
    } while cursor != nil
    #expect(seen.count == 934)
  }
}
