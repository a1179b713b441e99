/// The few pictures our own chrome uses, each with a twin for terminals without them.
///
/// A frame may be drawn with `.unicode` throughout: the driver folds what the terminal cannot show (`asciiTwin`).
package struct Glyphs: Sendable, Equatable {
  package let tierHigh, tierMedium, tierLow: String
  package let met, unmet, notApplicable: String
  /// A second opinion is asked for; a signature; a clock; live; on.
  package let disagreement, signature, clock, live: String
  package let cursor, ellipsis, up, down, left, right, enter, separator: String
  /// Under flagged words, and where a limit runs.
  package let underline, limit: String
  package let spinner: [String]
  /// From empty to full, for a cell of a bar or a sparkline.
  package let eighths: [String]
  package let sparks: [String]

  package static let unicode = Glyphs(
    tierHigh: "▲", tierMedium: "■", tierLow: "●", met: "✓", unmet: "✗", notApplicable: "–", disagreement: "⚖",
    signature: "✍", clock: "⏱", live: "●", cursor: "›", ellipsis: "…", up: "↑", down: "↓", left: "←", right: "→",
    enter: "⏎", separator: "·", underline: "▔", limit: "┄",
    spinner: ["⠋", "⠙", "⠸", "⢰", "⣠", "⣄", "⡆", "⠇"],
    eighths: [" ", "▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"],
    sparks: ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"])

  package static let ascii = Glyphs(
    tierHigh: "#", tierMedium: "=", tierLow: "o", met: "+", unmet: "x", notApplicable: "-", disagreement: "%",
    signature: "S", clock: "t", live: "o", cursor: ">", ellipsis: "~", up: "^", down: "v", left: "<", right: ">",
    enter: "Enter", separator: ".", underline: "^", limit: ".",
    spinner: ["|", "/", "-", "\\"],
    eighths: [" ", " ", " ", "#", "#", "#", "#", "#", "#"],
    sparks: ["_", "_", ".", ".", "-", "-", "=", "#"])

  /// The two signs that stand for one where only ASCII can be shown, nil for what has no such pair: `<` alone would
  /// name another limit than `≤` does.
  package static func asciiPair(of scalar: UInt32) -> (UInt8, UInt8)? {
    switch scalar {
    case 0x2260: (UInt8(ascii: "!"), UInt8(ascii: "="))
    case 0x2264: (UInt8(ascii: "<"), UInt8(ascii: "="))
    case 0x2265: (UInt8(ascii: ">"), UInt8(ascii: "="))
    default: nil
    }
  }

  /// What a scalar becomes where only ASCII can be shown: the same width, `?` for what has no twin.
  package static func asciiTwin(of scalar: UInt32) -> UInt8 {
    switch scalar {
    case 0x20...0x7E: UInt8(scalar)
    case 0xA0, 0x2000...0x200A, 0x202F, 0x3000, 0x2800: UInt8(ascii: " ")
    case 0xB7, 0x2027, 0x2022, 0x2504, 0x2508, 0x2505: UInt8(ascii: ".")
    case 0x2010...0x2015, 0x2212, 0x2500, 0x2501, 0x254C, 0x2550: UInt8(ascii: "-")
    case 0x2502, 0x2503, 0x2506, 0x2551: UInt8(ascii: "|")
    case 0x250C...0x254B, 0x2552...0x256C, 0x256D...0x2570: UInt8(ascii: "+")
    // Letters of the West without their accents: a name stays a name.
    case 0xC0...0xFF: latin[Int(scalar) - 0xC0]
    case 0x2018, 0x2019, 0x2032: UInt8(ascii: "'")
    case 0x201C, 0x201D, 0x2033, 0xAB, 0xBB: UInt8(ascii: "\"")
    case 0x2026: UInt8(ascii: "~")
    case 0x2039, 0x2190, 0x25C0, 0x25C2, 0x25C4: UInt8(ascii: "<")
    case 0x203A, 0x2192, 0x25B6, 0x25B8, 0x25BA: UInt8(ascii: ">")
    case 0x2191, 0x25B4, 0x2594: UInt8(ascii: "^")
    // The mark of a high tier is no arrow.
    case 0x25B2: UInt8(ascii: "#")
    case 0x2193, 0x25BC, 0x25BE: UInt8(ascii: "v")
    case 0x25A0, 0x2261, 0x25AA: UInt8(ascii: "=")
    case 0x25CF, 0x25CB, 0x25E6: UInt8(ascii: "o")
    case 0x2713, 0x2714, 0xB1: UInt8(ascii: "+")
    case 0x2717, 0x2718: UInt8(ascii: "x")
    case 0x2696: UInt8(ascii: "%")
    case 0x270D: UInt8(ascii: "S")
    case 0x23F1: UInt8(ascii: "t")
    case 0x23CE: UInt8(ascii: "<")
    case 0x2581...0x2582: UInt8(ascii: "_")
    case 0x2583...0x2584: UInt8(ascii: ".")
    case 0x2585...0x2586: UInt8(ascii: "-")
    case 0x2587: UInt8(ascii: "=")
    case 0x2588...0x258D, 0x2590...0x2593: UInt8(ascii: "#")
    case 0x258E, 0x258F: UInt8(ascii: "|")
    case 0x2801...0x28FF: UInt8(ascii: "*")
    default: UInt8(ascii: "?")
    }
  }

  /// U+00C0 to U+00FF; `?` where there is no letter of one cell for it.
  private static let latin = Array("AAAAAA?CEEEEIIII?NOOOOOxOUUUUY??aaaaaa?ceeeeiiii?nooooo?ouuuuy?y".utf8)
}
