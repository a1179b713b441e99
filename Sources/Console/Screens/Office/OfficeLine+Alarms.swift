import Governance
import Terminal

extension OfficeLine {
  /// What monitors and shadow runs called, newest first. Of those that a test called at most 5 % are false, expected.
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
            (alarm.kind == "drift" ? "≤ 5 % false  " : "")
              + TimeWords.span(max(0, summary.now.seconds(since: alarm.at))), .dim)
        ],
        place: alarm.kind == "shadow"
          ? Place(screen: .shadow) : Place(screen: .drift, target: .artifact(alarm.artifact)))
    }
  }
}
