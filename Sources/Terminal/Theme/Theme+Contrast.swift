extension Theme {
  /// A role that is hard to read.
  package struct Faint: Sendable, Equatable {
    package var role: Role
    /// 1 to 21.
    package var contrast: Double
    package var least: Double

    package var words: String {
      func tenths(_ value: Double) -> String { "\(Int(value * 10) / 10).\(Int(value * 10) % 10)" }
      return "stands out from its ground by \(tenths(contrast)) to 1, and should by \(tenths(least))"
    }
  }

  /// What WCAG 2 asks of text (level AA) of this size.
  package static let leastContrast = 4.5

  /// Roles whose text does not reach `least`; frames, which carry no words, need 2. A role with the terminal's own
  /// colours cannot be judged.
  package func faintRoles(least: Double) -> [Faint] {
    Role.allCases.compactMap { role in
      let style = self[role]
      guard let ink = style.foreground, let paper = style.background else { return nil }
      let needed = role == .border ? 2 : least
      let contrast = ink.contrast(with: paper)
      return contrast < needed ? Faint(role: role, contrast: contrast, least: needed) : nil
    }
  }

  package var faintRoles: [Faint] { faintRoles(least: Theme.leastContrast) }
}
