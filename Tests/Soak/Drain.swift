import TestSupport

/// Fifty officers as fifty sessions empty a queue of 20,000 items.
enum Drain {
  /// Says what is wrong; answers how many faults there are.
  static func run() async throws -> Int {
    let clock = ContinuousClock()
    let office = try await Office.open()
    let drain = try ReviewDrain(office, items: 20_000)
    let began = clock.now
    let failed = try drain.run(sessions: 50).filter { $0 != "allowed" }
    let took = clock.now - began
    let faults = failed + (try drain.faults())
    for fault in faults.prefix(20) { print("drain: \(fault)") }
    let verdict = faults.isEmpty ? "each decided once" : "\(faults.count) faults"
    print("drain: 20,000 items by 50 sessions in \(took), \(verdict)")
    return faults.count
  }
}
