import Governance
import Terminal

extension StopsScreen {
  static let columns: [ListColumn<ServingAct>] = [
    ListColumn("state", 11...11, value: \.stateWord) { row, sight in [row.state(at: sight.now)] },
    ListColumn("what", 40...60, grows: true, value: \.words),
    ListColumn("due", 11...14, align: .right, value: { $0.due?.rfc3339 ?? "" }) { row, sight in
      [row.left(at: sight.now)]
    },
    ListColumn("by", 14...16, as: .dim, value: \.by),
    ListColumn("when", 11...12, align: .right, value: \.at.rfc3339) { row, sight in
      [Piece(TimeWords.ago(row.at, now: sight.now), .dim)]
    },
    ListColumn("reason", 16...40, grows: true, as: .dim, value: \.reason),
    ListColumn("number", 6...8, align: .right, isUsual: false, as: .dim, value: \.number),
  ]
}

extension ServingAct {
  fileprivate var words: String {
    switch self {
    case .confirmation(let row): row.words
    case .stop(let row): row.subject
    case .waiver(let row): row.subject
    }
  }

  fileprivate var stateWord: String {
    switch self {
    case .confirmation(let row): row.state.rawValue
    case .stop(let row): row.isLifted ? "lifted" : "stopped"
    case .waiver(let row): row.state.rawValue
    }
  }

  fileprivate var number: String {
    switch self {
    case .confirmation(let row): "\(row.id)"
    case .stop(let row): "\(row.id)"
    case .waiver(let row): "\(row.id)"
    }
  }

  fileprivate var reason: String {
    switch self {
    case .confirmation(let row): row.reason
    case .stop(let row): row.reason
    case .waiver(let row): row.reason
    }
  }

  /// Who did it or asked for it, or who has answered.
  fileprivate var by: String {
    switch self {
    case .confirmation(let row): row.state == .open ? row.askedBy : row.changedBy
    case .stop(let row): row.stoppedBy
    case .waiver(let row): row.askedBy
    }
  }

  fileprivate var at: Instant {
    switch self {
    case .confirmation(let row): row.state == .open ? row.at : row.changedAt
    case .stop(let row): row.at
    case .waiver(let row): row.at
    }
  }

  /// When it is to be answered, or ends.
  fileprivate var due: Instant? {
    switch self {
    case .confirmation(let row): row.state == .open ? row.due : nil
    case .stop: nil
    case .waiver(let row): row.expiresAt
    }
  }

  fileprivate func state(at now: Instant) -> Piece {
    switch self {
    case .stop(let row): row.isLifted ? Piece("– lifted", .dim) : Piece("✗ stopped", .failed)
    case .waiver(let row):
      switch row.state {
      case .asked: Piece("✍ asked", .warning)
      case .granted: row.expiresAt < now ? Piece("– ended", .dim) : Piece("✓ granted", .ok)
      case .refused: Piece("✗ refused", .failed)
      case .withdrawn: Piece("– withdrawn", .dim)
      }
    case .confirmation(let row):
      switch row.state {
      case .open: row.isEscalated(at: now) ? Piece("✗ late", .failed) : Piece("✍ open", .warning)
      case .confirmed: Piece("✓ signed", .ok)
      case .refused: Piece("✗ rejected", .failed)
      case .withdrawn: Piece("– withdrawn", .dim)
      }
    }
  }

  fileprivate func left(at now: Instant) -> Piece {
    guard let due else { return Piece("") }
    if case .confirmation(let row) = self, row.isEscalated(at: now) {
      return Piece("\(TimeWords.span(now.seconds(since: due))) late", .failed)
    }
    return due < now ? Piece("") : Piece("\(TimeWords.left(until: due, now: now)) left", .dim)
  }
}
