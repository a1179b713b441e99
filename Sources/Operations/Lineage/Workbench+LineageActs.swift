internal import Catalog
package import Governance

/// What the office says about places of lineage: names that mean the same, and classes.
extension Workbench {
  /// Says that names of a namespace mean what they mean in another; nil ends that.
  package func mapNamespace(
    _ namespace: String, to standsFor: String?, reason: String, channel: Channel
  ) async throws(Problem) -> (recorded: Recorded, paired: Int) {
    let answer = try await connection.one(
      MapNamespace(namespace: namespace, standsFor: standsFor, reason: reason, channel: channel))
    let what = standsFor.map { "\(namespace) stands for \($0)." } ?? "\(namespace) stands for itself again."
    return (try await recorded(answer.activity, what), answer.paired)
  }

  /// Namespaces that stand for others.
  package func namespaces() async throws(Problem) -> [NamespaceMapping] { try await connection.rows(ListNamespaces()) }

  /// Names that producers link, those that wait for a judgement first.
  package func linkedNames(onlyHeld: Bool) async throws(Problem) -> [LinkedNames] {
    try await connection.rows(ListHeldNames(onlyHeld: onlyHeld))
  }

  /// What people said of places, and how producers link names, newest first; about one dataset or all.
  package func placeWords(
    _ words: PlaceWords, about place: LineageNode? = nil, at page: PagePlace, limit: Int
  ) async throws(Problem) -> Page<PlaceWord> {
    try await self.page(PagePlaceWords(words, about: place), at: page, limit: limit)
  }

  /// Judges whether two linked names are one place.
  package func judgeNames(
    _ one: Int64, _ two: Int64, same: Bool, reason: String, channel: Channel
  ) async throws(Problem) -> Recorded {
    let activity = try await connection.one(
      JudgeNames(one: one, two: two, same: same, reason: reason, channel: channel))
    return try await recorded(activity, same ? "Both names are one place." : "The names are two places.")
  }

  /// Says, or judges, the class of a dataset or a column; nil takes it back.
  package func classPlace(
    _ place: LineageNode, _ dataClass: DataClass?, isJudgement: Bool, reason: String, channel: Channel
  ) async throws(Problem) -> Recorded {
    let activity = try await connection.one(
      ClassPlace(place: place, dataClass: dataClass, isJudgement: isJudgement, reason: reason, channel: channel))
    let name = place.field.map { "\(place.name) \($0)" } ?? place.name
    return try await recorded(
      activity, dataClass.map { "\(name) is \($0.rawValue)." } ?? "\(name) has no class of its own.")
  }

  /// Gives a data class the office's own name.
  package func nameDataClass(
    _ dataClass: DataClass, _ words: String, reason: String, channel: Channel
  ) async throws(Problem) -> Recorded {
    let activity = try await connection.one(
      NameDataClass(dataClass: dataClass, words: words, reason: reason, channel: channel))
    return try await recorded(activity, "\(dataClass.rawValue) is called \(words).")
  }

  /// The office's own names of data classes.
  package func dataClassNames() async throws(Problem) -> [DataClass: String] {
    Dictionary(
      try await connection.rows(ListDataClassNames()).map { ($0.dataClass, $0.words) },
      uniquingKeysWith: { first, _ in first })
  }
}
