internal import Evidence
internal import Governance

/// Which artifacts make up a system.
struct PackSystem {
  private var known: Set<String> = []
  private var pins: [String: Set<String>] = [:]

  init(of facts: [FrozenFact]) {
    for fact in facts {
      known.insert(fact.scope)
      guard fact.kind == "version", let body = try? JSONValue(Array(fact.body.utf8), policy: .generation),
        case .array(let items)? = body["pins"]
      else { continue }
      pins[fact.scope, default: []].formUnion(items.compactMap { $0["artifact"]?.text })
    }
  }

  /// The artifact and all it is made of; nil when there is none of that name.
  func parts(of name: String) -> Set<String>? {
    guard known.contains(name) else { return nil }
    var parts: Set<String> = [name]
    var waiting = [name]
    while let next = waiting.popLast() {
      for pin in pins[next, default: []] where parts.insert(pin).inserted { waiting.append(pin) }
    }
    return parts
  }
}
