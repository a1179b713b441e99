/// How a role is drawn. A missing colour is the terminal's own.
package struct Style: Sendable, Equatable {
  package var foreground: Color?
  package var background: Color?
  package var attributes: Attributes

  package init(foreground: Color? = nil, background: Color? = nil, attributes: Attributes = []) {
    self.foreground = foreground
    self.background = background
    self.attributes = attributes
  }
}

/// The bits of `cn_attribute`.
package struct Attributes: OptionSet, Sendable, Hashable {
  package let rawValue: UInt8

  package init(rawValue: UInt8) { self.rawValue = rawValue }

  package static let bold = Attributes(rawValue: 1)
  package static let dim = Attributes(rawValue: 2)
  package static let italic = Attributes(rawValue: 4)
  package static let underline = Attributes(rawValue: 8)
  package static let reverse = Attributes(rawValue: 16)

  static let names: [(String, Attributes)] = [
    ("bold", .bold), ("dim", .dim), ("italic", .italic), ("underline", .underline), ("reverse", .reverse),
  ]
}

/// Colours and attributes for every role.
package struct Theme: Sendable, Equatable {
  package let name: String
  package let about: String
  private let styles: [Style]

  /// Every role must have a style; one that has none takes that of `.text`.
  package init(name: String, about: String, styles: [Role: Style]) {
    self.name = name
    self.about = about
    self.styles = Role.allCases.map { styles[$0] ?? styles[.text] ?? Style() }
  }

  package subscript(role: Role) -> Style { styles[Int(role.rawValue)] }
}
