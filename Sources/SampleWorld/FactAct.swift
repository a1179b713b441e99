package import Governance

/// Something a person did about a fact that is owed.
package struct FactAct: Sendable {
  package enum What: Sendable {
    /// Nil asks the artifact's owner.
    case ask(owner: String?, due: Instant, question: String)
    case state(value: String, reason: String)
    case confirm(reason: String)
  }
  package var artifact: String
  package var key: String
  package var what: What
}
