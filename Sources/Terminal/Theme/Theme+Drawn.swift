/// A role as a terminal with so many colours draws it. -1 is the terminal's own colour.
struct DrawnStyle: Sendable, Equatable {
  var foreground: Int
  var background: Int
  var attributes: Attributes
}

extension Theme {
  /// What becomes of a role on a palette.
  ///
  /// With 8 or 16 colours a ground of its own may come out as the ground of everything else; it is then told by turning
  /// colours round or by underlining. Black is not made bold there: many terminals draw bold black as grey.
  func drawn(_ role: Role, on palette: Palette) -> DrawnStyle {
    let style = self[role]
    let numbers = palette.numbers(of: style)
    var drawn = DrawnStyle(
      foreground: numbers.foreground, background: numbers.background, attributes: style.attributes)
    guard palette == .eight || palette == .sixteen else { return drawn }
    if style.background != self[.text].background, drawn.background == palette.numbers(of: self[.text]).background {
      switch role {
      case .footer, .footerKey: break
      case .selectedUnfocused, .input: drawn.attributes.insert(.underline)
      default: drawn.attributes.insert(.reverse)
      }
    }
    if role == .selected, drawn.background == palette.numbers(of: self[.selectedUnfocused]).background {
      drawn.attributes.insert(.reverse)
    }
    if drawn.foreground == 0 { drawn.attributes.remove(.bold) }
    return drawn
  }
}
