import Governance
import Terminal

extension OfficeLine {
  /// Versions that production runs and nothing approved.
  static func observed(_ faults: [ObservedFault]) -> [OfficeLine] {
    faults.map { seen in
      OfficeLine(
        pane: .attention, left: [Piece("✗ ", .failed), Piece("\(seen.subject) runs \(words(seen.why))")],
        right: [Piece(NumberWords.count(seen.calls) + (seen.calls.number == 1 ? " call" : " calls"), .dim)],
        place: seen.why == .unregistered
          ? Place(screen: .registry) : Place(screen: .registry, target: .artifact(seen.name)))
    }
  }

  /// Acts that nobody countersigned in time, and what is stopped.
  static func stops(_ summary: OfficeSummary) -> [OfficeLine] {
    let late = summary.escalated.map { act in
      OfficeLine(
        pane: .attention, left: [Piece("✗ ", .failed), Piece("not countersigned: \(act.words)")],
        right: [Piece("\(TimeWords.span(summary.now.seconds(since: act.due))) late", .failed)],
        place: Place(screen: .stops))
    }
    return late
      + summary.stops.map { stop in
        OfficeLine(
          pane: .attention, left: [Piece("! ", .warning), Piece("stopped: \(stop.subject)")],
          right: [Piece("by \(stop.stoppedBy), \(TimeWords.ago(stop.at, now: summary.now))", .dim)],
          place: Place(screen: .stops))
      }
  }

  private static func words(_ why: ObservedFault.Why) -> String {
    switch why {
    case .unregistered: "unregistered"
    case .unapproved: "unapproved"
    case .stopped: "although it is stopped"
    case .retired: "although it is retired"
    }
  }
}
