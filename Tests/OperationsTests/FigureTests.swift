import Governance
import Operations
import TestSupport
import Testing

@Suite("Figures by day", .enabled(if: SharedData.isThere, "\(SharedData.absence)"))
struct FigureTests {
  private static let ever = Period(
    since: Instant(year: 2020, month: 1, day: 1), until: Instant(year: 2030, month: 1, day: 1))

  @Test("sum to what is there, for every model of the public generations, and are empty before it came")
  func sums() async throws {
    let office = try await Office.open()
    let before = Instant(microseconds: 0)
    let ingest = try office.desk(hiring: "ing", "ingest")
    _ = try await ingest.ingestGenerations(files: try GenerationFiles.all(), producer: "public")
    let desk = try office.desk(hiring: "vic", "viewer")
    func number(_ sql: String) throws -> Int { Int(try office.superuser.value(sql) ?? "") ?? -1 }

    let models = try office.superuser.run("select distinct model from countersign_private.generation").map {
      $0[0] ?? ""
    }
    #expect(models.count > 3)
    for model in models {
      let watched = Watched(name: model, kind: .model)
      let quoted = "'" + model.replacing("'", with: "''") + "'"
      let behaviour = try await desk.behaviour(of: watched, in: FigureTests.ever)
      let judgements = try await desk.judgements(of: watched, in: FigureTests.ever)
      let mine = "from countersign_private.generation g where g.model = \(quoted)"
      #expect(behaviour.calls.reduce(0) { $0 + $1.calls } == (try number("select count(*) \(mine)")))
      #expect(behaviour.calls.reduce(0) { $0 + $1.high } == (try number("select count(*) \(mine) and tier = 'high'")))
      let flagged = try number(
        """
        select count(distinct (f.generation, f.category)) from countersign_private.flag f
        where f.verdict = 'flagged' and f.generation in (select id \(mine))
        """)
      #expect(judgements.flags.reduce(0) { $0 + $1.calls } == flagged)
      let judged = try number(
        "select count(s.value) from countersign_private.score s where s.generation in (select id \(mine))")
      #expect(judgements.scores.reduce(0) { $0 + $1.judged } == judged)
      let values = try await desk.values(of: "tokens_out", watched, in: FigureTests.ever)
      #expect(values.reduce(0) { $0 + $1.calls } == behaviour.calls.reduce(0) { $0 + $1.calls })
      #expect(behaviour.verdicts.isEmpty)
    }
    try await desk.show(asOf: before)
    let watched = Watched(name: try #require(models.first), kind: .model)
    #expect(try await desk.behaviour(of: watched, in: FigureTests.ever).calls.isEmpty)
    #expect(try await desk.judgements(of: watched, in: FigureTests.ever).flags.isEmpty)
    #expect(try await desk.values(of: "tokens_out", watched, in: FigureTests.ever).isEmpty)
  }
}
