internal import Governance

/// One look at a source.
protocol SourceLook {
  /// After it nothing new is begun.
  var deadline: ContinuousClock.Instant? { get }
  /// Time was up before everything was read.
  var isCutShort: Bool { get }
  var aliasesSet: Int { get }
  mutating func look() async throws(Problem)
  /// Tells the source what is in force here.
  mutating func setAliases() async throws(Problem)
}

extension SourceLook {
  var aliasesSet: Int { 0 }
  func setAliases() async throws(Problem) {}

  var timeIsUp: Bool {
    get throws(Problem) {
      if Task.isCancelled {
        throw Problem(
          .cancelled, "sync.stopped", happened: "Stopped; what was taken stays taken.",
          remedy: "The next look goes on from there.")
      }
      return deadline.map { ContinuousClock.now >= $0 } ?? false
    }
  }
}
