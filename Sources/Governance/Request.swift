/// What somebody outside asks of the office, with its clock.
package struct RequestRow: Sendable, Equatable, Identifiable {
  package enum Kind: String, Sendable, CaseIterable {
    case authority, auditor
    /// A person whose data it is.
    case data_subject
  }
  package var id: Int64
  package var kind: Kind
  package var askedBy: String
  package var what: String
  /// The artifact it is about; empty for the office as a whole.
  package var scope: String
  package var receivedAt: Instant
  /// The law's article, or in words who says so.
  package var source: String
  /// What the office works to.
  package var due: Instant
  /// The latest end by Regulation 1182/71, holidays aside.
  package var ends: Instant
  package var zone: String
  package var openedBy: String
  package var recordedAt: Instant
  /// `open`, `answered`, `refused`.
  package var state: String
  package var answeredAt: Instant?
  /// How many things were handed out.
  package var handed: Int
  package init(
    id: Int64, kind: Kind, askedBy: String, what: String, scope: String, receivedAt: Instant, source: String,
    due: Instant, ends: Instant, zone: String, openedBy: String, recordedAt: Instant, state: String,
    answeredAt: Instant?, handed: Int
  ) {
    self.id = id
    self.kind = kind
    self.askedBy = askedBy
    self.what = what
    self.scope = scope
    self.receivedAt = receivedAt
    self.source = source
    self.due = due
    self.ends = ends
    self.zone = zone
    self.openedBy = openedBy
    self.recordedAt = recordedAt
    self.state = state
    self.answeredAt = answeredAt
    self.handed = handed
  }
}

/// Something that was done about a request.
package struct RequestAct: Sendable, Equatable {
  /// `open`, `extend`, `hand_out`, `note`, `answer`, `refuse`.
  package var act: String
  /// With `extend`: when it is due from then on.
  package var due: Instant?
  package var pack: Int64?
  /// What was handed out, in words.
  package var handed: String?
  /// 64 hexadecimal digits.
  package var digest: String?
  package var person: String
  package var reason: String
  package var effectiveAt: Instant
  package var recordedAt: Instant
  package init(
    act: String, due: Instant?, pack: Int64?, handed: String?, digest: String?, person: String, reason: String,
    effectiveAt: Instant, recordedAt: Instant
  ) {
    self.act = act
    self.due = due
    self.pack = pack
    self.handed = handed
    self.digest = digest
    self.person = person
    self.reason = reason
    self.effectiveAt = effectiveAt
    self.recordedAt = recordedAt
  }
}

/// What is told when a request is opened.
package struct RequestNotice: Sendable, Equatable {
  package var kind: RequestRow.Kind
  package var askedBy: String
  package var what: String
  package var receivedAt: Instant
  package var scope: String
  /// Needed where no law gives a time.
  package var due: Instant?
  package init(
    kind: RequestRow.Kind, askedBy: String, what: String, receivedAt: Instant, scope: String = "", due: Instant? = nil
  ) {
    self.kind = kind
    self.askedBy = askedBy
    self.what = what
    self.receivedAt = receivedAt
    self.scope = scope
    self.due = due
  }
}
