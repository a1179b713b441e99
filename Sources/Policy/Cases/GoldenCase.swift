import Evidence
package import Governance

/// A case that a bundle brings along: facts, and what is unmet on them.
package struct GoldenCase: Sendable, Equatable {
  package var name: String
  package var facts: GateFacts
  /// Sorted; empty when the gate is met.
  package var unmet: [String]
}

extension PolicyBundle {
  /// The cases of `cases.json`: `{"base": input, "cases": [{"name", "set": {path: value}, "remove": [path], "unmet": [id]}]}`.
  ///
  /// A case is the base with some values replaced or taken away; a path is names and numbers between dots.
  ///
  /// - Throws: `policy.cases` when there is none, or one cannot be read.
  package func goldenCases() throws(Problem) -> [GoldenCase] {
    guard let cases, let base = cases["base"], case .array(let listed)? = cases["cases"] else {
      throw Self.off("It needs a base and a list of cases.")
    }
    var read: [GoldenCase] = []
    for (place, entry) in listed.enumerated() {
      guard let name = entry["name"]?.text, case .array(let unmet)? = entry["unmet"] else {
        throw Self.off("Case \(place + 1) has no name, or does not say what is unmet.")
      }
      var input = base
      if case .object(let changes)? = entry["set"] {
        for change in changes { input = try Self.changed(input, change.key, to: change.value, name) }
      }
      if case .array(let removed)? = entry["remove"] {
        for path in removed.compactMap(\.text) { input = try Self.changed(input, path, to: nil, name) }
      }
      read.append(
        GoldenCase(name: name, facts: try GateFacts(input: input), unmet: unmet.compactMap(\.text).sorted()))
    }
    return read
  }

  private static func changed(_ value: JSONValue, _ path: String, to new: JSONValue?, _ name: String) throws(Problem)
    -> JSONValue
  {
    guard let changed = value.changing(path.split(separator: ".").map(String.init)[...], to: new) else {
      throw off("The case “\(name)” changes \(path), which leads nowhere.")
    }
    return changed
  }

  private static func off(_ because: String) -> Problem {
    Problem(
      .badData, "policy.cases", happened: "The bundle's cases.json cannot be read.", because: because,
      remedy: "Correct cases.json.")
  }
}

extension JSONValue {
  /// The value with another one at a path, or without it; nil when the path leads nowhere. The last name may be new.
  fileprivate func changing(_ path: ArraySlice<String>, to new: JSONValue?) -> JSONValue? {
    guard let name = path.first else { return new }
    let rest = path.dropFirst()
    switch self {
    case .object(var members):
      guard let place = members.firstIndex(where: { $0.key == name }) else {
        guard rest.isEmpty, let new else { return nil }
        return .object(members + [.init(name, new)])
      }
      if rest.isEmpty, new == nil {
        members.remove(at: place)
      } else {
        guard let changed = members[place].value.changing(rest, to: new) else { return nil }
        members[place].value = changed
      }
      return .object(members)
    case .array(var elements):
      guard let place = Int(name), elements.indices.contains(place) else { return nil }
      if rest.isEmpty, new == nil {
        elements.remove(at: place)
      } else {
        guard let changed = elements[place].changing(rest, to: new) else { return nil }
        elements[place] = changed
      }
      return .array(elements)
    default: return nil
    }
  }
}
