import Evidence
import Exchange
import Governance
import Policy
import Testing

@Suite("The shipped tier policy", .enabled(if: Library.path != nil, "\(Library.absence)"))
struct TierPolicyTests {
  /// What it decides about an event with these facts beside plain ones.
  private func decision(_ more: [(String, JSONValue)]) async throws -> JSONValue {
    var facts: [(String, JSONValue)] = [
      ("flags", []), ("checkers", ["c"]), ("failed", []), ("disagree", []), ("retrieved", []), ("data_class", .null),
      ("delivery", "delivered"), ("service", "desk"), ("user_facing", .null),
    ]
    for (name, value) in more { facts = facts.filter { $0.0 != name } + [(name, value)] }
    let body = String(decoding: try CanonicalJSON.bytes(of: TierPolicy.shippedBody, policy: .generation), as: UTF8.self)
    let policy = try TierPolicy(body: body)
    return try await policy.decide(.object(facts.map { JSONValue.Member($0.0, $0.1) }), by: Library.engine()).document
  }

  private func flag(_ category: String, _ severity: Int) -> JSONValue {
    ["category": .string(category), "severity": .number("\(severity)"), "side": "output", "at_least": .number("0.8")]
  }

  @Test("leaves what nobody found anything in to the sample")
  func nothing() async throws {
    let decided = try await decision([])
    #expect(decided["tier"] == "low" && decided["queue"] == .null && decided["rule"] == "tier.nothing_found")
  }

  @Test("sends severe flags, checkers who disagree and red data to two persons")
  func high() async throws {
    for facts: [(String, JSONValue)] in [
      [("flags", [flag("violence", 2)])], [("disagree", ["jailbreak"])], [("retrieved", ["red"])],
      [("data_class", "red")], [("flags", [flag("privacy_pii", 1)]), ("retrieved", ["yellow"])],
    ] {
      let decided = try await decision(facts)
      #expect(decided["tier"] == "high" && decided["queue"] == "high" && decided["needed"] == 2, "\(facts)")
      #expect(decided["due_seconds"] == 14400)
    }
  }

  @Test("looks at what a checker failed on, at lesser flags, and at what a service waits for, sooner")
  func medium() async throws {
    #expect(try await decision([("flags", [flag("ip", 1)])])["rule"] == "tier.flag")
    #expect(try await decision([("failed", ["guard"])])["rule"] == "tier.checker_failed")
    let held = try await decision([("delivery", "held")])
    #expect(held["tier"] == "medium" && held["due_seconds"] == 14400 && held["rule"] == "tier.held")
    let masked = try await decision([("flags", [flag("privacy_pii", 1)])])
    #expect(masked["masking"] == ["privacy_pii"])
  }

  @Test("refuses a body that is no such bundle")
  func bodies() {
    for body in [
      "", "{}", #"{"decides": "promotions", "files": {}}"#, #"{"decides": "tiers", "files": {"a.rego": 1}}"#,
    ] {
      #expect(throws: Problem.self) { try TierPolicy(body: body) }
    }
  }
}
