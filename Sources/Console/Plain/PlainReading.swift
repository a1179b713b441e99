import Governance

/// Something read aloud from its beginning to its end, a piece at a time.
///
/// Nothing can be decided on it before its last piece has been said.
struct PlainReading: Sendable {
  /// A heading and its lines.
  struct Part: Sendable, Equatable {
    var title: String
    var lines: [String]
  }

  /// About what a person hears without asking for a pause.
  private static let linesAtOnce = 10
  private static let lettersAtOnce = 700

  let pieces: [[String]]

  init(_ parts: [Part]) {
    pieces = parts.flatMap { part -> [[String]] in
      var pieces: [[String]] = []
      var piece = [part.title + "."]
      var letters = 0
      for line in part.lines {
        if piece.count > PlainReading.linesAtOnce || letters > PlainReading.lettersAtOnce {
          pieces.append(piece)
          (piece, letters) = ([], 0)
        }
        piece.append(line)
        letters += line.count
      }
      return pieces + [piece]
    }
  }

  /// Says it all; true when its end was reached, nil when there is nobody any more.
  ///
  /// - between: called at each pause, to keep a lease alive.
  func read(in dialog: LineDialog, between: () async -> Void) async -> Bool? {
    for (number, piece) in pieces.enumerated() {
      dialog.say(piece)
      guard number + 1 < pieces.count else { break }
      while true {
        guard let answer = await dialog.ask("[\(number + 1) of \(pieces.count); Enter goes on, b stops]") else {
          return nil
        }
        await between()
        if answer == "b" { return false }
        if answer.isEmpty { break }
        dialog.say("Nothing is decided while you read: Enter goes on.")
      }
    }
    return true
  }
}
