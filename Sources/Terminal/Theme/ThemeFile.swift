import BoundedYAML
import Yams

extension Theme {
  /// Reads a theme.
  ///
  /// ```yaml
  /// name: dark
  /// about: Light words on a dark ground.
  /// colors: {ink: "#d7dae0", paper: "#15181e"}
  /// roles:
  ///   text: {fg: ink, bg: paper}
  ///   title: {fg: "#ffffff", attributes: [bold]}
  /// ```
  /// A colour is `#rrggbb`, a name from `colors`, or `default` for the terminal's own. A role without `bg` or `fg`
  /// takes that of `text`. Every role must be there.
  ///
  /// - Throws: `theme.not-yaml`, `theme.unknown-entry`, `theme.bad-color`, `theme.bad-attribute`, `theme.incomplete`,
  ///   each naming file and line.
  package init(yaml: String, from file: String) throws(TerminalProblem) {
    let document: Node?
    do {
      document = try boundedYAML(yaml)
    } catch {
      throw .themeNotYaml(file, "\(error)")
    }
    guard let top = document?.mapping else { throw .themeNotYaml(file, "It is not a mapping.") }
    var reader = ThemeReader(file: file)
    try reader.read(top)
    self.init(name: reader.name, about: reader.about, styles: reader.styles)
  }
}

private struct ThemeReader {
  let file: String
  var name = ""
  var about = ""
  var colors: [String: Color] = [:]
  var styles: [Role: Style] = [:]

  static let roles = Dictionary(uniqueKeysWithValues: Role.allCases.map { ("\($0)", $0) })

  mutating func read(_ top: Node.Mapping) throws(TerminalProblem) {
    for (key, value) in top {
      switch key.string {
      case "name": name = value.string ?? ""
      case "about": about = value.string ?? ""
      case "colors": try readColors(value)
      case "roles": break
      default: throw .themeUnknown(place(key), key.string ?? "?", known: ["name", "about", "colors", "roles"])
      }
    }
    guard let roles = top["roles"]?.mapping else { throw .themeIncomplete(file, Role.allCases.map { "\($0)" }) }
    guard let text = roles["text"] else { throw .themeIncomplete(file, ["text"]) }
    let base = try style(text, over: Style())
    for (key, value) in roles {
      guard let role = ThemeReader.roles[key.string ?? ""] else {
        throw .themeUnknown(place(key), key.string ?? "?", known: ThemeReader.roles.keys.sorted())
      }
      let ground = Style(foreground: base.foreground, background: base.background)
      styles[role] = try style(value, over: ground)
    }
    let missing = Role.allCases.filter { styles[$0] == nil }.map { "\($0)" }
    if !missing.isEmpty { throw .themeIncomplete(file, missing) }
  }

  private mutating func readColors(_ node: Node) throws(TerminalProblem) {
    guard let mapping = node.mapping else { throw .themeNotYaml(place(node), "`colors` is not a mapping.") }
    for (key, value) in mapping {
      guard let name = key.string, let text = value.string, let color = Color(hex: text) else {
        throw .themeColor(place(value), value.string ?? "?", known: [])
      }
      colors[name] = color
    }
  }

  private func style(_ node: Node, over ground: Style) throws(TerminalProblem) -> Style {
    guard let mapping = node.mapping else { throw .themeNotYaml(place(node), "A role is not a mapping.") }
    var style = ground
    for (key, value) in mapping {
      switch key.string {
      case "fg": style.foreground = try color(value)
      case "bg": style.background = try color(value)
      case "attributes":
        for item in value.sequence ?? [] {
          guard let known = Attributes.names.first(where: { $0.0 == item.string }) else {
            throw .themeAttribute(place(item), item.string ?? "?")
          }
          style.attributes.insert(known.1)
        }
      default: throw .themeUnknown(place(key), key.string ?? "?", known: ["fg", "bg", "attributes"])
      }
    }
    return style
  }

  private func color(_ node: Node) throws(TerminalProblem) -> Color? {
    guard let text = node.string else { throw .themeColor(place(node), "?", known: colors.keys.sorted()) }
    if text == "default" { return nil }
    if let color = colors[text] ?? Color(hex: text) { return color }
    throw .themeColor(place(node), text, known: colors.keys.sorted())
  }

  private func place(_ node: Node) -> String { node.mark.map { "\(file), line \($0.line)" } ?? file }
}

extension TerminalProblem {
  static func themeNotYaml(_ place: String, _ detail: String) -> TerminalProblem {
    TerminalProblem(
      "theme.not-yaml", happened: "The theme in \(place) cannot be read.", because: detail,
      remedy: "Begin with a copy of one of the themes that come with countersign.")
  }

  static func themeUnknown(_ place: String, _ entry: String, known: [String]) -> TerminalProblem {
    TerminalProblem(
      "theme.unknown-entry", happened: "\(place) has an entry '\(entry)' that no theme knows.",
      because: "Known here: \(known.joined(separator: ", ")).",
      remedy: nearest(to: entry, among: known).map { "Did you mean '\($0)'?" } ?? "Take it out.")
  }

  static func themeColor(_ place: String, _ text: String, known: [String]) -> TerminalProblem {
    TerminalProblem(
      "theme.bad-color", happened: "\(place) names a colour '\(text)' that is none.",
      because: known.isEmpty ? "" : "Named colours here: \(known.joined(separator: ", ")).",
      remedy: "Write #rrggbb, a name from `colors`, or default.")
  }

  static func themeAttribute(_ place: String, _ text: String) -> TerminalProblem {
    TerminalProblem(
      "theme.bad-attribute", happened: "\(place) has an attribute '\(text)' that is none.",
      remedy: "Use \(Attributes.names.map(\.0).joined(separator: ", ")).")
  }

  static func themeIncomplete(_ file: String, _ missing: [String]) -> TerminalProblem {
    TerminalProblem(
      "theme.incomplete", happened: "The theme in \(file) leaves out \(missing.joined(separator: ", ")).",
      remedy: "Add these roles.")
  }

  /// The known word that takes the fewest changes of a letter, if it takes few.
  private static func nearest(to word: String, among known: [String]) -> String? {
    let ranked = known.map { ($0, changes(word, $0)) }.min { $0.1 < $1.1 }
    return ranked.flatMap { $0.1 <= max(2, word.count / 3) ? $0.0 : nil }
  }

  private static func changes(_ one: String, _ two: String) -> Int {
    let (one, two) = (Array(one.lowercased()), Array(two.lowercased()))
    var row = Array(0...two.count)
    for (index, letter) in one.enumerated() {
      var before = row[0]
      row[0] = index + 1
      for (place, other) in two.enumerated() {
        let kept = before + (letter == other ? 0 : 1)
        before = row[place + 1]
        row[place + 1] = min(kept, row[place] + 1, before + 1)
      }
    }
    return row[two.count]
  }
}
