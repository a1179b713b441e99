/// How many colours a terminal has, and which of them comes nearest to a theme's.
package enum Palette: Sendable, Equatable {
  case none
  case eight
  case sixteen
  /// The 6 × 6 × 6 cube and the greys; the first sixteen are the user's own and are not used.
  case indexed
  /// Any colour, by its value.
  case direct

  package init(colors: Int, direct: Bool) {
    self = direct ? .direct : colors >= 256 ? .indexed : colors >= 16 ? .sixteen : colors >= 8 ? .eight : .none
  }

  /// The first sixteen as xterm shows them.
  static let first: [Color] = [
    Color(0, 0, 0), Color(205, 0, 0), Color(0, 205, 0), Color(205, 205, 0), Color(0, 0, 238), Color(205, 0, 205),
    Color(0, 205, 205), Color(229, 229, 229), Color(127, 127, 127), Color(255, 0, 0), Color(0, 255, 0),
    Color(255, 255, 0), Color(92, 92, 255), Color(255, 0, 255), Color(0, 255, 255), Color(255, 255, 255),
  ]

  /// The colour behind a number, as xterm shows it.
  package static func color(_ number: Int) -> Color {
    if number < 16 { return first[max(0, number)] }
    if number >= 232 {
      let grey = UInt8(min(8 + (number - 232) * 10, 238))
      return Color(grey, grey, grey)
    }
    let steps: [UInt8] = [0, 95, 135, 175, 215, 255]
    let index = number - 16
    return Color(steps[index / 36], steps[index / 6 % 6], steps[index % 6])
  }

  /// The numbers a style is drawn with; -1 is the terminal's own.
  ///
  /// Where the nearest numbers would be hard to tell apart (contrast under 3), the foreground gives way to black or white.
  func numbers(of style: Style) -> (foreground: Int, background: Int) {
    let foreground = style.foreground.map { nearest(to: $0) } ?? -1
    let background = style.background.map { nearest(to: $0) } ?? -1
    guard self == .eight || self == .sixteen, foreground >= 0, background >= 0 else { return (foreground, background) }
    let ground = Palette.color(background)
    guard Palette.color(foreground).contrast(with: ground) < 3 else { return (foreground, background) }
    let white = self == .eight ? 7 : 15
    let black = ground.contrast(with: Palette.color(0)) > ground.contrast(with: Palette.color(white))
    return (black ? 0 : white, background)
  }

  private func nearest(to color: Color) -> Int {
    let candidates: Range<Int>
    switch self {
    case .none: return -1
    // 0 to 7 stay the terminal's palette where colours go by value.
    case .direct: return max(8, Int(color.packed))
    case .indexed: candidates = 16..<256
    case .sixteen: candidates = 0..<16
    case .eight: candidates = 0..<8
    }
    var best = candidates.lowerBound
    var distance = Int.max
    for number in candidates {
      let this = Palette.color(number).distance(to: color)
      if this < distance { (best, distance) = (number, this) }
    }
    return best
  }
}
