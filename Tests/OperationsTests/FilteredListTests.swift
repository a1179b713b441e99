import Governance
import TestSupport
import Testing

@testable import Catalog
@testable import Operations

@Suite("Lists filtered by the catalog")
struct FilteredListTests {
  @Test("know every field of their grammar, and no other")
  func fields() {
    let lists: [(FilterGrammar, [String: FilterColumn])] = [
      (.review, PageReviewItems.columns), (.promotions, PagePromotions.columns), (.registry, PageArtifacts.columns),
      (.incidents, PageIncidents.columns), (.facts, PageFacts.columns), (.quarantine, PageQuarantine.columns),
      (.places, FindLineagePlaces.columns),
    ]
    for (grammar, columns) in lists { #expect(Set(grammar.fields.map(\.name)) == Set(columns.keys)) }
  }

  /// One term of each field, and its opposite.
  private func terms(of grammar: FilterGrammar) throws -> [Filter] {
    try grammar.fields.flatMap { field -> [Filter] in
      let text =
        switch field.kind {
        case .choice(let words): "\(field.name):\(words[0])"
        case .name: "\(field.name):a*,'%_\\\\x"
        case .text: "\(field.name):\"100 % o'clock; drop table x --\""
        case .past, .ahead: "\(field.name)>=3d"
        case .truth: "\(field.name):yes"
        case .number: "\(field.name)<=2"
        }
      return [try Filter(reading: text, grammar), try Filter(reading: "-" + text, grammar)]
    }
  }

  @Test("answer every field, in the present and in the past, and what fits it not is the rest")
  func everyField() async throws {
    let database = try await TestCluster.shared.database()
    let superuser = Connection(ConnectionSettings(conninfo: database.conninfo()))
    try await Migrator(superuser).migrate()
    try await Crowd(artifacts: 40, generations: 4_000).fill(superuser)
    let login = database.loginPrefix + "vera"
    try await Crowd.seat(login, as: "p9", by: superuser)
    let desk = Workbench(ConnectionSettings(conninfo: database.conninfo(user: login)))
    let now = try await desk.nowOnServer()
    for moment in [nil, now.advanced(bySeconds: -10 * 86_400)] {
      try await desk.show(asOf: moment)
      let waiting = ReviewFilter(states: ReviewState.allCases)
      let all = try await desk.reviewItems(waiting, at: .first, limit: 1_000).rows.count
      for (place, filter) in try terms(of: .review).enumerated() where place % 2 == 0 {
        var (fitting, other) = (waiting, waiting)
        fitting.words = filter
        other.words = try terms(of: .review)[place + 1]
        let sum =
          try await desk.reviewItems(fitting, at: .first, limit: 1_000).rows.count
          + desk.reviewItems(other, at: .first, limit: 1_000).rows.count
        #expect(sum == all, "\(filter.text) as of \(String(describing: moment)): \(sum) of \(all)")
      }
      for filter in try terms(of: .promotions) {
        _ = try await desk.promotions(PromotionFilter(words: filter), at: .first, limit: 5)
      }
      for filter in try terms(of: .registry) {
        _ = try await desk.artifacts(ArtifactFilter(words: filter), at: .last, limit: 5)
      }
      for filter in try terms(of: .incidents) {
        _ = try await desk.incidents(IncidentFilter(words: filter, order: .due), at: .first, limit: 5)
      }
      for filter in try terms(of: .facts) {
        _ = try await desk.facts(FactFilter(words: filter), at: .first, limit: 5)
      }
      for filter in try terms(of: .quarantine) {
        _ = try await desk.quarantine(QuarantineFilter(words: filter), at: .first, limit: 5)
      }
      for filter in try terms(of: .places) {
        _ = try await desk.lineagePlaces(nil, filter: filter, at: .first, limit: 5)
      }
    }
    withExtendedLifetime(database) {}
  }

  @Test("are the same from both ends, in every order")
  func bothWays() async throws {
    let database = try await TestCluster.shared.database()
    let superuser = Connection(ConnectionSettings(conninfo: database.conninfo()))
    try await Migrator(superuser).migrate()
    try await Crowd(artifacts: 40, generations: 2_000).fill(superuser)
    let login = database.loginPrefix + "vera"
    try await Crowd.seat(login, as: "p9", by: superuser)
    let desk = Workbench(ConnectionSettings(conninfo: database.conninfo(user: login)))
    for order in ReviewOrder.allCases {
      for isReversed in [false, true] {
        let filter = ReviewFilter(order: order, isReversed: isReversed)
        try await expectBothWays { place throws(Problem) in try await desk.reviewItems(filter, at: place, limit: 37) }
      }
    }
    for order in ArtifactOrder.allCases {
      let filter = ArtifactFilter(order: order)
      try await expectBothWays { place throws(Problem) in try await desk.artifacts(filter, at: place, limit: 7) }
    }
    let promotions = PromotionFilter(states: PromotionState.allCases)
    try await expectBothWays { place throws(Problem) in try await desk.promotions(promotions, at: place, limit: 101) }
    try await expectBothWays { place throws(Problem) in try await desk.lineagePlaces(nil, at: place, limit: 33) }
    withExtendedLifetime(database) {}
  }

  private func expectBothWays<Row: Identifiable & Sendable>(
    _ read: (PagePlace) async throws(Problem) -> Page<Row>
  ) async throws where Row.ID: Sendable {
    var (forwards, backwards): ([Row.ID], [Row.ID]) = ([], [])
    var page = try await read(.first)
    #expect(page.previous == nil)
    forwards = page.rows.map(\.id)
    while let next = page.next {
      page = try await read(.after(next))
      forwards += page.rows.map(\.id)
    }
    page = try await read(.last)
    #expect(page.next == nil)
    backwards = page.rows.map(\.id)
    while let previous = page.previous {
      page = try await read(.before(previous))
      backwards = page.rows.map(\.id) + backwards
    }
    #expect(!forwards.isEmpty && forwards == backwards)
  }
}
