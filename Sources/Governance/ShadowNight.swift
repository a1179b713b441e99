/// A shadow-eval that begins by itself every night, and what became of it last.
package struct PlannedNight: Sendable, Equatable {
  package var artifact: String
  /// A selector; nil: the newest version.
  package var candidate: String?
  package var versions: Int
  package var prompts: Int
  /// How old a prompt may be.
  package var days: Int
  /// Millionths a night; nil: none.
  package var costLimit: Int64?
  /// `HH:MM` in the office's time zone.
  package var begins: String
  package var setBy: String
  package var reason: String
  /// `YYYY-MM-DD`; nil before the first.
  package var lastNight: String?
  /// Nil: it could not begin.
  package var lastRun: Int64?
  /// Why not; empty or nil when it did.
  package var lastFault: String?
  package init(
    artifact: String, candidate: String?, versions: Int, prompts: Int, days: Int, costLimit: Int64?, begins: String,
    setBy: String, reason: String, lastNight: String?, lastRun: Int64?, lastFault: String?
  ) {
    self.artifact = artifact
    self.candidate = candidate
    self.versions = versions
    self.prompts = prompts
    self.days = days
    self.costLimit = costLimit
    self.begins = begins
    self.setBy = setBy
    self.reason = reason
    self.lastNight = lastNight
    self.lastRun = lastRun
    self.lastFault = lastFault
  }
}

/// How far a judge rated as people did who rated the same answers: Krippendorff's alpha for intervals, 1 being always alike
/// and 0 by chance, with its 95 % bounds.
package struct JudgeAgreement: Sendable, Equatable {
  package var arm: Int
  /// Answers that both have rated.
  package var pairs: Int
  /// Nil: too little to say.
  package var alpha: Double?
  package var low: Double?
  package var high: Double?
  package init(arm: Int, pairs: Int, alpha: Double?, low: Double?, high: Double?) {
    self.arm = arm
    self.pairs = pairs
    self.alpha = alpha
    self.low = low
    self.high = high
  }
}
