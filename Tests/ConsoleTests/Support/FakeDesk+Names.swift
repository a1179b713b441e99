import Governance

@testable import Console

extension FakeDesk {
  func busiest() async throws(Problem) -> String? { first }
  func owners(_ letters: String, limit: Int) async throws(Problem) -> [String] {
    ["ada.lindqvist", "priya.n"].filter { $0.contains(letters) }
  }
}
