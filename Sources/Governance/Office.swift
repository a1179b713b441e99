/// Who sits at the desk.
package struct Officer: Sendable, Equatable {
  package var login: String
  /// Nil when no person is recorded for the login: then nothing can be written.
  package var person: String?
  package var name: String
  /// Group roles without their prefix, in the order viewer … admin.
  package var roles: [String]
  /// The catalog's own name, such as `meridian/prod`.
  package var catalog: String
  /// A demo's identities prove nothing, and the screen says so.
  package var isDemo: Bool
  package init(login: String, person: String?, name: String, roles: [String], catalog: String, isDemo: Bool) {
    self.login = login
    self.person = person
    self.name = name
    self.roles = roles
    self.catalog = catalog
    self.isDemo = isDemo
  }
}

/// What the first screen shows.
package struct OfficeSummary: Sendable, Equatable {
  package var now: Instant
  package var claimedByMe: Int
  package var nextOfMineDue: Instant?
  /// Promotions this person may sign and has not.
  package var waitingForMySignature: Int
  package var toAdjudicate: Int
  package var queues: [QueueSummary]
  package var promotions: [PromotionRow]
  /// Review items nobody has decided, the first due first; as many as fit on a tall screen.
  package var dueNext: [ReviewRow]
  package var quarantined: Count
  /// Generations that the tier policy has not decided; until then they stand as high.
  package var untiered: Count
  package var generations: Count
  package var generationsLastHour: Int
  /// Versions that production ran in the last seven days and no pointer named, worst first.
  package var observed: [ObservedFault]
  /// Acts that this person can confirm.
  package var toConfirm: [ConfirmationRow]
  /// Open acts of anybody that a second person has not confirmed in time.
  package var escalated: [ConfirmationRow]
  /// What is stopped.
  package var stops: [StopRow]
  package var versionsInProduction: Int
  /// How far the log is sealed, and who outside has its checkpoints; nil while a past moment is shown.
  package var log: LogOverview?
  /// Open ones that no mute hides, newest first.
  package var alarms: [Alarm]
  package init(
    now: Instant, claimedByMe: Int, nextOfMineDue: Instant?, waitingForMySignature: Int, toAdjudicate: Int,
    queues: [QueueSummary], promotions: [PromotionRow], dueNext: [ReviewRow], quarantined: Count, generations: Count,
    generationsLastHour: Int, observed: [ObservedFault], toConfirm: [ConfirmationRow] = [],
    escalated: [ConfirmationRow] = [], stops: [StopRow] = [], versionsInProduction: Int,
    untiered: Count = .exactly(0), log: LogOverview? = nil, alarms: [Alarm] = []
  ) {
    self.now = now
    self.claimedByMe = claimedByMe
    self.nextOfMineDue = nextOfMineDue
    self.waitingForMySignature = waitingForMySignature
    self.toAdjudicate = toAdjudicate
    self.queues = queues
    self.promotions = promotions
    self.dueNext = dueNext
    self.quarantined = quarantined
    self.untiered = untiered
    self.generations = generations
    self.generationsLastHour = generationsLastHour
    self.observed = observed
    self.toConfirm = toConfirm
    self.escalated = escalated
    self.stops = stops
    self.versionsInProduction = versionsInProduction
    self.log = log
    self.alarms = alarms
  }
}

/// A line or request that was refused and kept.
package struct QuarantineRow: Sendable, Equatable, Identifiable {
  package var id: Int64
  package var format: String
  /// File or stream it came from.
  package var origin: String
  /// From 1; nil when it is not a line.
  package var line: Int?
  package var code: String
  package var reason: String
  package var recordedAt: Instant
  /// `kept`, `replayed`.
  package var state: String
  package var bytes: Int
  package var producer: String
  /// Who asked last that it be tried again.
  package var askedBy: String?
  package var askedAt: Instant?
  /// When it was refused again last, and why.
  package var triedAt: Instant?
  package var tried: String

  /// It is to be tried again, and has not been since.
  package var isAsked: Bool {
    guard state == "kept", let askedAt else { return false }
    return triedAt.map { $0 < askedAt } ?? true
  }

  /// `kept`, `asked for`, `refused again`, `went in`.
  package var standing: String {
    if state == "replayed" { return "went in" }
    if isAsked { return "asked for" }
    return triedAt == nil ? "kept" : "refused again"
  }

  package init(
    id: Int64, format: String, origin: String, line: Int?, code: String, reason: String, recordedAt: Instant,
    state: String, bytes: Int, producer: String, askedBy: String? = nil, askedAt: Instant? = nil,
    triedAt: Instant? = nil, tried: String = ""
  ) {
    self.id = id
    self.format = format
    self.origin = origin
    self.line = line
    self.code = code
    self.reason = reason
    self.recordedAt = recordedAt
    self.state = state
    self.bytes = bytes
    self.producer = producer
    self.askedBy = askedBy
    self.askedAt = askedAt
    self.triedAt = triedAt
    self.tried = tried
  }
}

/// What an act left behind.
package struct Recorded: Sendable, Equatable {
  /// The number of its line in the activity.
  package var activity: Int64
  package var at: Instant
  /// One sentence: what was recorded.
  package var what: String
  package init(activity: Int64, at: Instant, what: String) {
    self.activity = activity
    self.at = at
    self.what = what
  }
}
