/// Finds the slots of a prompt's text.
enum TemplateSlots {
  /// Names in order of first use, each once. `syntax` as registered: `fstring` reads `{name}`, `none` nothing,
  /// anything else `{{ name }}` as mustache and Jinja write it; control words of both are no slots.
  static func names(in text: String, _ syntax: String) -> [String] {
    switch syntax.lowercased() {
    case "none": []
    case "fstring", "f-string", "format": names(Array(text.unicodeScalars), width: 1)
    default: names(Array(text.unicodeScalars), width: 2)
    }
  }

  private static func names(_ scalars: [Unicode.Scalar], width: Int) -> [String] {
    var found: [String] = []
    var place = 0
    while place < scalars.count {
      let braces = scalars[place...].prefix { $0 == "{" }.count
      if braces == 0 {
        place += 1
        continue
      }
      place += braces
      // In a format string two braces are one brace of text.
      if braces < width || (width == 1 && braces.isMultiple(of: 2)) { continue }
      let inside = scalars[place...].prefix { $0 != "}" && $0 != "{" && $0 != "\n" }
      place += inside.count
      guard place < scalars.count, scalars[place] == "}" else { continue }
      if let name = name(in: inside), !found.contains(name) { found.append(name) }
    }
    return found
  }

  /// The identifier at the beginning, up to a filter or a format: letters, digits, `_`, `.`, `-`.
  private static func name(in inside: ArraySlice<Unicode.Scalar>) -> String? {
    var rest = inside.drop { $0 == " " }
    if let first = rest.first, first == "&" { rest = rest.dropFirst().drop { $0 == " " } }
    let name = rest.prefix {
      $0.properties.isAlphabetic || ("0"..."9").contains($0) || "_.-".unicodeScalars.contains($0)
    }
    let after = rest.dropFirst(name.count).drop { $0 == " " }.first
    guard !name.isEmpty, after == nil || after == "|" || after == ":" || after == "!" else { return nil }
    return String(String.UnicodeScalarView(name))
  }
}
