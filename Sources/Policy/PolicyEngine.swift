package import Evidence
package import Governance

/// Something that evaluates Rego v1: a helper process of ours, or a server.
package protocol PolicyEngine: Sendable {
  /// Asks `entrypoint` of the bundle about `input`.
  ///
  /// - Returns: the JSON the rule has, of whatever shape; who reads it must not trust it.
  /// - Throws: whenever there is no such answer: no engine, no time left, an error of a rule, undefined.
  func evaluate(_ bundle: PolicyBundle, entrypoint: String, input: JSONValue) async throws(Problem) -> PolicyAnswer
}

/// What an engine said, and who it was.
package struct PolicyAnswer: Sendable, Equatable {
  package var document: JSONValue
  /// `embedded` or `opa`.
  package var engine: String
  package var engineVersion: String
  package init(_ document: JSONValue, engine: String, engineVersion: String) {
    self.document = document
    self.engine = engine
    self.engineVersion = engineVersion
  }
}

/// Stands where no engine is: every gate is unmet, and says why.
package struct UnavailableEngine: PolicyEngine {
  private let problem: Problem

  package init(because problem: Problem) { self.problem = problem }

  package func evaluate(_ bundle: PolicyBundle, entrypoint: String, input: JSONValue) async throws(Problem)
    -> PolicyAnswer
  {
    throw problem
  }
}
