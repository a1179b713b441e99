package import Governance
internal import Operations

/// What the console asks about what people said of places.
package protocol PlaceDesk: Sendable {
  /// Those about a dataset, or about all.
  func placeWords(_ words: PlaceWords, about place: LineageNode?, at page: PagePlace, limit: Int) async throws(Problem)
    -> Page<PlaceWord>
  /// Whether two names are one place.
  func judgeNames(_ one: Int64, _ two: Int64, same: Bool, reason: String) async throws(Problem) -> Recorded
  /// Nil takes back what was said.
  func classPlace(_ place: LineageNode, _ dataClass: DataClass?, isJudgement: Bool, reason: String)
    async throws(Problem)
    -> Recorded
  /// Nil lets the namespace stand for itself again.
  func mapNamespace(_ namespace: String, to standsFor: String?, reason: String) async throws(Problem) -> Recorded
}

extension WorkbenchDesk {
  func placeWords(_ words: PlaceWords, about place: LineageNode?, at page: PagePlace, limit: Int) async throws(Problem)
    -> Page<PlaceWord>
  {
    try await workbench.placeWords(words, about: place, at: page, limit: limit)
  }

  func judgeNames(_ one: Int64, _ two: Int64, same: Bool, reason: String) async throws(Problem) -> Recorded {
    try await workbench.judgeNames(one, two, same: same, reason: reason, channel: .screen)
  }

  func classPlace(_ place: LineageNode, _ dataClass: DataClass?, isJudgement: Bool, reason: String)
    async throws(Problem)
    -> Recorded
  {
    try await workbench.classPlace(place, dataClass, isJudgement: isJudgement, reason: reason, channel: .screen)
  }

  func mapNamespace(_ namespace: String, to standsFor: String?, reason: String) async throws(Problem) -> Recorded {
    try await workbench.mapNamespace(namespace, to: standsFor, reason: reason, channel: .screen).recorded
  }
}
