internal import Governance

/// A drawing as text: lengths in tenths, so that the same drawing is the same bytes.
struct SVG {
  private(set) var text = ""
  let width: Double
  let height: Double

  init(width: Double, height: Double) {
    self.width = width
    self.height = height
  }

  mutating func rectangle(_ x: Double, _ y: Double, _ width: Double, _ height: Double, fill: String, radius: Double = 0)
  {
    let corner = radius > 0 ? " rx=\"\(tenths(radius))\"" : ""
    text +=
      "<rect x=\"\(tenths(x))\" y=\"\(tenths(y))\" width=\"\(tenths(max(0, width)))\" height=\"\(tenths(height))\"\(corner) fill=\"\(fill)\"/>"
  }

  mutating func line(
    _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, stroke: String, width: Double = 1, dash: String = ""
  ) {
    let pattern = dash.isEmpty ? "" : " stroke-dasharray=\"\(dash)\""
    text +=
      "<line x1=\"\(tenths(x1))\" y1=\"\(tenths(y1))\" x2=\"\(tenths(x2))\" y2=\"\(tenths(y2))\" stroke=\"\(stroke)\" stroke-width=\"\(tenths(width))\"\(pattern)/>"
  }

  mutating func circle(_ x: Double, _ y: Double, radius: Double, fill: String) {
    text += "<circle cx=\"\(tenths(x))\" cy=\"\(tenths(y))\" r=\"\(tenths(radius))\" fill=\"\(fill)\"/>"
  }

  /// `words` may come from outside; what is longer than `columns` ends in an ellipsis, since the whole stands in a table.
  mutating func words(
    _ words: String, _ x: Double, _ y: Double, anchor: String = "start", size: Double = 12, fill: String = "#1b2026",
    weight: Int = 400, columns: Int = 200
  ) {
    let shown = words.count > columns ? words.prefix(columns - 1) + "…" : words[...]
    text +=
      "<text x=\"\(tenths(x))\" y=\"\(tenths(y))\" text-anchor=\"\(anchor)\" font-size=\"\(tenths(size))\" font-weight=\"\(weight)\" fill=\"\(fill)\">\(htmlText(String(shown), oneLine: true))</text>"
  }

  func element(label: String) -> String {
    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(tenths(width)) \(tenths(height))\" width=\"\(tenths(width))\" height=\"\(tenths(height))\" role=\"img\" aria-label=\"\(htmlText(label, oneLine: true))\" font-family=\"Liberation Sans, Arial, sans-serif\">\(text)</svg>"
  }

  private func tenths(_ value: Double) -> String {
    let whole =
      Int((value.isFinite ? value : 0).rounded(.down) * 10)
      + Int(((value.isFinite ? value : 0) - (value.isFinite ? value : 0).rounded(.down)) * 10 + 0.5)
    return whole % 10 == 0 ? String(whole / 10) : "\(whole / 10).\(whole % 10)"
  }
}

/// How much of what is obligatory is on record.
struct Meter {
  /// 0…1.
  let share: Double

  var svg: String {
    var drawing = SVG(width: 180, height: 10)
    drawing.rectangle(0, 0, 180, 10, fill: "#e3e8ee", radius: 5)
    if share > 0 {
      drawing.rectangle(0, 0, max(10, 180 * share), 10, fill: share >= 1 ? "#1c6a3c" : "#1d3b5c", radius: 5)
    }
    return drawing.element(label: "\(Int((share * 100).rounded(.down))) % complete")
  }
}
