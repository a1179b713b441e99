/// Where the columns of a list stand: the first always at the left, the others as many as fit from one of them on.
struct ColumnLayout: Sendable, Equatable {
  struct Place: Sendable, Equatable {
    /// Which column, as they were given.
    var index: Int
    /// From the left edge of the list.
    var column: Int
    var width: Int
  }
  private(set) var places: [Place] = []
  /// Columns that have passed by on the left.
  private(set) var before = 0
  /// Columns still to come on the right.
  private(set) var after = 0
  /// How many can pass by at the most; 0 where all fit.
  private(set) var mostBefore = 0

  /// Cells at the right edge that tell of columns to come.
  static let sign = 3

  struct Width: Sendable, Equatable {
    var range: ClosedRange<Int>
    var grows: Bool
  }

  /// - Parameters:
  ///   - room: cells of a row, without the cursor's.
  ///   - aside: how many columns are to pass by on the left.
  init(_ columns: [Width], room: Int, aside: Int) {
    guard let first = columns.first, room > 0 else { return }
    let least = columns.map(\.range.lowerBound)
    if least.reduce(-1, { $0 + $1 + 1 }) <= room {
      place(Array(columns.indices), columns, room)
      return
    }
    // The first keeps its place, but leaves half of the room to the others.
    let held = min(first.range.lowerBound, max(1, room / 2))
    let rest = columns.indices.dropFirst()
    func shown(from start: Int, in room: Int) -> Int {
      var used = held
      var count = 0
      for index in rest.dropFirst(start) {
        used += 1 + least[index]
        if used > room { break }
        count += 1
      }
      return max(1, count)
    }
    mostBefore = (0..<max(1, rest.count)).first { $0 + shown(from: $0, in: room) >= rest.count } ?? 0
    before = min(max(0, aside), mostBefore)
    // Where hardly anything fits, all of it is for what fits.
    let inner = before == mostBefore || room < 5 * Self.sign ? room : room - Self.sign
    let count = min(shown(from: before, in: inner), rest.count - before)
    after = rest.count - before - count
    place([0] + rest.dropFirst(before).prefix(count), columns, inner)
  }

  private mutating func place(_ shown: [Int], _ columns: [Width], _ room: Int) {
    var widths = shown.map { columns[$0].range.lowerBound }
    var free = room - widths.reduce(-1) { $0 + $1 + 1 }
    // Too narrow for any: the first gives way.
    if free < 0, let first = widths.first {
      widths[0] = max(1, min(first, first + free, room / 2))
      free = room - widths.reduce(-1) { $0 + $1 + 1 }
    }
    let growing = shown.indices.filter { columns[shown[$0]].grows }
    for place in growing + shown.indices.filter({ !columns[shown[$0]].grows }) where free > 0 {
      let more = min(free, columns[shown[place]].range.upperBound - widths[place])
      widths[place] += more
      free -= more
    }
    if free > 0, !growing.isEmpty {
      for (number, place) in growing.enumerated() {
        widths[place] += free / growing.count + (number < free % growing.count ? 1 : 0)
      }
    }
    var column = 0
    for (place, index) in shown.enumerated() where column < room {
      places.append(Place(index: index, column: column, width: min(widths[place], room - column)))
      column += widths[place] + 1
    }
  }
}
