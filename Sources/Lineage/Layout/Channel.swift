/// The space between two layers, and the tracks in which lines change their row.
///
/// All lines of one vertex on the left share a track. Tracks are ordered so that lines of different vertices never run
/// along each other, and cross as little as exchanges of two neighbours can find.
struct Channel {
  struct Trunk {
    let from: Int
    /// The row it comes in.
    let entry: Int
    /// Where it goes: the rows of its ends, and the vertices there.
    let ends: [(row: Int, to: Int)]
    /// Counted from the left; nil when it goes straight.
    var track: Int?

    let low: Int
    let high: Int
    var isStraight: Bool { low == high }

    init(from: Int, entry: Int, ends: [(row: Int, to: Int)]) {
      (self.from, self.entry, self.ends) = (from, entry, ends)
      low = ends.reduce(entry) { min($0, $1.row) }
      high = ends.reduce(entry) { max($0, $1.row) }
    }
  }

  private(set) var trunks: [Trunk]
  private(set) var trackCount = 0
  /// A vertex on the right whose line runs into another's in any order of the tracks.
  private(set) var clash: Int?

  static func all(of placing: Placing) -> [Channel] {
    placing.graph.layers.indices.dropFirst().map { Channel(before: $0, placing) }
  }

  init(before layer: Int, _ placing: Placing) {
    var ends: [Int: [(row: Int, to: Int)]] = [:]
    for vertex in placing.graph.layers[layer] {
      for arrival in placing.arrivals(vertex) { ends[arrival.from, default: []].append((arrival.row, vertex)) }
    }
    trunks = placing.graph.layers[layer - 1].compactMap { vertex in
      ends[vertex].map { Trunk(from: vertex, entry: placing.exit(vertex), ends: $0) }
    }
    var order = trunks.indices.filter { !trunks[$0].isStraight }.sorted { left, right in
      let (a, b) = (Channel.lean(trunks[left]), Channel.lean(trunks[right]))
      return (a, left) < (b, right)
    }
    var improved = true
    var rounds = 0
    while improved, rounds < 40 {
      improved = false
      rounds += 1
      for place in order.indices.dropLast() {
        let (left, right) = (trunks[order[place]], trunks[order[place + 1]])
        if Channel.cost(right, left) < Channel.cost(left, right) {
          order.swapAt(place, place + 1)
          improved = true
        }
      }
    }
    for (place, index) in order.enumerated() {
      var track = 0
      for earlier in order[..<place] {
        let (one, other) = (trunks[earlier], trunks[index])
        if one.low <= other.high + 1, other.low <= one.high + 1 { track = max(track, (one.track ?? 0) + 1) }
        if clash == nil, let end = Channel.overlap(one, other) { clash = end }
      }
      trunks[index].track = track
      trackCount = max(trackCount, track + 1)
    }
  }

  /// Of lines that go down the lower ones take the tracks to the left, of those that go up the higher ones.
  private static func lean(_ trunk: Trunk) -> Int {
    let goesDown = trunk.high - trunk.entry >= trunk.entry - trunk.low
    return goesDown ? -trunk.entry : trunk.entry
  }

  /// Crossings with `left` in a track left of `right`; a thousand for two lines that would run along each other.
  private static func cost(_ left: Trunk, _ right: Trunk) -> Int {
    var cost = 0
    for end in left.ends where right.low <= end.row && end.row <= right.high {
      if end.row == right.entry { cost += 1000 } else if !right.ends.contains(where: { $0 == end }) { cost += 1 }
    }
    if left.low < right.entry, right.entry < left.high { cost += 1 }
    return cost
  }

  /// An end of the left one that lies in the row in which the right one comes in.
  private static func overlap(_ left: Trunk, _ right: Trunk) -> Int? {
    left.ends.first { $0.row == right.entry }?.to
  }
}
