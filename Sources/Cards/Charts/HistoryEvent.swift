internal import Governance

/// Something that happened to a version, on a line of time.
struct HistoryEvent: Sendable, Equatable {
  var at: Instant
  var kind: Kind
  enum Kind: Sendable { case registered, measured, asked, signed, rejected, served }

  private var colour: String {
    switch kind {
    case .registered: "#59626d"
    case .measured: "#4a7fb0"
    case .asked: "#8a5400"
    case .signed: "#1c6a3c"
    case .rejected: "#9c2a1f"
    case .served: "#1d3b5c"
    }
  }

  /// Dots in order along a line, numbered; those that would touch stand one above the other.
  static func svg(_ events: [HistoryEvent]) -> String {
    guard let first = events.map(\.at).min(), let last = events.map(\.at).max() else { return "" }
    let span = Double(max(1, last.microseconds - first.microseconds))
    let (left, room) = (24.0, 672.0)
    var places: [(x: Double, level: Int)] = []
    for event in events {
      let x = left + Double(event.at.microseconds - first.microseconds) / span * room
      var level = 0
      while places.contains(where: { $0.level == level && abs($0.x - x) < 19 }) { level += 1 }
      places.append((x, level))
    }
    let levels = (places.map(\.level).max() ?? 0) + 1
    let base = Double(levels) * 20 + 4
    var drawing = SVG(width: 720, height: base + 26)
    drawing.line(left - 12, base, left + room + 12, base, stroke: "#cfd5dc", width: 2)
    for (place, event) in events.enumerated() {
      let (x, level) = places[place]
      let y = base - 10 - Double(level) * 20
      if level == 0 { drawing.line(x, y, x, base, stroke: event.colour) }
      drawing.circle(x, y, radius: 9, fill: event.colour)
      drawing.words(String(place + 1), x, y + 4, anchor: "middle", size: 11, fill: "#ffffff", weight: 600)
    }
    drawing.words(first.day, left - 12, base + 17, size: 11, fill: "#59626d")
    drawing.words(last.day, left + room + 12, base + 17, anchor: "end", size: 11, fill: "#59626d")
    return drawing.element(label: "\(events.count) events from \(first.day) to \(last.day)")
  }
}
