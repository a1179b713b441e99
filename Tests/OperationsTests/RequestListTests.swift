import Governance
import Operations
import TestSupport
import Testing

@Suite("The list of requests")
struct RequestListTests {
  @Test("is paged by key: the open ones by what is due first, then what was answered, newest first; none twice or lost")
  func paged() async throws {
    let office = try await Office.open()
    try office.hire("lou", "lead")
    let lou = Workbench(office.settings("lou"))
    let day = Instant(year: 2026, month: 1, day: 1)
    for (number, days) in [40, 10, 30, 10, 20, 50].enumerated() {
      _ = try await lou.openRequest(
        RequestNotice(
          kind: .auditor, askedBy: "A. Auditor", what: "paper \(number)", receivedAt: day,
          due: day.advanced(bySeconds: Int64(days) * 86_400)), channel: .command)
    }
    for id in [1, 6] as [Int64] {
      _ = try await lou.answerRequest(id, refused: false, at: nil, reason: "sent", channel: .command)
    }
    func read(all: Bool) async throws -> [Int64] {
      var found: [Int64] = []
      var place = PagePlace.first
      while true {
        let page = try await lou.requests(all: all, at: place, limit: 2)
        found += page.rows.map(\.id)
        guard let next = page.next else { return found }
        place = .after(next)
      }
    }
    #expect(try await read(all: false) == [4, 2, 5, 3])
    #expect(try await read(all: true) == [4, 2, 5, 3, 6, 1])
    let from = try await lou.requests(all: true, at: .last, limit: 1)
    #expect(from.rows.map(\.id) == [1])
    await #expect(throws: Problem.self) { try await lou.requests(all: true, at: .after("nonsense"), limit: 2) }
  }
}
