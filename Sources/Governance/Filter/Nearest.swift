/// The known word a mistyped one was probably meant to be.
package enum Nearest {
  /// Nil when none is within a third of its letters.
  package static func word(to typed: String, among known: [String]) -> String? {
    let best = known.map { ($0, distance(Array(typed.lowercased()), Array($0))) }.min { $0.1 < $1.1 }
    guard let (word, steps) = best, steps <= max(1, word.count / 3 + 1) else { return nil }
    return word
  }

  /// Letters to put in, leave out, change, or swap with their neighbour.
  private static func distance(_ left: [Character], _ right: [Character]) -> Int {
    guard left.count <= 40 else { return left.count }
    var before: [Int] = []
    var last = Array(0...right.count)
    for (row, letter) in left.enumerated() {
      var now = [row + 1]
      for (column, other) in right.enumerated() {
        var steps = min(last[column + 1] + 1, now[column] + 1, last[column] + (letter == other ? 0 : 1))
        if row > 0, column > 0, letter == right[column - 1], left[row - 1] == other {
          steps = min(steps, before[column - 1] + 1)
        }
        now.append(steps)
      }
      (before, last) = (last, now)
    }
    return last[right.count]
  }
}
