import Foundation
import Glibc

/// One line of a measurement: ours, beside the peer's in the same run.
struct Figure: Sendable {
  enum Unit: String, Sendable {
    case milliseconds = "ms", perSecond = "/s", bytes = "B", mebibytes = "MiB", percent = "%"
    case count = ""
  }
  /// What ours over the peer's should be.
  enum Goal: Sendable { case atLeast(Double), atMost(Double) }

  var what: String
  var ours: Double
  var peer: Double?
  var unit: Unit
  var goal: Goal?
  /// What the peer is, or what else should be known.
  var note = ""
}

enum FigureTable {
  static func print(_ figure: Figure) {
    let ratio = figure.peer.map { figure.ours / $0 }
    let goal =
      switch figure.goal {
      case .atLeast(let limit): "≥ \(number(limit))"
      case .atMost(let limit): "≤ \(number(limit))"
      case nil: ""
      }
    let cells = [
      left(figure.what, 44), right(number(figure.ours), 10), right(figure.peer.map(number) ?? "", 10),
      left(figure.unit.rawValue, 4), right(ratio.map { "× " + number($0) } ?? "", 8), left(goal, 7), figure.note,
    ]
    var line = "  " + cells.joined(separator: " ")
    while line.hasSuffix(" ") { line.removeLast() }
    Swift.print(line)
    fflush(nil)
  }

  static func number(_ value: Double) -> String {
    value >= 1000
      ? String(Int(value.rounded())) : String(format: value >= 100 ? "%.0f" : value >= 10 ? "%.1f" : "%.2f", value)
  }

  private static func left(_ text: String, _ columns: Int) -> String {
    text + String(repeating: " ", count: max(0, columns - text.count))
  }
  private static func right(_ text: String, _ columns: Int) -> String {
    String(repeating: " ", count: max(0, columns - text.count)) + text
  }
}
