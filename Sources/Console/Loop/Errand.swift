import Governance

/// Work that takes minutes: done step by step between what screens ask for, with its progress shown, stopped by Esc.
struct Errand: Sendable {
  /// How far it has come after a step.
  struct Progress: Sendable {
    var done: Int
    /// Said once it is over; nil while it goes on.
    var ending: String?
    /// What it has found so far: a message for the screen that began it.
    var news: (any Sendable)?
  }
  /// In a sentence: `the export of Registry`.
  var what: String
  /// What is counted: `rows`.
  var unit: String
  /// How many there will be, as far as that is known.
  var total: Count?
  /// When it began, on the clock that only goes forward.
  var startedAt: Int64
  /// The screen that is told; nil when none is.
  var owner: ScreenName?
  /// Milliseconds from a step to the next: for work that goes on elsewhere and is looked after.
  var pause: Int64 = 0
  /// What the owner is told when it does not come to its end.
  var stopped: (any Sendable)?
  private(set) var done = 0
  /// Does the next piece.
  let step: @Sendable (any Desk) async throws(Problem) -> Progress
  /// Takes back what was begun.
  let abandon: @Sendable () -> Void

  init(
    _ what: String, unit: String, total: Count?, at uptime: Int64,
    step: @escaping @Sendable (any Desk) async throws(Problem) -> Progress, abandon: @escaping @Sendable () -> Void
  ) {
    self.what = what
    self.unit = unit
    self.total = total
    startedAt = uptime
    self.step = step
    self.abandon = abandon
  }

  mutating func take(_ progress: Progress) { done = progress.done }

  /// From 0 to 1; nil while nobody knows how much there is.
  var share: Double? {
    guard let total, total.number > 0 else { return nil }
    // An estimate may turn out too small: the end is shown at the end.
    return min(Double(done) / Double(total.number), 0.99)
  }

  /// Pieces a second so far.
  func rate(at uptime: Int64) -> Double {
    let seconds = Double(uptime - startedAt) / 1000
    return seconds < 0.5 ? 0 : Double(done) / seconds
  }

  /// Seconds left at this rate; nil while they cannot be told.
  func secondsLeft(at uptime: Int64) -> Int64? {
    guard let total, case let rate = rate(at: uptime), rate > 0, total.number > done else { return nil }
    return Int64(Double(total.number - done) / rate)
  }
}
