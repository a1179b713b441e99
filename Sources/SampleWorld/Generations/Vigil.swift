import Governance

/// The flagged calls of the last 48 hours, one by one, so that the queues stand as they should at `now`.
///
/// A high item is due 4 h after it arrived, a medium one 24 h after. Arrivals are the events' own times, since the
/// demo takes the last day in with the clock at them.
/// - High: 54 calls before 4 h 50 min ago and 6 more until 4 h 26 min ago, all decided by then; 2 calls 4 h 19 and
///   4 h 6 min ago, overdue now; 39 calls from 3 h 52 min ago until now. 41 wait, of them 4 claimed.
/// - Medium: 60 calls until 26 h ago, all decided by then; 36 until 24 h ago and 322 since. Ten helpings of four are
///   worked since, oldest first: 318 wait, the oldest of them due within minutes, none overdue.
/// These numbers do not grow with the scale; everything else does.
struct Vigil: Sendable {
  static let highWaiting = 41
  static let mediumWaiting = 318
  static let mediumHelpings = 10
  static let mediumHelping = 4
  static let seconds: Int64 = 48 * 3600

  /// In order of time.
  private(set) var calls: [Call] = []
  /// The last six decided before the waiting ones begin; the first of them is disagreed about.
  private var lastDecided: [String] = []

  init(seed: UInt64, now: Instant, library: Library) {
    var chance = SplitMix64(seed ^ UInt64(bitPattern: now.microseconds), "vigil")
    var turn = 0
    func spread(_ count: Int, from start: Int, to end: Int, _ chance: inout SplitMix64) -> [Int64] {
      (0..<count).map { place in
        let width = Double(start - end) * 60 / Double(count)
        let second = Double(start) * 60 - width * (Double(place) + 0.15 + 0.7 * Double(chance.below(1000)) / 1000)
        return now.microseconds - Int64(second * 1_000_000)
      }
    }
    func high(_ times: [Int64], atFirstDesk: Bool = false, _ chance: inout SplitMix64) {
      for time in times {
        let trouble = Trouble.high[turn % Trouble.high.count]
        calls.append(Vigil.call(time, trouble, library, atFirstDesk: atFirstDesk, &chance))
        turn += 1
      }
    }
    high(spread(24, from: 2870, to: 1440, &chance), &chance)
    high(spread(30, from: 1440, to: 300, &chance), &chance)
    let decided = calls.count
    turn = 5  // so that the two overdue ones and those after them show each kind of trouble once
    high(spread(6, from: 288, to: 266, &chance), &chance)
    lastDecided = calls[decided...].map(\.eventID)
    let waiting = calls.count
    high([15_517, 14_783].map { now.microseconds - $0 * 1_000_000 }, atFirstDesk: true, &chance)
    high(spread(39, from: 232, to: 2, &chance), &chance)
    Vigil.photograph(in: &calls, from: waiting + 2, library)
    let medium =
      spread(60, from: 2860, to: 1565, &chance) + spread(36, from: 1558, to: 1442, &chance)
      + spread(322, from: 1440, to: 1, &chance)
    for (place, time) in medium.enumerated() {
      let trouble = Trouble.medium[(place &* 5 &+ chance.below(2)) % Trouble.medium.count]
      calls.append(Vigil.call(time, trouble, library, &chance))
    }
    calls.sort { ($0.at, $0.key) < ($1.at, $1.key) }
  }

  /// Whether two reviewers differ about it; nil leaves it to chance.
  func contested(_ eventID: String) -> Bool? {
    lastDecided.firstIndex(of: eventID).map { $0 == 0 }
  }

  /// At the first desk: a claimant who writes English.
  private static func call(
    _ at: Int64, _ trouble: Trouble, _ library: Library, atFirstDesk: Bool = false, _ chance: inout SplitMix64
  ) -> Call {
    var places: [(desk: Int, tongue: Int)] = []
    var weights: [Int] = []
    for (place, desk) in Desk.all.enumerated() {
      for tongue in Tongue.allCases.indices where library.shows(trouble, place, tongue) {
        places.append((place, tongue))
        weights.append(desk.share * desk.tongues[tongue])
      }
    }
    let place = places.isEmpty || atFirstDesk ? (desk: 0, tongue: 0) : places[chance.weighted(weights)]
    let turns = Desk.all[place.desk].turns.count > 1 ? chance.below(5) : 0
    var call = Call(at: at, key: 0, turn: turns, desk: place.desk, tongue: place.tongue, trouble: trouble)
    repeat { call.key = chance.next() } while !library.suits(call)
    return call
  }

  /// The one among the waiting that came with a photograph of water damage.
  private static func photograph(in calls: inout [Call], from start: Int, _ library: Library) {
    guard let place = calls[start...].firstIndex(where: { $0.trouble == .bias }) else { return }
    calls[place].desk = 0
    calls[place].tongue = 0
    calls[place].turn = 2
    calls[place].showsPhotograph = true
  }
}
