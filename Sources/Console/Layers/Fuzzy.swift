/// How well typed letters name something: all of them must occur in order.
enum Fuzzy {
  /// Nil when they do not occur; larger is better: beginnings of words and runs count most, length a little against.
  static func score(_ typed: String, in text: String) -> Int? {
    let wanted = Array(typed.lowercased().filter { $0 != " " })
    guard !wanted.isEmpty else { return 0 }
    let letters = Array(text.lowercased())
    var best: Int?
    for start in letters.indices where letters[start] == wanted[0] {
      if let found = match(wanted, letters, from: start) { best = max(best ?? found, found) }
    }
    return best
  }

  private static func match(_ wanted: [Character], _ letters: [Character], from start: Int) -> Int? {
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
