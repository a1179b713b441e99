import Governance

/// The calls of two quarters day by day, without the flagged ones of the last 48 hours (`Vigil`).
///
/// A day here is 24 hours counted back from `now`. Working days see about 15 calls at scale 1, weekends a third; the
/// storm brings several times as many in the last days. Calls of one conversation follow each other closely; the
/// conversations of a day begin in order, spread by the hours people work.
struct OrdinaryCalls: Sendable {
  static let days = 184

  private let seed: UInt64
  private let now: Instant
  private let library: Library
  private let scale: Int
  /// Conversations before each day, from the oldest, at scale 1.
  private let before: [Double]

  private var day: Int
  private var dayStart: Int64 = 0
  private var hours: [Double] = []
  private var conversations = 0
  private var conversation = 0
  private var begins: Int64 = 0
  private var turns = 0
  private var pause: Int64 = 0
  private var last: Call?

  private static let meanTurns = 1.44
  private static let byHour: [Double] = [
    2, 1, 1, 1, 1, 3, 8, 14, 20, 24, 25, 24, 20, 22, 24, 23, 20, 16, 12, 10, 8, 6, 4, 3,
  ]

  /// Begins with the day that holds `from`; earlier calls of that day are handed out too.
  init(seed: UInt64, now: Instant, library: Library, scale: Int, from: Instant) {
    self.seed = seed ^ UInt64(bitPattern: now.microseconds)
    self.now = now
    self.library = library
    self.scale = max(1, scale)
    before = OrdinaryCalls.conversationsBefore(now: now)
    let back = (now.microseconds - from.microseconds) / 86_400_000_000
    day = min(Self.days - 1, max(0, Int(clamping: back)))
    enterDay()
  }

  /// Calls expected at scale 1 on the day `back` days before the last 24 hours.
  private static func volume(_ back: Int, now: Instant) -> Double {
    switch back {
    case 0: return 720
    case 1: return 340
    default: break
    }
    let weekday = now.advanced(bySeconds: Int64(-back) * 86_400 - 43_200).fields.weekday
    let week = weekday == 0 || weekday == 6 ? 0.34 : 1.0
    let growth = 0.82 + 0.36 * Double(Self.days - back) / Double(Self.days)
    let storm = back < 8 ? 1 + Double(8 - back) * 0.55 : 1
    return 15.2 * week * growth * storm
  }

  private static func conversationsBefore(now: Instant) -> [Double] {
    var total = 0.0
    var sums: [Double] = [0]
    for back in stride(from: days - 1, through: 0, by: -1) {
      total += volume(back, now: now) / meanTurns
      sums.append(total)
    }
    return sums
  }

  mutating func next() -> Call? {
    if var call = last, call.turn + 1 < turns {
      call.turn += 1
      call.at += pause
      return tainted(&call)
    }
    while conversation >= conversations {
      guard day > 0 else { return nil }
      day -= 1
      enterDay()
    }
    return begin()
  }

  private mutating func enterDay() {
    dayStart = now.microseconds - Int64(day + 1) * 86_400_000_000
    let place = Self.days - 1 - day
    conversations = Int(before[place + 1] * Double(scale)) - Int(before[place] * Double(scale))
    conversation = 0
    var sum = 0.0
    let start = Instant(microseconds: dayStart).fields
    hours = [0]
    for step in 0..<24 {
      sum += Self.byHour[(start.hour + step) % 24]
      hours.append(sum)
    }
    hours = hours.map { $0 / sum }
    if conversations > 0 { begins = moment(of: 0) }
  }

  /// When a conversation of the day begins; the day's end for the one after the last.
  private func moment(of conversation: Int) -> Int64 {
    guard conversation < conversations else { return dayStart + 86_400_000_000 }
    var chance = SplitMix64(seed &+ UInt64(day) &* 0x1_0000_0001 &+ UInt64(conversation))
    let share = (Double(conversation) + 0.9 * Double(chance.below(1 << 20)) / Double(1 << 20)) / Double(conversations)
    var hour = min(23, Int(share * 24))
    while hour > 0, hours[hour] > share { hour -= 1 }
    while hour < 23, hours[hour + 1] <= share { hour += 1 }
    let part = (share - hours[hour]) / (hours[hour + 1] - hours[hour])
    return dayStart + Int64((Double(hour) + part) * 3_600_000_000)
  }

  private mutating func begin() -> Call {
    var chance = SplitMix64(SplitMix64.mixed(seed &+ UInt64(day) << 40 &+ UInt64(conversation)))
    let desk = Self.deskOf[chance.below(1000)]
    let tongue = Self.tongueOf[desk][chance.below(100)]
    turns = Self.turnsOf[desk][chance.below(100)]
    let next = moment(of: conversation + 1)
    pause = min(Int64(chance.within(50...230)) * 1_000_000, (next - begins) / Int64(turns + 1))
    var call = Call(at: begins, key: chance.next(), turn: 0, desk: desk, tongue: tongue)
    call.showsPhotograph = desk == 0 && chance.happens(perMille: 25)
    if day < 21, Desk.all[desk].prompt == "underwriting-memo", chance.happens(perMille: 260) { call.guise = .preview }
    if day < 3, Desk.all[desk].prompt == "policy-qa", chance.happens(perMille: 110) { call.guise = .stormPrompt }
    conversation += 1
    begins = next
    return tainted(&call)
  }

  /// The last turn of a conversation may be the one a checker stops at.
  private mutating func tainted(_ call: inout Call) -> Call {
    last = call
    guard day >= 2, call.turn + 1 == turns, library.suits(call) else { return call }
    var chance = SplitMix64(call.number)
    let roll = chance.below(1000)
    let (high, medium) = day < 9 ? (64, 250) : (42, 190)
    guard roll < medium else { return call }
    let kinds = roll < high ? Trouble.high : Trouble.medium
    let start = chance.below(kinds.count)
    for step in kinds.indices {
      let trouble = kinds[(start + step) % kinds.count]
      if library.shows(trouble, call.desk, call.tongue) {
        call.trouble = trouble
        break
      }
    }
    return call
  }

  private static let deskOf: [Int] = table(Desk.all.map(\.share), size: 1000)
  private static let tongueOf: [[Int]] = Desk.all.map { table($0.tongues, size: 100) }
  private static let turnsOf: [[Int]] = Desk.all.map { table($0.turns, size: 100).map { $0 + 1 } }

  /// Each place as often as its weight says, to be picked by number.
  private static func table(_ weights: [Int], size: Int) -> [Int] {
    var places: [Int] = []
    for (place, weight) in weights.enumerated() { places += Array(repeating: place, count: weight) }
    return places + Array(repeating: 0, count: max(0, size - places.count))
  }
}
