package import Governance

/// Begins to follow a source; answers the number of the activity, nil when it is followed already.
package struct AddSyncSource: Query {
  package static let sql = EmbeddedSQL.AddSyncSource
  package var parameters: [Parameter]
  package init(
    name: String, kind: SyncSource.Kind, address: String, team: String, owner: String?, reason: String, channel: Channel
  ) {
    parameters = [
      .text(name), .text(kind.rawValue), .text(address), .text(team), .text(reason), .text(channel.rawValue),
      .text(owner),
    ]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Int64? { try row.next() }
}

/// Says which branches and tags of a repository are followed; answers the number of the activity, nil when that is so already.
package struct ChooseSyncReferences: Query {
  package static let sql = EmbeddedSQL.ChooseSyncReferences
  package var parameters: [Parameter]
  package init(source: String, patterns: [String], reason: String, channel: Channel) {
    parameters = [.text(source), .texts(patterns), .text(reason), .text(channel.rawValue)]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Int64? { try row.next() }
}

/// The commits and tags that a version names, of the repositories that are followed.
package struct ListVersionOrigins: Query {
  package static let sql = EmbeddedSQL.ListVersionOrigins
  package var parameters: [Parameter]
  package init(artifact: String, label: String) { parameters = [.text(artifact), .text(label)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> VersionOrigin {
    VersionOrigin(
      source: try row.next(), kind: try row.next(), key: try row.next(), subject: try row.next(),
      author: try row.next(),
      signed: try row.next(), isThere: try row.next())
  }
}

/// Says how a source is followed; answers the number of the activity.
package struct SetSyncRule: Query {
  package static let sql = EmbeddedSQL.SetSyncRule
  package var parameters: [Parameter]
  /// - seconds: between two looks; nil: only when somebody asks.
  package init(
    source: String, seconds: Int64?, alias: String?, environment: String?, reason: String, channel: Channel
  ) {
    parameters = [
      .text(source), .integer(seconds), .text(alias), .text(environment), .text(reason), .text(channel.rawValue),
    ]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Int64 { try row.next() }
}

/// Begins to look at a source; answers the number of the run.
package struct OpenSync: Query {
  package static let sql = EmbeddedSQL.OpenSync
  package var parameters: [Parameter]
  package init(source: String, isFull: Bool) { parameters = [.text(source), .bool(isFull)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Int64 { try row.next() }
}

/// Keeps what a source shows; answers how many were new, and how many had changed.
package struct NoteSync: Query {
  package static let sql = EmbeddedSQL.NoteSync
  package var parameters: [Parameter]
  /// - json: a list of {kind, key, state, subject, was, quiet}.
  package init(run: Int64, json: String) { parameters = [.integer(run), .text(json)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> (added: Int64, changed: Int64) {
    (try row.next(), try row.next())
  }
}

/// Says what a source no longer shows: all of a kind but some keys; answers how many went.
package struct EndSyncObjects: Query {
  package static let sql = EmbeddedSQL.EndSyncObjects
  package var parameters: [Parameter]
  /// - under: what the keys begin with; empty for all of them.
  package init(run: Int64, kind: String, keys: [String], under: String = "") {
    parameters = [.integer(run), .text(kind), .texts(keys), .text(under)]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Int64 { try row.next() }
}

/// Says how far a part of a source has been read.
package struct SetSyncCursor: Query {
  package static let sql = EmbeddedSQL.SetSyncCursor
  package var parameters: [Parameter]
  package init(run: Int64, part: String, place: String) { parameters = [.integer(run), .text(part), .text(place)] }
  package static func decode(_ row: inout RowReader) throws(Problem) {}
}

/// Ends a look at a source.
package struct CloseSync: Query {
  package static let sql = EmbeddedSQL.CloseSync
  package var parameters: [Parameter]
  /// - outcome: `done` or `failed`.
  package init(run: Int64, outcome: String, counts: SyncCounts, detail: String) {
    parameters = [
      .integer(run), .text(outcome), .integer(counts.seen), .integer(counts.added), .integer(counts.changed),
      .integer(counts.gone), .integer(counts.refused), .text(detail),
    ]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) {}
}

/// The sources that are followed, by name.
package struct ListSyncSources: Query {
  package static let sql = EmbeddedSQL.ListSyncSources
  package init() {}
  package static func decode(_ row: inout RowReader) throws(Problem) -> SyncSource {
    SyncSource(
      name: try row.next(), kind: try row.word(), address: try row.next(), team: try row.next(), owner: try row.next(),
      every: try row.next(),
      alias: try row.next(), environment: try row.next(), due: try row.next(), isRunning: try row.next(),
      startedAt: try row.next(), endedAt: try row.next(), outcome: try row.next(), counts: try SyncCounts(from: &row),
      detail: try row.next(), there: try row.next(), missing: try row.next(), ordersWaiting: try row.next(),
      ordersSet: try row.next(), orderWords: try row.next(), fullAt: try row.next(),
      references: try row.next())
  }
}

/// Looks at sources, newest first.
package struct ListSyncRuns: Query {
  package static let sql = EmbeddedSQL.ListSyncRuns
  package var parameters: [Parameter]
  /// - source: nil for all.
  package init(source: String?, limit: Int) { parameters = [.text(source), .integer(limit)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> SyncRun {
    SyncRun(
      id: try row.next(), source: try row.next(), startedAt: try row.next(), endedAt: try row.next(),
      outcome: try row.next(), isFull: try row.next(), counts: try SyncCounts(from: &row), detail: try row.next())
  }
}

extension SyncCounts {
  fileprivate init(from row: inout RowReader) throws(Problem) {
    self.init(
      seen: try row.next(), added: try row.next(), changed: try row.next(), gone: try row.next(),
      refused: try row.next())
  }
}

/// What a source showed last, of one kind.
package struct ListSyncObjects: Query {
  package static let sql = EmbeddedSQL.ListSyncObjects
  package var parameters: [Parameter]
  /// - keys: nil for all.
  package init(source: String, kind: String, keys: [String]? = nil) {
    parameters = [.text(source), .text(kind), keys.map { .texts($0) } ?? .text(nil)]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> (
    key: String, state: String, subject: String?, isThere: Bool
  ) { (try row.next(), try row.next(), try row.next(), try row.next()) }
}

/// How far a part of a source has been read.
package struct ReadSyncCursor: Query {
  package static let sql = EmbeddedSQL.ReadSyncCursor
  package var parameters: [Parameter]
  package init(source: String, part: String) { parameters = [.text(source), .text(part)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> String? { try row.next() }
}

/// What became of the things of a source, newest first.
package struct ListSyncFacts: Query {
  package static let sql = EmbeddedSQL.ListSyncFacts
  package var parameters: [Parameter]
  package init(source: String, before: Int64?, limit: Int) {
    parameters = [.text(source), .integer(before), .integer(limit)]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> SyncFact {
    SyncFact(
      id: try row.next(), kind: try row.next(), key: try row.next(), what: try row.next(), subject: try row.next(),
      was: try row.next(), now: try row.next(), recordedAt: try row.next())
  }
}

/// Aliases to be set now.
package struct ListAliasOrdersDue: Query {
  package static let sql = EmbeddedSQL.ListAliasOrdersDue
  package var parameters: [Parameter]
  package init(run: Int64) { parameters = [.integer(run)] }
  /// - remote: `NAME/VERSION` as the registry calls it.
  package static func decode(_ row: inout RowReader) throws(Problem) -> (
    id: Int64, remote: String, alias: String, version: String
  ) { (try row.next(), try row.next(), try row.next(), try row.next()) }
}

/// Says what became of an alias that was to be set.
package struct AnswerAliasOrder: Query {
  package static let sql = EmbeddedSQL.AnswerAliasOrder
  package var parameters: [Parameter]
  package init(run: Int64, order: Int64, isSet: Bool, words: String) {
    parameters = [.integer(run), .integer(order), .bool(isSet), .text(words)]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) {}
}
