import Governance
import Terminal

extension OfficeLine {
  /// What monitors and shadow runs called, newest first. `p ≤ 5 %`: a figure that does not change is ever called by a test
  /// with that chance at most, however often it is looked at. It is said of each line: alarms that stand are not all that
  /// were called, so of their share of false ones nothing is promised.
  static func alarms(_ summary: OfficeSummary) -> [OfficeLine] {
    summary.alarms.map { alarm in
      OfficeLine(
        pane: .attention,
        left: [
          Piece("✗ ", .failed),
          Piece("\(alarm.artifact) \(NameWords.version(alarm.label))  \(alarm.words)"),
        ],
        right: [
          Piece(
            (alarm.kind == "drift" ? "p ≤ 5 %  " : "")
              + TimeWords.span(max(0, summary.now.seconds(since: alarm.at))), .dim)
        ],
        place: alarm.kind == "shadow"
          ? Place(screen: .shadow) : Place(screen: .drift, target: .artifact(alarm.artifact)))
    }
  }
}
