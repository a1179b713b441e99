/// How well typed letters name something: all of them must occur in order.
struct Fuzzy {
  private let wanted: [Character]

  init(_ typed: some StringProtocol) { wanted = Array(typed.lowercased().filter { $0 != " " }) }

  /// Nil when they do not occur; larger is better: beginnings of words and runs count most, length a little against.
  ///
  /// - letters: of the text, in lower case.
  func score(in letters: [Character]) -> Int? {
    guard let first = wanted.first else { return 0 }
    guard wanted.count <= letters.count else { return nil }
    var best: Int?
    for start in 0...letters.count - wanted.count where letters[start] == first {
      // What cannot be found from here is not found from any place after it.
      guard let found = match(letters, from: start) else { break }
      best = max(best ?? found, found)
    }
    return best
  }

  private func match(_ letters: [Character], from start: Int) -> Int? {
    var score = 0
    var place = start
    var last = -2
    for letter in wanted {
      guard let found = letters[place...].firstIndex(of: letter) else { return nil }
      let beginsWord = found == 0 || !(letters[found - 1].isLetter || letters[found - 1].isNumber)
      score += 1 + (beginsWord ? 8 : 0) + (found == last + 1 ? 5 : 0)
      last = found
      place = found + 1
    }
    return score - letters.count / 8
  }
}
