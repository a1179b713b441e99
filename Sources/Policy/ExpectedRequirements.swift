import Evidence
package import Governance

/// Which requirements a gate must answer: kept in the bundle's data, outside the rules.
package struct ExpectedRequirements: Sendable, Equatable {
  package struct Entry: Sendable, Equatable {
    package var id: String
    /// Whether `not_applicable` with a reason counts as met.
    package var mayNotApply: Bool
    package init(_ id: String, mayNotApply: Bool = false) {
      self.id = id
      self.mayNotApply = mayNotApply
    }
  }
  /// Not empty, each id once, in the order they are read.
  package let entries: [Entry]

  package init(_ entries: [Entry]) throws(Problem) {
    guard !entries.isEmpty, Set(entries.map(\.id)).count == entries.count, !entries.contains(where: { $0.id.isEmpty })
    else {
      throw Problem(
        .unmet, "policy.list", happened: "A list of required ids is empty, or names an id twice.",
        remedy: "Correct the bundle's data.json.")
    }
    self.entries = entries
  }
}

extension PolicyBundle {
  /// The list for an environment, tier and kind; `unset` is the tier of an artifact that has none.
  ///
  /// - Throws: `policy.list` when the data has no such list, or one that cannot be read.
  package func expected(environment: String, tier: Tier?, kind: ArtifactKind) throws(Problem) -> ExpectedRequirements {
    let tier = tier?.rawValue ?? "unset"
    guard let name = data["gate"]?["expected"]?[environment]?[tier]?[kind.rawValue]?.text,
      let list = data["gate"]?["lists"]?[name]
    else {
      throw Problem(
        .unmet, "policy.list", happened: "The policy does not say what must be met for this promotion.",
        because: "Its data has no list for \(kind.rawValue), tier \(tier), in the environment that was named.",
        remedy: "Name an environment the policy knows: \(environments.joined(separator: ", ")).")
    }
    return try Self.entries(list)
  }

  /// The environments the policy has lists for.
  package var environments: [String] {
    guard case .object(let members)? = data["gate"]?["expected"] else { return [] }
    return members.map(\.key)
  }

  /// All ids that some list names, sorted.
  package var listedIDs: [String] {
    guard case .object(let lists)? = data["gate"]?["lists"] else { return [] }
    var ids: Set<String> = []
    for list in lists {
      guard case .array(let entries) = list.value else { continue }
      ids.formUnion(entries.compactMap { $0["id"]?.text })
    }
    return ids.sorted()
  }

  private static func entries(_ list: JSONValue) throws(Problem) -> ExpectedRequirements {
    guard case .array(let elements) = list else { return try ExpectedRequirements([]) }
    var entries: [ExpectedRequirements.Entry] = []
    for element in elements {
      guard let id = element["id"]?.text else { return try ExpectedRequirements([]) }
      entries.append(.init(id, mayNotApply: element["not_applicable"] == .bool(true)))
    }
    return try ExpectedRequirements(entries)
  }
}
