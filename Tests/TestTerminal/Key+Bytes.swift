package import Terminal

extension Key {
  /// What xterm sends for it, with cursor keys in application mode.
  package var xtermBytes: String {
    switch self {
    case .character(let character): String(character)
    case .space: " "
    case .control(let character):
      String(Character(Unicode.Scalar((character.asciiValue ?? 0x40) & 0x1F)))
    case .alt(let character): "\u{1B}\(character)"
    case .up: "\u{1B}OA"
    case .down: "\u{1B}OB"
    case .right: "\u{1B}OC"
    case .left: "\u{1B}OD"
    case .home: "\u{1B}OH"
    case .end: "\u{1B}OF"
    case .pageUp: "\u{1B}[5~"
    case .pageDown: "\u{1B}[6~"
    case .insert: "\u{1B}[2~"
    case .delete: "\u{1B}[3~"
    case .enter: "\r"
    case .escape: "\u{1B}"
    case .tab: "\t"
    case .backTab: "\u{1B}[Z"
    case .backspace: "\u{7F}"
    case .wordLeft: "\u{1B}[1;5D"
    case .wordRight: "\u{1B}[1;5C"
    case .function(let number):
      "\u{1B}"
        + (["OP", "OQ", "OR", "OS", "[15~", "[17~", "[18~", "[19~", "[20~", "[21~", "[23~", "[24~"][
          min(max(number, 1), 12) - 1])
    }
  }
}
