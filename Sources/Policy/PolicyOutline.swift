import Evidence
import Governance

/// What a bundle asks for, as a person reads it: from its files alone, without an engine.
package struct PolicyOutline: Sendable, Equatable {
  /// One id that a list names or a rule answers.
  package struct Entry: Sendable, Equatable, Identifiable {
    package var id: String
    /// As the rule writes them; empty where it works them out.
    package var title: String
    package var principle: String
    package var remedy: String
    /// The file whose rule answers it; nil when none does.
    package var file: String?
    /// Where it must be met: `production: high prompt, high model`, a line an environment; empty when no list names it.
    package var places: [String]
    /// Every list that names it takes `not_applicable` with a reason.
    package var mayNotApply: Bool
    package var isNeverWaived: Bool
    /// What may be done instead of what nobody can waive.
    package var instead: String
  }
  package var revision: String
  /// In the order of the lists, then what only rules answer.
  package var entries: [Entry]

  package init(_ bundle: PolicyBundle) {
    revision = bundle.revision.text
    let said = bundle.writtenRequirements
    let asked = bundle.askedPlaces
    var order = asked.order
    order += said.keys.filter { asked.places[$0] == nil }.sorted()
    let never = bundle.neverWaived
    let instead = Dictionary(bundle.alternatives.map { ($0.id, $0.instead) }, uniquingKeysWith: { first, _ in first })
    entries = order.map { id in
      let written = said[id]
      return Entry(
        id: id, title: written?.members["title"] ?? "", principle: written?.members["principle"] ?? "",
        remedy: written?.members["remedy"] ?? "", file: written?.file, places: asked.places[id]?.map(\.words) ?? [],
        mayNotApply: asked.places[id].map { $0.allSatisfy(\.mayNotApply) } ?? false,
        isNeverWaived: never.contains(id), instead: instead[id] ?? "")
    }
  }
}

/// The tiers and kinds of an environment for which an id is expected.
private struct AskedPlace {
  var environment: String
  var mayNotApply = true
  /// By tier, `unset` for none: the kinds.
  var kinds: [String: [String]] = [:]

  var words: String {
    let tiers = (Tier.allCases.map(\.rawValue) + ["unset"]).compactMap { tier in
      kinds[tier].map { (tier, $0) }
    }
    guard let first = tiers.first?.1 else { return environment }
    // Most lists differ by kind and not by tier: said once, then.
    if tiers.allSatisfy({ $0.1 == first }) {
      let of = tiers.count == Tier.allCases.count + 1 ? "every tier" : "tier " + tiers.map(\.0).joined(separator: ", ")
      return "\(environment): \(first.joined(separator: ", ")) of \(of)"
    }
    return "\(environment): "
      + tiers.map { "tier \($0.0) \($0.1.joined(separator: ", "))" }.joined(separator: "; ")
  }
}

extension PolicyBundle {
  /// By id, in the order of the environments; and the ids in the order of the lists.
  fileprivate var askedPlaces: (order: [String], places: [String: [AskedPlace]]) {
    var order: [String] = []
    var places: [String: [AskedPlace]] = [:]
    for place in self.places {
      guard
        let list = try? expected(environment: place.environment, tier: place.tier, kind: place.kind)
      else { continue }
      for entry in list.entries {
        if places[entry.id] == nil { order.append(entry.id) }
        var known = places[entry.id] ?? []
        if known.last?.environment != place.environment { known.append(AskedPlace(environment: place.environment)) }
        known[known.count - 1].kinds[place.tier?.rawValue ?? "unset", default: []].append(place.kind.rawValue)
        if !entry.mayNotApply { known[known.count - 1].mayNotApply = false }
        places[entry.id] = known
      }
    }
    return (order, places)
  }

  /// What the rules write beside `"id": "…"`, member by member, where it is a plain text; and the file.
  fileprivate var writtenRequirements: [String: (file: String, members: [String: String])] {
    var written: [String: (file: String, members: [String: String])] = [:]
    for module in modules {
      let tokens = RegoToken.all(in: module.source)
      // Where each open brace has begun, with the texts of the object it opens.
      var open: [[String: String]] = []
      for (index, token) in tokens.enumerated() {
        if token.is("{") { open.append([:]) }
        if token.is("}"), let members = open.popLast(), let id = members["id"], written[id] == nil {
          written[id] = (module.name, members)
        }
        guard !open.isEmpty, index + 3 < tokens.count, tokens[index + 1].is(":"),
          case .string(let name) = token.kind, case .string(let text) = tokens[index + 2].kind,
          tokens[index + 3].is(",") || tokens[index + 3].is("}") || tokens[index + 3].kind == .lineEnd
        else { continue }
        open[open.count - 1][name] = text
      }
    }
    return written
  }
}
