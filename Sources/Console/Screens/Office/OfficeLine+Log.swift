import Governance
import Terminal

extension OfficeLine {
  /// What is wrong with the log: rows that wait too long for their seal, places outside that take no checkpoints.
  static func log(_ summary: OfficeSummary) -> [OfficeLine] {
    guard let overview = summary.log else { return [] }
    var lines: [OfficeLine] = []
    func add(_ words: String) {
      lines.append(
        OfficeLine(pane: .attention, left: [Piece("✗ ", .failed), Piece(words)], place: Place(screen: .activity)))
    }
    let standing = overview.standing
    if standing.isLate {
      let isOne = standing.waiting == 1
      add(
        "\(waiting(standing)) \(isOne ? "row is" : "rows are") not sealed, the oldest for \(TimeWords.span(standing.lag))"
      )
    }
    for place in overview.places where place.isAlarming {
      add("\(place.name) has missed \(NumberWords.grouped(place.missed)) checkpoints")
    }
    return lines
  }

  /// How far the log is sealed.
  static func seal(_ summary: OfficeSummary) -> [OfficeLine] {
    guard let standing = summary.log?.standing else { return [] }
    var left = [Piece("log sealed to \(NumberWords.grouped(standing.size))")]
    if standing.waiting > 0 {
      left.append(
        Piece(
          ", \(waiting(standing)) not yet (oldest \(TimeWords.span(standing.lag)))", standing.isLate ? .failed : .text))
    }
    left.append(
      standing.checkpointAt.map { Piece(", checkpoint \(TimeWords.ago($0, now: standing.at))", .dim) }
        ?? Piece(", no checkpoint yet", .warning))
    return [OfficeLine(pane: .quarter, left: left, place: Place(screen: .activity))]
  }

  /// The same in few words, for the end of a line.
  static func shortSeal(_ summary: OfficeSummary) -> [Piece] {
    guard let standing = summary.log?.standing else { return [] }
    guard standing.waiting > 0 else { return [Piece(", all sealed")] }
    return [
      Piece(
        ", \(waiting(standing)) not sealed (\(TimeWords.span(standing.lag)))", standing.isLate ? .failed : .text)
    ]
  }

  private static func waiting(_ standing: LogStanding) -> String {
    standing.waiting > 10_000 ? "more than 10 000" : NumberWords.grouped(standing.waiting)
  }
}
