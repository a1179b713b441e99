package import Governance

/// One message of a prompt, as registered.
package struct PromptMessage: Sendable, Equatable {
  /// `system`, `user`, `assistant`, or as the body says.
  package var role: String
  package var content: String
  /// The body held one text and no list: it counts as the user's message.
  package var fromText: Bool

  package init(role: String, content: String, fromText: Bool = false) {
    self.role = role
    self.content = content
    self.fromText = fromText
  }
}

/// A slot of a prompt: declared, found in a message, or both.
package struct PromptVariable: Sendable, Equatable {
  package var name: String
  package var declared: Bool
  package var used: Bool
  /// What the declaration says of it beside the name: type, required, data class, source …
  package var details: [NamedText]

  package init(name: String, declared: Bool, used: Bool, details: [NamedText] = []) {
    self.name = name
    self.declared = declared
    self.used = used
    self.details = details
  }
}

/// A request to put this version into an environment, and who answered.
package struct CardPromotion: Sendable, Equatable {
  package var id: Int64
  package var environment: String
  package var state: PromotionState
  package var requestedBy: String
  package var requestedAt: Instant
  package var reason: String
  /// Oldest first.
  package var signatures: [Signature]

  package init(row: PromotionRow, reason: String, signatures: [Signature]) {
    self.id = row.id
    self.environment = row.environment
    self.state = row.state
    self.requestedBy = row.requestedBy
    self.requestedAt = row.requestedAt
    self.reason = reason
    self.signatures = signatures
  }

  package init(_ detail: PromotionDetail) {
    self.init(row: detail.row, reason: detail.reason, signatures: detail.signatures)
  }
}

extension CardFacts {
  /// Stops that hold in an environment; nil asks for any.
  package func stopsNow(in environment: String? = nil) -> [StopRow] {
    stops.filter {
      !$0.isLifted && (environment == nil || $0.environment == nil || $0.environment == environment)
    }
  }
}

/// An environment that points to this version now.
package struct Serving: Sendable, Equatable {
  package var environment: String
  /// The move that made it so; nil when only the fact is known.
  package var move: PointerMove?
  /// It points here, and nothing is to use it: this, or what it is made of, was stopped.
  package var isStopped = false

  package init(environment: String, move: PointerMove?) {
    self.environment = environment
    self.move = move
  }
}
