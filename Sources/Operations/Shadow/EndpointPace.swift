/// How fast one service is asked: so many a minute, evenly, and not at all while it asked for patience.
actor EndpointPace {
  private let interval: Duration
  private var next = ContinuousClock.now
  private var failures = 0
  /// So many times in a row nobody was reached.
  private var unreached = 0

  /// Longer waits are not sat out here: the run would lose its lease.
  static let longestWait = 300.0

  init(perMinute: Int) { interval = .seconds(60) / max(1, perMinute) }

  /// Waits for a place, and takes it.
  func turn() async {
    while true {
      let now = ContinuousClock.now
      if next <= now {
        next = now + interval
        return
      }
      // A cancelled task must not spin; its worker looks at that itself.
      if (try? await Task.sleep(until: next, clock: .continuous)) == nil { return }
    }
  }

  /// The place was not used.
  func giveBack() { next -= interval }

  /// The service answered.
  func answered() { (failures, unreached) = (0, 0) }

  /// Nobody was reached; says whether that was so often that asking on only uses up the attempts of a prompt.
  func unsent() -> Bool {
    unreached += 1
    pause(nil)
    return unreached >= 8
  }

  /// Waits as it asked, else twice as long after every failure, up to half a minute.
  func pause(_ seconds: Double?) {
    failures = min(failures + 1, 8)
    let wait = min(seconds ?? min(30, 0.1 * Double(1 << failures)), Self.longestWait)
    next = max(next, ContinuousClock.now + .seconds(wait))
  }
}
