/// A measured value beside the limit it should keep.
struct FigureBar: Sendable, Equatable {
  /// `suite · metric`.
  var name: String
  var value: Double
  var limit: Double
  var atLeast: Bool
  var isMet: Bool { atLeast ? value >= limit : value <= limit }

  /// One row a figure: name, bar with the limit as a line across it, value, and whether it is met.
  static func svg(_ bars: [FigureBar]) -> String {
    let (left, room, row) = (230.0, 330.0, 26.0)
    var drawing = SVG(width: 720, height: Double(bars.count) * row + 22)
    for (place, bar) in bars.enumerated() {
      let y = Double(place) * row + 6
      let top = max(abs(bar.value), abs(bar.limit), .leastNormalMagnitude) * 1.12
      let length = min(1, max(0, bar.value / top)) * room
      let mark = left + min(1, max(0, bar.limit / top)) * room
      drawing.words(bar.name, left - 10, y + 13, anchor: "end", columns: 36)
      drawing.rectangle(left, y + 2, room, 14, fill: "#eef1f4")
      drawing.rectangle(left, y + 2, length, 14, fill: bar.isMet ? "#4a7fb0" : "#b8473b")
      drawing.line(mark, y - 1, mark, y + 19, stroke: "#1b2026", width: 1.6)
      drawing.words(numberText(bar.value), left + room + 10, y + 13, weight: 600, columns: 12)
      drawing.words(
        "\(bar.isMet ? "✓ met" : "✗ not met"), \(bar.atLeast ? "≥" : "≤") \(numberText(bar.limit))", 720, y + 13,
        anchor: "end", size: 11, fill: bar.isMet ? "#1c6a3c" : "#9c2a1f", columns: 26)
    }
    let foot = Double(bars.count) * row + 8
    drawing.line(left, foot, left, foot + 10, stroke: "#1b2026", width: 1.6)
    drawing.words("the limit", left + 6, foot + 10, size: 11, fill: "#59626d")
    return drawing.element(label: "\(bars.count) figures, \(bars.count(where: \.isMet)) of them within their limits")
  }
}
