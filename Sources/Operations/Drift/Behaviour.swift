package import Governance

/// How an artifact behaved in a period, day by day: what its calls themselves say, and what their review said.
package struct Behaviour: Sendable, Equatable {
  package var watched: Watched
  package var period: Period
  package var calls: [CallDay]
  package var verdicts: [VerdictDay]
  package init(watched: Watched, period: Period, calls: [CallDay], verdicts: [VerdictDay]) {
    self.watched = watched
    self.period = period
    self.calls = calls
    self.verdicts = verdicts
  }
}

/// What checkers and judges said of an artifact's calls in a period, day by day.
package struct Judgements: Sendable, Equatable {
  package var watched: Watched
  package var period: Period
  package var flags: [FlagDay]
  package var scores: [ScoreDay]
  package init(watched: Watched, period: Period, flags: [FlagDay], scores: [ScoreDay]) {
    self.watched = watched
    self.period = period
    self.flags = flags
    self.scores = scores
  }
}
