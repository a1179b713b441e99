internal import BoundedYAML
import Governance
internal import Terminal
internal import Yams

/// A `config.yaml` as it was read: what holds, what is refused, what is only unknown.
package struct SettingsReading: Sendable, Equatable {
  /// Something that is wrong with the file.
  package struct Fault: Sendable, Equatable {
    /// From 1; nil where the whole file is meant.
    package var line: Int?
    package var what: String
    package var remedy: String

    package init(line: Int?, what: String, remedy: String) {
      self.line = line
      self.what = what
      self.remedy = remedy
    }
  }

  /// The path as it was given.
  package let file: String
  package private(set) var settings = Settings()
  /// With one of these the file is refused.
  package private(set) var faults: [Fault] = []
  /// Entries that nobody knows: told, and left alone.
  package private(set) var warnings: [Fault] = []

  /// Reads a file's text; an empty one says nothing and is good.
  package init(yaml: String, from file: String) {
    self.file = file
    settings.file = file
    do {
      guard let document = try boundedYAML(yaml), document.string != "" else { return }
      guard let top = document.mapping else {
        faults.append(Fault(line: 1, what: "It is not a mapping.", remedy: "Write lines like theme: light."))
        return
      }
      read(top)
    } catch let error as TooManyAliases {
      faults.append(Fault(line: nil, what: "\(error)", remedy: "Write the repeated part out."))
    } catch let error as YamlError {
      faults.append(SettingsReading.fault(of: error, in: yaml))
    } catch {
      faults.append(Fault(line: nil, what: "It is not YAML.", remedy: "Correct it there."))
    }
  }

  private static func fault(of error: YamlError, in yaml: String) -> Fault {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      return Fault(line: mark.line, what: "It is not YAML: \(problem).", remedy: "Correct it there.")
    case .duplicatedKeysInMapping(let keys, let context):
      let name = keys.first ?? ""
      let lines = yaml.split(separator: "\n", omittingEmptySubsequences: false).enumerated().filter { line in
        line.element.drop { $0 == " " }.hasPrefix(name + ":")
      }.map { "\($0.offset + 1)" }
      return Fault(
        line: context.mark.line, what: "It says \(name) more than once: lines \(lines.joined(separator: ", ")).",
        remedy: "Keep one of them.")
    default: return Fault(line: nil, what: "It is not YAML.", remedy: "Correct it.")
    }
  }

  private mutating func read(_ top: Node.Mapping) {
    for (key, value) in top {
      let line = key.mark?.line
      switch key.string ?? "" {
      case "theme": text(value, line, "a theme's name, or a file that ends with .yaml") { $0.theme = $1 }
      case "mouse": truth("mouse", value, line) { $0.mouse = $1 }
      case "copy": truth("copy", value, line) { $0.copy = $1 }
      case "ascii": truth("ascii", value, line) { $0.ascii = $1 }
      case "calm":
        if let known = SettingsReading.calm[value.string ?? ""] {
          settings.calm = Settings.Choice(known, at: place(line))
        } else {
          refuse(value, line, "calm takes true, false or offer.")
        }
      case "screen": readScreen(value, line)
      case "keys": readKeys(value, line)
      case let name:
        let known = Settings.entries.map(\.name)
        warnings.append(unknown("entry", name, line, among: known))
      }
    }
  }

  private static let calm: [String: Settings.Calm] = ["true": .on, "false": .off, "offer": .offered]

  private func place(_ line: Int?) -> String { SettingsReading.place(file, line) }

  package static func place(_ file: String, _ line: Int?) -> String { line.map { "\(file):\($0)" } ?? file }

  private mutating func refuse(_ node: Node, _ line: Int?, _ what: String, _ remedy: String = "") {
    faults.append(Fault(line: node.mark?.line ?? line, what: what, remedy: remedy))
  }

  private mutating func text(
    _ node: Node, _ line: Int?, _ takes: String, _ set: (inout Settings, Settings.Choice<String>) -> Void
  ) {
    guard let text = node.string, !text.isEmpty else { return refuse(node, line, "It takes \(takes).") }
    set(&settings, Settings.Choice(text, at: place(line)))
  }

  private mutating func truth(
    _ name: String, _ node: Node, _ line: Int?, _ set: (inout Settings, Settings.Choice<Bool>) -> Void
  ) {
    guard let text = node.string, let value = ["true": true, "false": false][text] else {
      return refuse(node, line, "\(name) takes true or false.")
    }
    set(&settings, Settings.Choice(value, at: place(line)))
  }

  private mutating func readScreen(_ node: Node, _ line: Int?) {
    let names = ScreenIndex.names
    guard let text = node.string, names.contains(text) else {
      let near = Nearest.word(to: node.string ?? "", among: names).map { "Did you mean \($0)?" }
      return refuse(
        node, line, "There is no screen '\(node.string ?? "")'.", near ?? "There are \(names.joined(separator: ", ")).")
    }
    settings.screen = Settings.Choice(text, at: place(line))
  }

  private func unknown(_ kind: String, _ name: String, _ line: Int?, among known: [String]) -> Fault {
    let near = Nearest.word(to: name, among: known)
    return Fault(
      line: line, what: "Nobody knows the \(kind) '\(name)'; it is left alone.",
      remedy: near.map { "Did you mean \($0)?" } ?? "Take it out.")
  }

  // MARK: Keys

  private mutating func readKeys(_ node: Node, _ line: Int?) {
    if node.string == "" { return }
    guard let mapping = node.mapping else {
      return refuse(node, line, "keys takes names of actions, each with a key or a list of keys.")
    }
    let actions = KeyAction.all
    var given: [Rebound] = []
    for (key, value) in mapping {
      let line = key.mark?.line
      let name = key.string ?? ""
      guard let action = actions.first(where: { $0.name == name || $0.aliases.contains(name) }) else {
        warnings.append(unknown("action", name, line, among: actions.map(\.name)))
        continue
      }
      if action.isFixed {
        refuse(
          key, line, "\(action.keys[0].name) for \(name) stands in everybody's procedures and cannot be rebound.",
          "Take it out.")
      } else if let earlier = given.first(where: { $0.action == action }) {
        refuse(
          key, line, "\(name) is given keys twice, here and in \(place(earlier.line)).", "Keep one of them.")
      } else if let keys = keys(value, line) {
        given.append(Rebound(action: action, keys: keys, line: line))
      }
    }
    findClashes(given, actions)
    for one in given {
      settings.keymap.rebind(one.action, to: one.keys)
      settings.rebound.append(
        Settings.Rebinding(action: one.action, keys: one.keys.map(\.name), place: place(one.line)))
    }
  }

  private struct Rebound {
    var action: KeyAction
    var keys: [Key]
    var line: Int?
  }

  private mutating func keys(_ node: Node, _ line: Int?) -> [Key]? {
    let nodes = node.sequence.map(Array.init) ?? [node]
    guard !nodes.isEmpty else {
      refuse(node, line, "An action needs a key.")
      return nil
    }
    var keys: [Key] = []
    for each in nodes {
      guard let text = each.string, let key = Key(named: text) else {
        refuse(
          each, line, "'\(each.string ?? "")' is no key.",
          "Write a letter or sign in quotes, or a name such as F5, Ctrl-R, PgDn, Down, Space.")
        return nil
      }
      if KeyAction.fixedKeys.contains(key) {
        refuse(each, line, "\(key.name) means the same for everybody and cannot be given away.", "Choose another key.")
        return nil
      }
      if !keys.contains(key) { keys.append(key) }
    }
    return keys
  }

  /// Two actions on one key are refused, and both places named.
  private mutating func findClashes(_ given: [Rebound], _ actions: [KeyAction]) {
    var owners: [Key: (name: String, place: String)] = [:]
    for action in actions where !given.contains(where: { $0.action == action }) {
      let place = action.place == "everywhere" ? "built in, everywhere" : "built in, \(action.place)"
      for key in action.keys { owners[key] = (action.name, place) }
    }
    for one in given {
      for key in one.keys {
        if let other = owners[key] {
          faults.append(
            Fault(
              line: one.line,
              what:
                "\(key.name) is given to \(one.action.name) in \(place(one.line)) and to \(other.name) (\(other.place)).",
              remedy: "Give one of them another key."))
        } else {
          owners[key] = (one.action.name, place(one.line))
        }
      }
    }
  }
}
