/// A key as it was pressed, whatever bytes the terminal sent for it.
package enum Key: Hashable, Sendable {
  case character(Character)
  /// With the letter in lower case: `control("r")`.
  case control(Character)
  case alt(Character)
  case up, down, left, right
  case pageUp, pageDown, home, end
  case enter, escape, tab, backTab, backspace, delete, insert, space
  /// Left and right by words: Ctrl or Alt with an arrow.
  case wordLeft, wordRight
  case function(Int)

  /// As help lines, footer and manual name it: `c`, `Ctrl-R`, `PgDn`, `Enter`.
  package var name: String {
    switch self {
    case .character(let character): String(character)
    case .control(let character): "Ctrl-\(character.uppercased())"
    case .alt(let character): "Alt-\(character)"
    case .up: "↑"
    case .down: "↓"
    case .left: "←"
    case .right: "→"
    case .pageUp: "PgUp"
    case .pageDown: "PgDn"
    case .home: "Home"
    case .end: "End"
    case .enter: "Enter"
    case .escape: "Esc"
    case .tab: "Tab"
    case .backTab: "Shift-Tab"
    case .backspace: "Backspace"
    case .delete: "Del"
    case .insert: "Ins"
    case .space: "Space"
    case .wordLeft: "Ctrl-←"
    case .wordRight: "Ctrl-→"
    case .function(let number): "F\(number)"
    }
  }

  /// What it types into a field; nil for keys that do something else.
  package var typed: Character? {
    switch self {
    case .character(let character): character
    case .space: " "
    default: nil
    }
  }
}
