import Evidence
import Governance
import Policy
import Testing

/// A version of which everything is in order: the base of the shipped cases, with some values replaced.
func goodFacts(_ changes: [String: JSONValue] = [:]) throws -> GateFacts {
  var input = try #require(try PolicyBundle.shipped().cases?["base"])
  for (path, value) in changes {
    input = try #require(input.with(path.split(separator: ".").map(String.init)[...], value))
  }
  return try GateFacts(input: input)
}

extension JSONValue {
  /// The value with another one at a path of names.
  fileprivate func with(_ path: ArraySlice<String>, _ new: JSONValue) -> JSONValue? {
    guard let name = path.first else { return new }
    guard case .object(let members) = self else { return nil }
    return .object(
      members.map { $0.key == name ? .init(name, $0.value.with(path.dropFirst(), new) ?? .null) : $0 })
  }
}

/// A waiver that holds on the day of the shipped cases.
func waiver(_ requirement: String, id: String = "1", until seconds: Int = 1_800_000_000) -> JSONValue {
  [
    "id": .string(id), "requirement": .string(requirement), "owner": "ada", "reason": "the suite is broken",
    "granted_by": "eve", "until": "2027-01-15 08:00", "until_seconds": .number(String(seconds)),
  ]
}

/// One requirement as rules answer it.
func row(_ id: String, _ state: String = "met", evidence: String = "seen") -> JSONValue {
  [
    "id": .string(id), "title": "T", "state": .string(state), "value": "v", "limit": "l", "evidence": .string(evidence),
    "remedy": "r", "principle": "p",
  ]
}

/// A decision document around requirements; `changes` replaces members, `without` takes one away.
func decision(_ rows: [JSONValue], of bundle: PolicyBundle, changes: [String: JSONValue] = [:], without: String = "")
  -> JSONValue
{
  var members: [String: JSONValue] = [
    "allow": true, "deny": [], "warn": [], "policy_revision": .string(bundle.revision.text),
    "requirements": .array(rows),
  ]
  for (name, value) in changes { members[name] = value }
  members.removeValue(forKey: without)
  return .object(members.map { .init($0.key, $0.value) })
}

let smallData = """
  {"gate": {"lists": {"a": [{"id": "a"}, {"id": "b", "not_applicable": true}], "none": [], "other": [{"id": "z"}], "twice": [{"id": "a"}, {"id": "a"}]},
   "expected": {"production": {"high": {"prompt": "a", "model": "none", "chain": "twice", "vendor": "gone"}}}}}
  """

/// A bundle of one file with rules of our own.
func smallBundle(_ source: String = "") throws -> PolicyBundle {
  try PolicyBundle(modules: [.init(name: "gate.rego", source: source)], data: smallData)
}

/// Answers what it is told to, without any rule.
struct FixedEngine: PolicyEngine {
  var document: JSONValue
  func evaluate(_ bundle: PolicyBundle, entrypoint: String, input: JSONValue) async throws(Problem) -> PolicyAnswer {
    PolicyAnswer(document, engine: "fixed", engineVersion: "1")
  }
}
