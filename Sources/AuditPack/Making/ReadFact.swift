internal import Evidence
internal import Governance

/// A fact's members, read once.
struct ReadFact: Sendable {
  let fact: FrozenFact
  let members: JSONValue

  /// - Throws: `pack.fact` when the body is no JSON object.
  init(_ fact: FrozenFact) throws(Problem) {
    self.fact = fact
    guard let value = try? JSONValue(Array(fact.body.utf8), policy: .generation), case .object = value else {
      throw Problem(
        .badData, "pack.fact", happened: "Fact \(fact.ordinal) is no JSON object.",
        remedy:
          "Compare the catalog with a checkpoint from outside: `countersign log verify`. The snapshot was altered.")
    }
    members = value
  }

  /// Reads a line of a pack: what a fact is about stands in it.
  init(reading body: String, number: Int, salt: [UInt8]) throws(Problem) {
    try self.init(
      FrozenFact(ordinal: number, scope: "", kind: "", subject: "", body: body, salt: salt, digest: []))
  }

  func text(_ key: String) -> String? { members[key]?.text }
  func whole(_ key: String) -> Int64? { number(key).flatMap { Int64($0) } }
  func double(_ key: String) -> Double? { number(key).flatMap { Double($0) } }
  func bool(_ key: String) -> Bool? {
    guard case .bool(let value)? = members[key] else { return nil }
    return value
  }
  func instant(_ key: String) -> Instant? { text(key).flatMap { Instant.reading(of: $0)?.instant } }
  func items(_ key: String) -> [JSONValue] {
    guard case .array(let items)? = members[key] else { return [] }
    return items
  }

  private func number(_ key: String) -> String? {
    guard case .number(let text)? = members[key] else { return nil }
    return text
  }
}

extension FrozenFact {
  /// What the digest must be.
  var computedDigest: [UInt8] {
    ContentDigest(of: salt + ContentDigest(of: Array(body.utf8)).bytes).bytes
  }
}
