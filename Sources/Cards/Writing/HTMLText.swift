/// Text from outside as it may stand in HTML or SVG, between tags or inside a quoted attribute: it shows, and does
/// nothing else.
///
/// Characters that act instead of showing become escapes first (`visible`), so that no control and no bidirectional
/// override reaches a reader. Line ends stay unless `oneLine`.
func htmlText(_ text: String, oneLine: Bool = false) -> String {
  let shown = visible(text, oneLine: oneLine)
  if !shown.utf8.contains(where: { [0x22, 0x26, 0x27, 0x3C, 0x3E].contains($0) }) { return shown }
  var escaped = ""
  escaped.reserveCapacity(shown.utf8.count + 16)
  for scalar in shown.unicodeScalars {
    switch scalar {
    case "&": escaped += "&amp;"
    case "<": escaped += "&lt;"
    case ">": escaped += "&gt;"
    case "\"": escaped += "&quot;"
    case "'": escaped += "&#39;"
    default: escaped.unicodeScalars.append(scalar)
    }
  }
  return escaped
}

/// The same in an element that keeps its direction to itself: a name written from right to left turns nothing around it.
func htmlIsolated(_ text: String) -> String { "<bdi>\(htmlText(text, oneLine: true))</bdi>" }
