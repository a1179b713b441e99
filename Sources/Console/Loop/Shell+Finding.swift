import Terminal

/// `/` in a text: every place that reads so is marked, `n N` step, Esc takes the marks away.
extension Shell {
  static let findLine = "words in a text"

  /// Whether a text is in focus, where keys would scroll it.
  var isReading: Bool {
    guard var seat = frontSeat else { return false }
    return seat.read { _ in }
  }

  /// Answers the motions that belong to a search; false when they are the screen's own.
  mutating func find(_ motion: Motion) -> Bool {
    guard let index = seat(front) else { return false }
    switch motion {
    case .filter:
      var before = ""
      guard seats[index].read({ before = $0.wanted }) else { return false }
      let spec = LineSpec(label: "find", text: before) { _ in nil }
      layers.append(.find(LinePrompt(spec, earlier: typedLines[Shell.findLine])))
      return true
    case .nextMatch, .previousMatch, .back:
      var isFinding = false
      _ = seats[index].read { pane in
        isFinding = !pane.wanted.isEmpty
        if !isFinding { return }
        if motion == .back { pane.find("") } else { _ = pane.move(motion) }
      }
      return isFinding
    default: return false
    }
  }

  mutating func find(_ words: String) {
    guard let index = seat(front) else { return }
    var count = 0
    guard
      seats[index].read({ pane in
        pane.find(words)
        count = pane.places
      }), !words.isEmpty
    else { return }
    say(
      count == 0
        ? Notice(.refusal, "Nothing here reads \u{201C}\(words)\u{201D}.")
        : Notice(.word, "\(NumberWords.of(count, "place")); n N step, Esc takes the marks away."))
  }
}
