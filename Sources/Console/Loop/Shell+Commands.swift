import Terminal

extension Shell {
  /// What `?` shows: this screen's verbs, the ways to move on it, the console's own keys.
  var helpSections: [HelpView.Section] {
    guard let seat = frontSeat else { return [] }
    return [
      HelpView.Section(title: seat.title, lines: seat.verbs.map { sight.keymap.shown($0.line) }),
      HelpView.Section(title: "Moving", lines: motionLines.map(sight.keymap.shown)),
      HelpView.Section(title: "Everywhere", lines: globalLines),
    ]
  }

  /// The motions of the screen in front; where a text is in focus `/` looks for words in it.
  var motionLines: [HelpLine] {
    guard let seat = frontSeat else { return [] }
    guard isReading else { return MotionGroup.lines(for: seat.motions) }
    let motions = seat.motions.filter { $0 != .filter }
    return [HelpLine(keys: "/", words: "find")] + MotionGroup.lines(for: motions)
  }

  var globalLines: [HelpLine] {
    let screens = digits.sorted { $0.key < $1.key }.compactMap { digit, name in
      seat(name).map { HelpLine(keys: "\(digit)", words: seats[$0].title) }
    }
    // A key that the screen has for something of its own does that there.
    let taken = Set(frontSeat?.verbs.map(\.key) ?? [])
    let commands = GlobalCommand.allCases.filter { taken.isDisjoint(with: $0.keys) }
    return screens + commands.map { HelpLine(keys: names($0.keys), words: $0.words) }
  }

  func names(_ keys: [Key]) -> String { sight.keymap.shown(keys.map(\.name).joined(separator: " ")) }

  /// Everything the palette offers: commands of this screen first, then screens, other screens' commands, the rest.
  var paletteEntries: [Palette.Entry] {
    var entries: [Palette.Entry] = []
    for seat in seats {
      let digit = digits.first { $0.value == seat.name }.map { "\($0.key)" } ?? ""
      entries.append(
        Palette.Entry(
          title: seat.title, detail: "screen", keys: digit, act: .go(Place(screen: seat.name, target: seat.entrance)),
          weight: 3))
      for (key, line) in seat.verbs {
        let isHere = seat.name == front
        entries.append(
          Palette.Entry(
            title: line.words, detail: seat.title, keys: sight.keymap.shown(line.keys), act: .press(key, on: seat.name),
            refused: isHere ? line.refused : nil, weight: isHere ? 6 : 0))
      }
    }
    entries += GlobalCommand.allCases.filter { $0 != .palette }.map {
      Palette.Entry(title: $0.words, detail: "everywhere", keys: names($0.keys), act: .command($0))
    }
    entries += personalEntries
    return entries.enumerated().sorted {
      $0.element.weight != $1.element.weight ? $0.element.weight > $1.element.weight : $0.offset < $1.offset
    }.map(\.element)
  }
}
