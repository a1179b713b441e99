/// Makes characters that act instead of showing into escapes such as `\u{202E}`.
///
/// Kept as they are: everything that shows, and the two joiners U+200C and U+200D, without which Persian and many
/// emoji are misspelt. Line ends are LF afterwards; with `oneLine` they become a blank, and so does a tab.
func visible(_ text: String, oneLine: Bool = false) -> String {
  // Most text is of ASCII that shows.
  if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) || ($0 == 0x0A && !oneLine) }) { return text }
  var shown = String.UnicodeScalarView()
  var previous: Unicode.Scalar = " "
  for scalar in text.unicodeScalars {
    defer { previous = scalar }
    switch scalar {
    case "\n":
      if previous == "\r" { continue }
      shown.append(oneLine ? " " : "\n")
    case "\r": shown.append(oneLine ? " " : "\n")
    case "\t": shown.append(oneLine ? " " : "\t")
    default:
      if actsInsteadOfShowing(scalar) {
        shown.append(contentsOf: "\\u{\(String(scalar.value, radix: 16, uppercase: true))}".unicodeScalars)
      } else {
        shown.append(scalar)
      }
    }
  }
  return String(shown)
}

/// Controls, bidirectional controls, invisible separators, tags and what Unicode has set aside.
func actsInsteadOfShowing(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x00...0x1F, 0x7F...0x9F: true  // C0 and C1
  case 0xAD, 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B...0x180F, 0x3164, 0xFFA0: true  // drawn as nothing
  case 0x061C, 0x200B, 0x200E, 0x200F, 0x2028...0x202E, 0x2060...0x206F: true  // direction, zero width
  case 0xFDD0...0xFDEF, 0xFEFF, 0xFFF0...0xFFFB: true
  case 0xE0000...0xE0FFF: true  // tags and variation selectors that can carry hidden text
  case let value where value & 0xFFFE == 0xFFFE: true  // noncharacters
  default: false
  }
}
