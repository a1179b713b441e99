/// A requirement that need not be met for a while, with who answers for it.
package struct WaiverRow: Sendable, Equatable, Identifiable {
  package enum State: String, Sendable { case asked, granted, refused, withdrawn }
  package var id: Int64
  package var artifact: String
  package var label: String
  package var environment: String
  package var requirement: String
  package var owner: String
  package var reason: String
  package var expiresAt: Instant
  package var askedBy: String
  package var state: State
  package var changedBy: String
  package var answer: String
  package var at: Instant
  package init(
    id: Int64, artifact: String, label: String, environment: String, requirement: String, owner: String, reason: String,
    expiresAt: Instant, askedBy: String, state: State, changedBy: String, answer: String, at: Instant
  ) {
    self.id = id
    self.artifact = artifact
    self.label = label
    self.environment = environment
    self.requirement = requirement
    self.owner = owner
    self.reason = reason
    self.expiresAt = expiresAt
    self.askedBy = askedBy
    self.state = state
    self.changedBy = changedBy
    self.answer = answer
    self.at = at
  }

  /// `redteam.fresh of kyc-summary@22 in production`.
  package var subject: String { "\(requirement) of \(artifact)@\(label) in \(environment)" }
}

/// What is asked when a requirement is to be waived.
package struct WaiverWish: Sendable, Equatable {
  package var promotion: Int64
  package var requirement: String
  package var owner: String
  package var expiresAt: Instant
  package init(promotion: Int64, requirement: String, owner: String, expiresAt: Instant) {
    self.promotion = promotion
    self.requirement = requirement
    self.owner = owner
    self.expiresAt = expiresAt
  }
}

/// One person signs for another until a time.
package struct Delegation: Sendable, Equatable {
  package var id: Int64
  package var from: String
  package var to: String
  /// Nil: everywhere.
  package var environment: String?
  package var until: Instant
  package var reason: String
  package var at: Instant
  package init(
    id: Int64, from: String, to: String, environment: String?, until: Instant, reason: String, at: Instant
  ) {
    self.id = id
    self.from = from
    self.to = to
    self.environment = environment
    self.until = until
    self.reason = reason
    self.at = at
  }
}

/// A person with their rights.
package struct PersonRow: Sendable, Equatable, Identifiable {
  package var id: String { person }
  package var person: String
  package var name: String
  package var team: String?
  package var isOffice: Bool
  /// Group roles without their prefix.
  package var roles: [String]
  package var logins: [String]
  /// For whom they sign now.
  package var signsFor: String?
  /// Who signs for them now.
  package var deputy: String?
  package var delegation: Int64?
  package var until: Instant?
  /// Review items they have claimed.
  package var claims: Int
  package init(
    person: String, name: String, team: String?, isOffice: Bool, roles: [String], logins: [String], signsFor: String?,
    deputy: String?, delegation: Int64?, until: Instant?, claims: Int
  ) {
    self.person = person
    self.name = name
    self.team = team
    self.isOffice = isOffice
    self.roles = roles
    self.logins = logins
    self.signsFor = signsFor
    self.deputy = deputy
    self.delegation = delegation
    self.until = until
    self.claims = claims
  }
}

/// A value a signature rested on, and what it is now; nil where it was not asked for.
package struct InputChange: Sendable, Equatable {
  package var id: String
  package var before: String?
  package var after: String?
  package init(id: String, before: String?, after: String?) {
    self.id = id
    self.before = before
    self.after = after
  }
}

/// How the signatures of a promotion stand.
package struct QuorumStanding: Sendable, Equatable {
  package var signed: Int
  package var needed: Int
  /// Persons who still can.
  package var canSign: [String]
  /// Where the request goes when too few can; nil while enough can.
  package var fallsTo: String?
  package init(signed: Int, needed: Int, canSign: [String], fallsTo: String?) {
    self.signed = signed
    self.needed = needed
    self.canSign = canSign
    self.fallsTo = fallsTo
  }
}
