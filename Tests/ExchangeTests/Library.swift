import Evidence
import Exchange
import Foundation
import Governance
import Policy

/// The real library, where `make` or a person has put it.
enum Library {
  static let program = RegoLocation.program.split(separator: "/").dropLast().map { "/" + $0 }.joined() + "/PolicyProbe"
  static let path = try? RegoLocation.find(environment: ProcessInfo.processInfo.environment, program: program)
  static let absence = "rego-cpp's library is not here: make deps fetches it, COUNTERSIGN_REGO names it."

  static func engine(deadline: Double = 2) -> EmbeddedRego {
    EmbeddedRego(
      .init(
        command: [program], library: path ?? "/nowhere", decisionDeadline: deadline, loadDeadline: 10))
  }
}

let header = "package g\nimport rego.v1\n"
let data = """
  {"gate": {"lists": {"a": [{"id": "a"}]}, "expected": {"production": {"high": {"prompt": "a"}}}}}
  """

/// A decision over the set `r` of requirements, as every gate has it; allows nothing when it is told no facts.
let decisionRule = """

  default allow := false
  allow if { input.subject; count(r) > 0 }
  decision := {"allow": allow, "deny": [], "warn": [], "policy_revision": data.bundle.revision, "requirements": [x | some x in r]}

  """

/// The requirement `id`, met when `condition` holds.
func requirement(_ id: String = "a", if condition: String) -> String {
  """
  r contains {"id": "\(id)", "title": "t", "state": "met", "value": "v", "limit": "l", "evidence": "e", "remedy": "r",
    "principle": "p"} if { \(condition) }

  """
}

func bundle(_ source: String, header: String = header) throws -> PolicyBundle {
  try PolicyBundle(
    modules: [.init(name: "gate.rego", source: header + source)],
    data: data)
}

/// Facts of a prompt of high tier that is asked for production: the base of the shipped cases.
func candidate() throws -> GateFacts { try GateFacts(input: try PolicyBundle.shipped().cases?["base"] ?? .null) }

extension EmbeddedRego {
  /// What the engine answers, without the vet, read by the rule of gates.
  func verdict(_ bundle: PolicyBundle, _ input: JSONValue? = nil) async throws -> GateVerdict {
    let input = try input ?? candidate().input
    let expected = try bundle.expected(environment: "production", tier: .high, kind: .prompt)
    do throws(Problem) {
      let answer = try await evaluate(bundle, entrypoint: "g/decision", input: input)
      return GateRule.verdict(of: answer, expecting: expected, of: bundle)
    } catch {
      return GateRule.unmet(expected, because: error, policy: bundle.revision.text)
    }
  }
}
