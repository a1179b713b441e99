package import Governance

/// What a gate answered, as an officer reads it.
package struct GateVerdict: Sendable, Equatable {
  /// True only when the document says so, and every expected requirement is met.
  package var allow: Bool
  /// The expected ones in the order of the list, then what the rules answered and no list names.
  package var requirements: [Requirement]
  /// What is wrong with the gate as a whole; empty when only requirements are unmet.
  package var reasons: [String]
  /// The bundle's revision, `sha256:` and 64 digits.
  package var policy: String
  /// What an engine answered, whatever it was; nil when none did.
  package var answer: PolicyAnswer?
  /// The waivers without which it would be unmet.
  package var exceptions: [GateWaiver]

  package init(
    allow: Bool, requirements: [Requirement], reasons: [String], policy: String, answer: PolicyAnswer? = nil,
    exceptions: [GateWaiver] = []
  ) {
    self.allow = allow
    self.requirements = requirements
    self.reasons = reasons
    self.policy = policy
    self.answer = answer
    self.exceptions = exceptions
  }

  /// `embedded 1.5.2`; nil when no engine answered.
  package var engine: String? { answer.map { "\($0.engine) \($0.engineVersion)" } }

  package var unmet: [Requirement] { requirements.filter { $0.state == .unmet } }
}
