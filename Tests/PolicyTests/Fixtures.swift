import Evidence
import Governance
import Policy

/// A version of which everything is in order.
func goodCandidate() -> PromotionCandidate {
  let now = Instant(year: 2026, month: 11, day: 21)
  return PromotionCandidate(
    artifact: "kyc-summary", kind: .prompt, tier: .high, owner: "ada", retired: false, version: "22",
    digest: String(repeating: "ab", count: 32), author: "bo", environment: "production",
    pins: [.init(Dependency(artifact: "atlas", label: "4", kind: .model, role: "model"), retired: false)],
    evaluations: [
      Evaluation(
        label: "22", suite: "kyc", metric: "f1", value: 0.91, limit: 0.9, atLeast: true, n: 500, suppliedBy: "cy",
        at: now.advanced(bySeconds: -864_000))
    ],
    now: now)
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
