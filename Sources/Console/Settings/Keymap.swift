import Terminal

/// Which key does what where an officer has rebound some: a pressed key becomes the one the key tables know, and what
/// footer, help, palette and hints say about keys becomes what the officer presses.
package struct Keymap: Sendable, Equatable {
  /// Pressed keys that stand for another.
  private var meanings: [Key: Key] = [:]
  /// Keys whose action has moved away.
  private var silent: Set<Key> = []
  /// Names of keys of the tables, and what is written for them; nothing for a second key that is no more.
  private var names: [String: String] = [:]

  package static let builtIn = Keymap()

  package init() {}

  /// Gives an action other keys; the caller has made sure that no key is given twice.
  mutating func rebind(_ action: KeyAction, to keys: [Key]) {
    guard let first = action.keys.first, !keys.isEmpty else { return }
    let shown = keys.map(\.name).joined(separator: " ")
    for key in action.keys where !KeyAction.fixedKeys.contains(key) {
      if !keys.contains(key) { silent.insert(key) }
      names[key.name] = key == first ? shown : ""
    }
    for key in keys { meanings[key] = first }
  }

  /// What the tables call a pressed key; nil when it does nothing any more.
  func meaning(of key: Key) -> Key? {
    if let meaning = meanings[key] { return meaning }
    return silent.contains(key) ? nil : key
  }

  /// Names of keys, apart by blanks, as the officer knows them.
  func shown(_ keys: String) -> String {
    guard !names.isEmpty else { return keys }
    return keys.split(separator: " ").map { names[String($0)] ?? String($0) }.filter { !$0.isEmpty }
      .joined(separator: " ")
  }

  func shown(_ line: HelpLine) -> HelpLine {
    var line = line
    line.keys = shown(line.keys)
    return line
  }

  package var isBuiltIn: Bool { self == .builtIn }
}
