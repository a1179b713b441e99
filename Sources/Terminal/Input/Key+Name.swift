extension Key {
  /// Reads the name of a key as a person writes it: `c`, `Ctrl-R`, `Alt-x`, `F5`, `PgDn`, `Down` or `↓`.
  package init?(named text: String) {
    if let only = text.first, text.count == 1 {
      guard let named = Key.arrows[only] ?? (only == " " ? .space : nil) else {
        guard only.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value != 0x7F }) else { return nil }
        self = .character(only)
        return
      }
      self = named
      return
    }
    let small = text.lowercased()
    if let named = Key.names[small] {
      self = named
    } else if small.hasPrefix("ctrl-"), small.count == 6, let letter = small.last, letter.isASCII, letter.isLetter {
      self = .control(letter)
    } else if small.hasPrefix("alt-"), text.count == 5, let letter = text.last {
      self = .alt(letter)
    } else if small.hasPrefix("f"), let number = Int(small.dropFirst()), (1...24).contains(number) {
      self = .function(number)
    } else {
      return nil
    }
  }

  private static let arrows: [Character: Key] = ["↑": .up, "↓": .down, "←": .left, "→": .right]

  private static let names: [String: Key] = [
    "up": .up, "down": .down, "left": .left, "right": .right, "pgup": .pageUp, "pageup": .pageUp, "pgdn": .pageDown,
    "pagedown": .pageDown, "home": .home, "end": .end, "enter": .enter, "esc": .escape, "escape": .escape,
    "tab": .tab, "shift-tab": .backTab, "backspace": .backspace, "del": .delete, "delete": .delete, "ins": .insert,
    "insert": .insert, "space": .space, "ctrl-left": .wordLeft, "ctrl-←": .wordLeft, "ctrl-right": .wordRight,
    "ctrl-→": .wordRight,
  ]
}
