import Governance

@testable import Console

extension FakeDesk {
  func busiest() async throws(Problem) -> String? { first }
  func owners(_ letters: String, limit: Int) async throws(Problem) -> [String] {
    ["ada.lindqvist", "priya.n"].filter { $0.contains(letters) }
  }
  func names(_ kind: NameKind, with letters: String, limit: Int) async throws(Problem) -> [String] {
    try note("names of \(kind.rawValue)s with \(letters)")
    let all: [String] =
      switch kind {
      case .artifact: ArtifactRow.shelf.map(\.name)
      case .person: ["ada.lindqvist", "adam.smith", "priya.n"]
      case .team: ["claims", "claims-it", "kyc"]
      case .environment: ["development", "staging", "production"]
      }
    return Array(all.filter { $0.contains(letters) }.prefix(limit))
  }
}
