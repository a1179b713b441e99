package import Governance

/// Where a fact was read: the one line a reader needs to find it again in the catalog.
package struct Record: Sendable, Hashable {
  /// Such as `version sha256:1f3a…` or `evaluation kyc-gold/groundedness by eval-service at 2026-11-20T02:10:00Z`.
  package var text: String

  package init(_ text: String) { self.text = text }

  package static func version(digest: String) -> Record { Record("version sha256:\(digest)") }
  package static func artifact(_ name: String) -> Record { Record("artifact \(name)") }
  package static func evaluation(_ evaluation: Evaluation) -> Record {
    Record(
      "evaluation \(evaluation.suite)/\(evaluation.metric) by \(evaluation.suppliedBy) at \(evaluation.at.rfc3339)")
  }
  package static func answer(_ answer: FactAnswer) -> Record {
    let confirmed = answer.confirmedBy.map { ", confirmed by \($0)" } ?? ""
    return Record("answer \(answer.id) by \(answer.by) at \(answer.at.rfc3339)\(confirmed)")
  }
  package static func promotion(_ id: Int64) -> Record { Record("promotion \(id)") }
  package static func pointer(_ move: PointerMove) -> Record {
    Record("pointer \(move.environment)/\(move.colour) by \(move.by) at \(move.recordedAt.rfc3339)")
  }
  package static func waiver(_ id: Int64) -> Record { Record("waiver \(id)") }
  package static func stop(_ id: Int64) -> Record { Record("stop \(id)") }
  package static func incident(_ id: Int64) -> Record { Record("incident \(id)") }
  package static func shadowRun(_ run: Int64) -> Record { Record("shadow run \(run)") }
  package static func alarm(_ id: Int64) -> Record { Record("alarm \(id)") }
  package static func generations(from: Instant, until: Instant) -> Record {
    Record("generations from \(from.rfc3339) until \(until.rfc3339)")
  }
}

/// What is known under a key, and where it was read.
package struct Statement: Sendable, Equatable {
  package enum Value: Sendable, Equatable {
    case text(String)
    case list([String])
    case pairs([NamedText])
  }
  package enum Standing: Sendable, Equatable {
    /// Read from a record, or confirmed by a second person.
    case settled
    /// One person's word.
    case unconfirmed
    /// Why it may no longer hold.
    case stale(String)
  }
  package var value: Value
  package var record: Record
  package var standing: Standing

  package init(_ value: Value, _ record: Record, _ standing: Standing = .settled) {
    self.value = value
    self.record = record
    self.standing = standing
  }
}

/// A name with a text beside it; order is the record's own.
package struct NamedText: Sendable, Equatable {
  package var name: String
  package var text: String

  package init(name: String, text: String) {
    self.name = name
    self.text = text
  }
}
