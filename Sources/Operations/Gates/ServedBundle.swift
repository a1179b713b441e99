internal import Catalog
internal import Evidence
internal import Governance
package import Policy

/// The policy that decides for an environment, and what to call it.
package struct ServedBundle: Sendable {
  package var bundle: PolicyBundle
  /// `office-gates@8`; nil for the bundle that comes with the program.
  package var name: String?
}

extension ServedPolicy {
  /// - Throws: `policy.none` when the environment serves no policy, `policy.several` when it serves more than one.
  func read(environment: String) throws(Problem) -> ServedBundle {
    guard count <= 1 else {
      throw Problem(
        .unmet, "policy.several", happened: "\(environment) serves \(count) policies at once.",
        because: "A gate is decided by one.", remedy: "Shift all of the traffic to one of them.")
    }
    guard let body, let artifact, let label else {
      throw Problem(
        .unmet, "policy.none", happened: "\(environment) serves no policy.",
        because: "A gate is decided by the policy in force.",
        remedy: "Register one and ask for it: countersign policy register, countersign policy activate.")
    }
    return ServedBundle(bundle: try PolicyBundle(bodyText: body), name: "\(artifact)@\(label)")
  }
}

extension PolicyBundle {
  /// Reads the body of a version.
  init(bodyText: String) throws(Problem) {
    let value: JSONValue
    do throws(JSONRefusal) {
      value = try JSONValue(Array(bodyText.utf8))
    } catch {
      throw error.problem(with: "The body of the policy's version")
    }
    try self.init(body: value)
  }
}

extension GateFacts {
  /// Reads what the catalog said.
  init(text: String, at moment: Instant) throws(Problem) {
    let value: JSONValue
    do throws(JSONRefusal) {
      value = try JSONValue(Array(text.utf8), policy: .generation)
    } catch {
      throw error.problem(with: "The facts of a gate")
    }
    try self.init(value, at: moment)
  }
}
