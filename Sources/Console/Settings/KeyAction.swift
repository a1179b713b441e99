package import Terminal

/// Something a key does, by the name it has in `config.yaml`.
///
/// Names come from the key tables themselves: of a verb its words (`claim-next`), of a motion and of the console's own
/// commands what they are called there (`page-down`, `last-problem`). A letter means one verb on all screens, so a verb
/// is rebound on all of them at once.
package struct KeyAction: Sendable, Equatable {
  package var name: String
  /// The same key's names on other screens.
  package var aliases: [String]
  package var keys: [Key]
  package var words: String
  /// The screen that has it first, or `everywhere`.
  package var place: String
  /// Cannot be rebound.
  package var isFixed: Bool

  /// Keys that mean the same for everybody: letters and digits that stand in procedures and training, what forms and
  /// terminals take themselves.
  static let fixedKeys: Set<Key> = Set(
    "CLIEH!0123456789".map { Key.character($0) } + [
      .enter, .escape, .control("c"), .control("l"), .control("z"),
    ])

  /// Everything there is, motions first.
  package static let all: [KeyAction] = {
    var actions = Motion.allCases.map { motion in
      action("\(motion)", motion.keys, MotionGroup.all.first { $0.motions.contains(motion) }?.words ?? "")
    }
    actions += GlobalCommand.allCases.map { action($0.rawValue, $0.keys, $0.words) }
    for seat in ScreenIndex.entries.map({ $0.make(Sight(now: Clocks.now())) }) {
      for (key, line) in seat.verbs {
        let name = name(line.words)
        if let known = actions.firstIndex(where: { $0.keys.first == key }) {
          actions[known].take(name, line.words, seat.title)
        } else {
          actions.append(
            KeyAction(
              name: name, aliases: [], keys: [key], words: line.words, place: seat.title,
              isFixed: fixedKeys.contains(key)))
        }
      }
    }
    return actions
  }()

  /// Another screen's words for the same key; the shortest are the name.
  private mutating func take(_ other: String, _ words: String, _ place: String) {
    guard other != name, !aliases.contains(other) else { return }
    if other.count < name.count {
      aliases.append(name)
      (name, self.words, self.place) = (other, words, place)
    } else {
      aliases.append(other)
    }
  }

  private static func action(_ code: String, _ keys: [Key], _ words: String) -> KeyAction {
    KeyAction(
      name: name(code), aliases: [], keys: keys, words: words, place: "everywhere",
      isFixed: keys.first.map(fixedKeys.contains) ?? false)
  }

  /// `lastProblem` and `mask & accept` as `last-problem` and `mask-accept`.
  static func name(_ words: String) -> String {
    var name = ""
    for letter in words {
      if letter.isUppercase, !name.isEmpty, !name.hasSuffix("-") { name += "-" }
      if letter.isLetter || letter.isNumber {
        name += letter.lowercased()
      } else if !name.isEmpty, !name.hasSuffix("-") {
        name += "-"
      }
    }
    return name.hasSuffix("-") ? String(name.dropLast()) : name
  }
}
