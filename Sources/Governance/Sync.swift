/// A registry or repository beside us that is followed.
package struct SyncSource: Sendable, Equatable, Identifiable {
  package enum Kind: String, Sendable, CaseIterable { case mlflow, git }
  package var name: String
  package var kind: Kind
  /// A URL, or the path of a repository; without user and password.
  package var address: String
  /// Whose the artifacts are that it brings.
  package var team: String
  /// Who answers for them, until a version names another.
  package var owner: String?
  /// Seconds between two looks; nil: only when somebody asks.
  package var every: Int64?
  /// The alias that is set there when `environment` serves a version.
  package var alias: String?
  package var environment: String?
  /// When it is looked at next by itself.
  package var due: Instant?
  package var isRunning: Bool
  /// The newest look at it; nil before the first.
  package var startedAt: Instant?
  package var endedAt: Instant?
  /// `running`, `done`, `failed` or `lost`.
  package var outcome: String?
  package var counts: SyncCounts
  package var detail: String
  /// What it shows, and what it showed once.
  package var there: Int64
  package var missing: Int64
  /// Aliases still to be set there, and those that were.
  package var ordersWaiting: Int64
  package var ordersSet: Int64
  /// The newest alias that waits, and why the last try failed.
  package var orderWords: String?
  /// When everything was compared last.
  package var fullAt: Instant?
  /// Which branches and tags of a repository are followed, by git's patterns; empty for all of them.
  package var references: [String]

  package var id: String { name }

  package init(
    name: String, kind: Kind, address: String, team: String, owner: String?, every: Int64?, alias: String?,
    environment: String?,
    due: Instant?, isRunning: Bool, startedAt: Instant?, endedAt: Instant?, outcome: String?, counts: SyncCounts,
    detail: String, there: Int64, missing: Int64, ordersWaiting: Int64, ordersSet: Int64, orderWords: String?,
    fullAt: Instant?, references: [String] = []
  ) {
    self.name = name
    self.kind = kind
    self.address = address
    self.team = team
    self.owner = owner
    self.every = every
    self.alias = alias
    self.environment = environment
    self.due = due
    self.isRunning = isRunning
    self.startedAt = startedAt
    self.endedAt = endedAt
    self.outcome = outcome
    self.counts = counts
    self.detail = detail
    self.there = there
    self.missing = missing
    self.ordersWaiting = ordersWaiting
    self.ordersSet = ordersSet
    self.orderWords = orderWords
    self.fullAt = fullAt
    self.references = references
  }
}

/// What a look at a source did.
package struct SyncCounts: Sendable, Equatable {
  /// Things the source showed.
  package var seen: Int64 = 0
  /// New versions, runs, figures and generations.
  package var added: Int64 = 0
  /// Things it showed otherwise before.
  package var changed: Int64 = 0
  /// Things it no longer shows.
  package var gone: Int64 = 0
  /// Things that lie in quarantine.
  package var refused: Int64 = 0

  package init(seen: Int64 = 0, added: Int64 = 0, changed: Int64 = 0, gone: Int64 = 0, refused: Int64 = 0) {
    self.seen = seen
    self.added = added
    self.changed = changed
    self.gone = gone
    self.refused = refused
  }
}

/// A commit or tag of a repository that is followed, which a version names as what it was made from.
package struct VersionOrigin: Sendable, Equatable {
  package var source: String
  /// `commit` or `tag`.
  package var kind: String
  /// The id of the commit, or the name of the tag.
  package var key: String
  /// The first line of its message.
  package var subject: String
  package var author: String
  /// How it is signed, which nobody has verified: `openpgp`, `ssh` …
  package var signed: String?
  /// The repository still shows it.
  package var isThere: Bool

  package init(
    source: String, kind: String, key: String, subject: String, author: String, signed: String?, isThere: Bool
  ) {
    self.source = source
    self.kind = kind
    self.key = key
    self.subject = subject
    self.author = author
    self.signed = signed
    self.isThere = isThere
  }
}

/// One look at a source.
package struct SyncRun: Sendable, Equatable, Identifiable {
  package var id: Int64
  package var source: String
  package var startedAt: Instant
  package var endedAt: Instant?
  package var outcome: String
  /// Everything was compared, and not only what is new.
  package var isFull: Bool
  package var counts: SyncCounts
  package var detail: String

  package init(
    id: Int64, source: String, startedAt: Instant, endedAt: Instant?, outcome: String, isFull: Bool,
    counts: SyncCounts, detail: String
  ) {
    self.id = id
    self.source = source
    self.startedAt = startedAt
    self.endedAt = endedAt
    self.outcome = outcome
    self.isFull = isFull
    self.counts = counts
    self.detail = detail
  }
}

/// What became of a thing of a source.
package struct SyncFact: Sendable, Equatable, Identifiable {
  package var id: Int64
  /// `model`, `prompt`, `version`, `run`, `tag` …
  package var kind: String
  /// By the source's own names.
  package var key: String
  /// `seen`, `altered`, `renamed`, `deleted` or `returned`.
  package var what: String
  /// The artifact or version that it is here.
  package var subject: String?
  /// JSON.
  package var was: String?
  package var now: String?
  package var recordedAt: Instant

  package init(
    id: Int64, kind: String, key: String, what: String, subject: String?, was: String?, now: String?,
    recordedAt: Instant
  ) {
    self.id = id
    self.kind = kind
    self.key = key
    self.what = what
    self.subject = subject
    self.was = was
    self.now = now
    self.recordedAt = recordedAt
  }
}
