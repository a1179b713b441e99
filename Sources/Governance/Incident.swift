/// What an incident is; each runs the clocks of the rules that name it.
package enum IncidentTrait: String, Sendable, CaseIterable {
  /// Art. 3(49) of the AI Act, points (a) to (d).
  case health, infrastructure, fundamental_rights, property_environment
  case death, widespread
  /// A personal data breach by the GDPR.
  case personal_data
  /// A contract says how soon the customer is told.
  case contract
  case other

  package var words: String {
    switch self {
    case .health: "harm to health"
    case .infrastructure: "critical infrastructure"
    case .fundamental_rights: "fundamental rights"
    case .property_environment: "property or environment"
    case .death: "death"
    case .widespread: "widespread infringement"
    case .personal_data: "personal data"
    case .contract: "contract"
    case .other: "other"
    }
  }
}

/// One line of the register.
package struct IncidentRow: Sendable, Equatable, Identifiable {
  package var id: Int64
  package var title: String
  package var traits: [String]
  /// Art. 73 of the AI Act: it holds what it is about.
  package var serious: Bool
  package var isOpen: Bool
  package var awareAt: Instant
  package var openedBy: String
  package var recordedAt: Instant
  /// The first clock that nothing was reported to.
  package var nextDue: Instant?
  package var affected: Int?
  package var ticket: String?
  package init(
    id: Int64, title: String, traits: [String], serious: Bool, isOpen: Bool, awareAt: Instant, openedBy: String,
    recordedAt: Instant, nextDue: Instant?, affected: Int?, ticket: String?
  ) {
    self.id = id
    self.title = title
    self.traits = traits
    self.serious = serious
    self.isOpen = isOpen
    self.awareAt = awareAt
    self.openedBy = openedBy
    self.recordedAt = recordedAt
    self.nextDue = nextDue
    self.affected = affected
    self.ticket = ticket
  }
}

/// A duty with a time.
package struct IncidentClock: Sendable, Equatable {
  /// `ai-act-73`, `gdpr-33`, `contract`.
  package var duty: String
  package var title: String
  /// The law's article.
  package var source: String
  /// The day of the text that was read; empty when there is none.
  package var lawVersion: String
  /// What the office works to: never later than the law's end.
  package var due: Instant
  /// The latest end by Regulation 1182/71, holidays aside.
  package var ends: Instant
  package var answeredAt: Instant?
  /// `initial`, `complete`, `not_needed`.
  package var stage: String?
  package init(
    duty: String, title: String, source: String, lawVersion: String, due: Instant, ends: Instant,
    answeredAt: Instant?, stage: String?
  ) {
    self.duty = duty
    self.title = title
    self.source = source
    self.lawVersion = lawVersion
    self.due = due
    self.ends = ends
    self.answeredAt = answeredAt
    self.stage = stage
  }
}

/// Something that was done about an incident.
package struct IncidentAct: Sendable, Equatable {
  /// `open`, `classify`, `link`, `report`, `note`, `close`.
  package var act: String
  package var traits: [String]
  package var duty: String?
  package var stage: String?
  package var person: String
  package var reason: String
  package var effectiveAt: Instant
  package var recordedAt: Instant
  package init(
    act: String, traits: [String], duty: String?, stage: String?, person: String, reason: String,
    effectiveAt: Instant, recordedAt: Instant
  ) {
    self.act = act
    self.traits = traits
    self.duty = duty
    self.stage = stage
    self.person = person
    self.reason = reason
    self.effectiveAt = effectiveAt
    self.recordedAt = recordedAt
  }
}

/// What an incident is about, with the digest that was held.
package struct IncidentLink: Sendable, Equatable {
  /// `version`, `generation`.
  package var kind: String
  package var subject: String
  /// 64 hexadecimal digits.
  package var digest: String
  package init(kind: String, subject: String, digest: String) {
    self.kind = kind
    self.subject = subject
    self.digest = digest
  }
}

/// An incident with all that is on record of it.
package struct IncidentDetail: Sendable, Equatable {
  package var row: IncidentRow
  package var description: String
  package var happenedAt: Instant?
  /// The office's time zone when it was opened.
  package var zone: String
  /// As the contract gives, when one does.
  package var contractHours: Int?
  /// By what is due first.
  package var clocks: [IncidentClock]
  /// Oldest first.
  package var acts: [IncidentAct]
  package var links: [IncidentLink]
  package init(
    row: IncidentRow, description: String, happenedAt: Instant?, zone: String, contractHours: Int? = nil,
    clocks: [IncidentClock], acts: [IncidentAct], links: [IncidentLink]
  ) {
    self.row = row
    self.description = description
    self.happenedAt = happenedAt
    self.zone = zone
    self.contractHours = contractHours
    self.clocks = clocks
    self.acts = acts
    self.links = links
  }
}

/// What is told when an incident is opened.
package struct IncidentNotice: Sendable, Equatable {
  package var title: String
  package var description: String
  package var traits: [IncidentTrait]
  package var awareAt: Instant
  package var happenedAt: Instant?
  package var affected: Int?
  package var ticket: String?
  package var contractHours: Int?
  package var versions: [VersionName]
  package var generations: [String]
  package init(
    title: String, description: String, traits: [IncidentTrait], awareAt: Instant, happenedAt: Instant? = nil,
    affected: Int? = nil, ticket: String? = nil, contractHours: Int? = nil, versions: [VersionName] = [],
    generations: [String] = []
  ) {
    self.title = title
    self.description = description
    self.traits = traits
    self.awareAt = awareAt
    self.happenedAt = happenedAt
    self.affected = affected
    self.ticket = ticket
    self.contractHours = contractHours
    self.versions = versions
    self.generations = generations
  }
}
