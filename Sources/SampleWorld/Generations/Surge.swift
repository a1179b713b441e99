import Governance

/// Flagged calls of medium tier spread evenly over the last 24 hours, beside those of `Vigil`: a queue as long as is asked for. Made one at
/// a time; none is kept.
struct Surge: IteratorProtocol, Sendable {
  private let count: Int
  private let begins: Int64
  private let library: Library
  private let seed: UInt64
  /// What checkers flag: a near miss is clear to them, and low.
  private static let troubles = Trouble.medium.filter { $0 != .nearMiss }
  /// For each trouble, where it shows and how often.
  private let places: [[(desk: Int, tongue: Int, weight: Int)]]
  private var place = 0

  init(count: Int, seed: UInt64, now: Instant, library: Library) {
    self.count = count
    self.seed = seed
    self.library = library
    begins = now.microseconds - Self.span
    places = Self.troubles.map { trouble in
      Desk.all.indices.flatMap { desk in
        Tongue.allCases.indices.filter { library.shows(trouble, desk, $0) }.map {
          (desk, $0, Desk.all[desk].share * Desk.all[desk].tongues[$0])
        }
      }
    }
  }

  /// The last of them comes a minute before now; then it is due within a day.
  private static let span: Int64 = 1439 * 60_000_000

  mutating func next() -> Call? {
    guard place < count else { return nil }
    var chance = SplitMix64(seed ^ UInt64(place), "surge")
    let at = begins + Int64(Double(place) / Double(count) * Double(Self.span - 60_000_000))
    let kind = place % Self.troubles.count
    place += 1
    let shown = places[kind]
    let chosen = shown.isEmpty ? (0, 0, 1) : shown[chance.weighted(shown.map(\.weight))]
    let turns = Desk.all[chosen.0].turns.count > 1 ? chance.below(5) : 0
    var call = Call(at: at, key: 0, turn: turns, desk: chosen.0, tongue: chosen.1, trouble: Self.troubles[kind])
    repeat { call.key = chance.next() } while !library.suits(call)
    return call
  }
}
