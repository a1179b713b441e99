import Catalog
import Foundation
import Governance
import TestSupport
import Testing

@Suite("Questions over many rows")
struct PlanTests {
  /// A catalog with 10,000 versions, 40,000 generations and 4,000 review items.
  private func crowd() async throws -> (database: TestDatabase, officer: Connection) {
    let database = try await TestCluster.shared.database()
    let superuser = Connection(ConnectionSettings(conninfo: database.conninfo()))
    try await Migrator(superuser).migrate()
    try await Crowd(artifacts: 1000, generations: 40_000).fill(superuser)
    let login = database.loginPrefix + "vera"
    try await Crowd.seat(login, as: "p9", by: superuser)
    return (database, Connection(ConnectionSettings(conninfo: database.conninfo(user: login))))
  }

  @Test("of the present are answered by index, within functions too")
  func present() async throws {
    let (database, officer) = try await crowd()
    for question in Questions.keyed + Questions.present { try await question.expectIndex(officer) }
    withExtendedLifetime(database) {}
  }

  @Test("of a past moment are answered by index")
  func past() async throws {
    let (database, officer) = try await crowd()
    try await officer.show(asOf: try await officer.one(ReadServerClock()).advanced(bySeconds: -100 * 86_400))
    for question in Questions.keyed { try await question.expectIndex(officer) }
    withExtendedLifetime(database) {}
  }

  @Test("a batch is compared with what is there by index, before any statistics", arguments: [false, true])
  func inbox(analysed: Bool) async throws {
    let database = try await TestCluster.shared.database()
    let superuser = Connection(ConnectionSettings(conninfo: database.conninfo()))
    try await Migrator(superuser).migrate()
    try await Crowd(artifacts: 40, generations: 10_000).fill(superuser, analysed: analysed)
    let login = database.loginPrefix + "collector"
    try await Crowd.collector(login, by: superuser)
    let collector = Connection(ConnectionSettings(conninfo: database.conninfo(user: login)))
    // First a batch of one: its plans are kept for the larger ones.
    for size in [1, 500, 500] {
      let read = try await collector.touched { connection throws(Problem) in
        let receipt = try connection.one(OpenReceipt(producer: "crowd", format: "generations", origin: "a test"))
        try connection.script(Crowd.inbox(size, named: "batch of \(size) by \(receipt)"))
        _ = try connection.one(TakeInbox(receipt: receipt))
      }
      for row in read where row.table.hasPrefix("generation") {
        #expect(row.scanned <= 100, "\(row.scanned) rows of \(row.table) were read for a batch of \(size)")
        #expect(row.looked <= Int64(size) * 4 + 100, "\(row.looked) rows of \(row.table) were looked up for \(size)")
      }
    }
  }
}

/// One question, and how many rows of one table it may read by index.
private struct AskedByIndex: Sendable {
  var name: String
  var expectIndex: @Sendable (Connection) async throws -> Void

  init<Q: Query>(_ name: String, _ query: Q, rows limit: Int64 = 500) {
    self.name = name
    expectIndex = { connection in
      _ = try await connection.rows(query)
      for row in try await connection.touched(by: query) {
        #expect(row.scanned <= 100, "\(name) reads all \(row.scanned) rows of \(row.table)")
        #expect(row.looked <= limit, "\(name) reads \(row.looked) rows of \(row.table)")
      }
    }
  }
}

extension AskedByIndex {
  /// A page of a list somewhere else than at its beginning.
  init<Q: PagedQuery>(_ name: String, _ query: Q, at place: PagePlace, rows limit: Int64 = 500) {
    self.name = name
    expectIndex = { connection in
      try await AskedByIndex(name, try query.reading(place, limit: 50), rows: limit).expectIndex(connection)
    }
  }
}

private enum Questions {
  /// Those by key, the same in the present and in the past.
  static let keyed: [AskedByIndex] = [
    AskedByIndex(
      "a page of artifacts",
      PageArtifacts(), at: .after("artifact-00500"), rows: 1200),
    AskedByIndex("a page of artifacts before one", PageArtifacts(), at: .before("artifact-00500"), rows: 1200),
    AskedByIndex("the last page of artifacts", PageArtifacts(), at: .last, rows: 1200),
    AskedByIndex("an artifact", ReadArtifact(name: "artifact-00500")),
    AskedByIndex(
      "a version by label", FindVersion(name: VersionName(artifact: "artifact-00500", selector: .label("3")))),
    AskedByIndex(
      "a pointer", FindVersion(name: VersionName(artifact: "artifact-00500", selector: .environment("production")))),
    AskedByIndex("versions of an artifact", ListVersions(artifact: "artifact-00500", limit: 50)),
    AskedByIndex("a version", ReadVersion(artifact: "artifact-00500", label: "3")),
    AskedByIndex("moves of pointers", ListPointerMoves(artifact: "artifact-00500")),
    AskedByIndex("evaluations", ListEvaluations(artifact: "artifact-00500")),
    AskedByIndex("what a version pins", ListPins(artifact: "artifact-00501", label: "3")),
    AskedByIndex("who pins an artifact", ListUsers(artifact: "artifact-00503")),
    AskedByIndex("a promotion", ReadPromotion(promotion: 9000)),
    AskedByIndex("what a promotion needs", ListRequirements(promotion: 9000)),
    AskedByIndex("verdicts on an item", ListVerdicts(item: 3)),
    AskedByIndex("calls of a version", CountCalls(artifact: "artifact-00005", label: "1")),
  ]

  /// Those over a state, and those that are only of the present.
  static let present: [AskedByIndex] = [
    AskedByIndex("all that waits", items()),
    AskedByIndex("a queue", items(queue: "high")),
    AskedByIndex("a tier", items(tier: .high), rows: 2000),
    AskedByIndex("what is to be adjudicated", items(states: [.escalated, .disagreed])),
    AskedByIndex("all items", items(states: ReviewState.allCases)),
    AskedByIndex("the end of all that waits", items(), at: .last),
    AskedByIndex("the end of a queue", items(queue: "high"), at: .last),
    AskedByIndex("what comes after an item", items(), at: .after("\(Questions.noon).2000")),
    AskedByIndex("what comes before an item", items(), at: .before("\(Questions.noon).2000")),
    AskedByIndex("what came last", PageReviewItems(states: ReviewState.allCases, order: .arrived), at: .last),
    AskedByIndex("open promotions", PagePromotions(states: [.open], limit: 51), rows: 2000),
    AskedByIndex("the first promotions", PagePromotions(states: PromotionState.allCases), at: .last, rows: 2000),
    AskedByIndex(
      "promotions of an artifact",
      PagePromotions(states: PromotionState.allCases, artifact: "artifact-00500", limit: 51)),
    AskedByIndex("an item read", OpenReviewItem(item: 3000, channel: .screen)),
    AskedByIndex("the next claim", ClaimNext(tier: .high, queue: nil, channel: .screen)),
    AskedByIndex("what production was seen to run", ListObservedFaults(), rows: 5000),
  ]

  private static func items(
    tier: Tier? = nil, queue: String? = nil, states: [ReviewState] = [.open, .escalated, .disagreed]
  ) -> PageReviewItems {
    PageReviewItems(tier: tier, queue: queue, states: states, limit: 51)
  }

  /// In the midst of the crowd's time, in microseconds.
  private static let noon = Int64((Date().timeIntervalSince1970 - 90 * 86_400) * 1e6)
}
