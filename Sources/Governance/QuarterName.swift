/// The name of a quarter, `2026Q4`.
package struct Quarter: Sendable, Hashable {
  package var year: Int
  /// 1 to 4.
  package var number: Int

  package init(year: Int, number: Int) {
    self.year = year
    self.number = number
  }

  /// - Throws: `quarter.name` when it is none.
  package init(_ name: String) throws(Problem) {
    let parts = name.split(separator: "Q", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].utf8.count == 4, let year = Int(parts[0]), year > 0, let number = Int(parts[1]),
      (1...4).contains(number), parts[1].utf8.count == 1
    else {
      throw Problem(.usage, "quarter.name", happened: "A quarter is named like 2026Q4.", remedy: "Name one.")
    }
    self.year = year
    self.number = number
  }

  package var name: String { "\(year.padded(4))Q\(number)" }

  package var before: Quarter {
    var earlier = self
    earlier.number = number == 1 ? 4 : number - 1
    earlier.year = number == 1 ? year - 1 : year
    return earlier
  }
}
