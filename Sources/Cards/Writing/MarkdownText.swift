/// Text from outside as it may stand inside a line of Markdown: it shows, and does nothing else.
///
/// Escapes what could begin emphasis, code, a link or image, a table cell, a footnote, HTML, an entity or a bare
/// address (GitHub's dialect makes links of `https://` and `www.`). It goes scalar by scalar: a mark combined with
/// an asterisk does not hide the asterisk. Source: CommonMark 0.31 §2.4, GFM §6.9.
func markdownInline(_ text: String) -> String {
  let shown = visible(text, oneLine: true)
  if isPlainMarkdown(shown.utf8) { return shown }
  let scalars = Array(shown.unicodeScalars)
  var escaped = String.UnicodeScalarView()
  for (place, scalar) in scalars.enumerated() {
    switch scalar {
    case "&": escaped.append(contentsOf: "&amp;".unicodeScalars)
    case "<": escaped.append(contentsOf: "&lt;".unicodeScalars)
    case ">": escaped.append(contentsOf: "&gt;".unicodeScalars)
    case "_" where isInsideWord(scalars, place): escaped.append(scalar)
    case "\\", "`", "*", "_", "[", "]", "|", "~", "$":
      escaped.append("\\")
      escaped.append(scalar)
    case ":" where scalars[place...].starts(with: "://".unicodeScalars), "." where endsInWWW(scalars[..<place]):
      escaped.append("\\")
      escaped.append(scalar)
    default: escaped.append(scalar)
    }
  }
  return String(escaped)
}

/// Whether nothing in a text can mean anything: most names and sentences.
private func isPlainMarkdown(_ bytes: String.UTF8View) -> Bool {
  var previous: UInt8 = 0x20
  for byte in bytes {
    switch byte {
    case 0x26, 0x3C, 0x3E, 0x5C, 0x60, 0x2A, 0x5F, 0x5B, 0x5D, 0x7C, 0x7E, 0x24: return false
    case 0x2E where previous | 0x20 == 0x77: return false  // w.
    case 0x2F where previous == 0x3A: return false  // :/
    default: previous = byte
    }
  }
  return true
}

/// `customer_file` is no emphasis; only an underscore with something else on a side may be.
private func isInsideWord(_ scalars: [Unicode.Scalar], _ place: Int) -> Bool {
  func isWord(_ place: Int) -> Bool {
    scalars.indices.contains(place) && scalars[place].isASCII
      && (scalars[place].properties.isAlphabetic || ("0"..."9").contains(scalars[place]))
  }
  return isWord(place - 1) && isWord(place + 1)
}

private func endsInWWW(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
  scalars.count >= 3 && scalars.suffix(3).allSatisfy { $0 == "w" || $0 == "W" }
}

/// Text of any number of lines as paragraphs: line ends stay as line breaks, and no line can begin a heading, a
/// list, a quotation, a rule, indented code or a table.
func markdownParagraph(_ text: String) -> String {
  var paragraphs: [[String]] = [[]]
  for line in visible(text).split(separator: "\n", omittingEmptySubsequences: false) {
    let shown = markdownInline(String(line)).trimmingBlanks()
    if shown.isEmpty {
      paragraphs.append([])
    } else {
      paragraphs[paragraphs.count - 1].append(guardedStart(shown))
    }
  }
  return paragraphs.filter { !$0.isEmpty }.map { $0.joined(separator: "\\\n") }.joined(separator: "\n\n")
}

/// `#`, `-`, `+` and `=` at the beginning of a line, and the point or bracket of `1.`, lose their meaning.
func guardedStart(_ line: String) -> String {
  if let first = line.unicodeScalars.first, "#-+=".unicodeScalars.contains(first) { return "\\" + line }
  let digits = line.unicodeScalars.prefix { ("0"..."9").contains($0) }
  let rest = line.unicodeScalars.dropFirst(digits.count)
  if !digits.isEmpty, let mark = rest.first, mark == "." || mark == ")" { return "\(String(digits))\\\(String(rest))" }
  return line
}

/// Text shown as it is in a fenced block; the fence is longer than any run of backticks in it.
func markdownFence(_ text: String, language: String = "text") -> String {
  let shown = visible(text)
  var longest = 0
  var run = 0
  for scalar in shown.unicodeScalars {
    run = scalar == "`" ? run + 1 : 0
    longest = max(longest, run)
  }
  let fence = String(repeating: "`", count: max(3, longest + 1))
  return "\(fence)\(language)\n\(shown)\(shown.unicodeScalars.last == "\n" ? "" : "\n")\(fence)"
}

extension String {
  /// Without blanks and tabs at either end.
  func trimmingBlanks() -> String {
    let isBlank: (Unicode.Scalar) -> Bool = { $0 == " " || $0 == "\t" }
    var middle = unicodeScalars.drop(while: isBlank)
    while let last = middle.last, isBlank(last) { middle.removeLast() }
    return String(middle)
  }
}
