internal import Catalog
internal import Evidence
internal import Governance
internal import Ingest

/// What one look at a source hands to the catalog. Everything goes in together with the note that it was seen, in one
/// transaction: what was taken is not taken again.
actor SyncTaking {
  /// A thing of a source as it is now.
  struct Shown: Sendable {
    var kind: String
    var key: String
    var state: JSONValue
    /// The artifact or version that it is here.
    var subject: String?
    /// The key it had before it was renamed there.
    var was: String?
    /// It leaves no fact of its own: what it became here is one.
    var isQuiet = false
  }
  /// What the source showed last.
  struct Known: Sendable {
    var state: JSONValue
    var subject: String?
    var isThere: Bool
  }

  let source: SyncSource
  /// `countersign://` and the name of the catalog.
  let office: String
  let now: Instant
  private let connection: Connection
  private let run: Int64
  private(set) var counts = SyncCounts()
  private var receipt: Int64?

  init(_ connection: Connection, source: SyncSource, run: Int64, office: String, now: Instant) {
    self.connection = connection
    self.source = source
    self.run = run
    self.office = office
    self.now = now
  }

  func saw(_ count: Int) { counts.seen += Int64(count) }

  func known(_ kind: String, _ keys: [String]? = nil) async throws(Problem) -> [String: Known] {
    var known: [String: Known] = [:]
    for row in try await connection.rows(ListSyncObjects(source: source.name, kind: kind, keys: keys)) {
      let state = (try? JSONValue(Array(row.state.utf8), policy: .generation)) ?? .null
      known[row.key] = Known(state: state, subject: row.subject, isThere: row.isThere)
    }
    return known
  }

  func cursor(_ part: String) async throws(Problem) -> String? {
    try await connection.one(ReadSyncCursor(source: source.name, part: part))
  }

  func set(_ part: String, to place: String) async throws(Problem) {
    _ = try await connection.rows(SetSyncCursor(run: run, part: part, place: place))
  }

  /// - countsNew: it becomes nothing else here that is counted.
  func note(_ shown: [Shown], countsNew: Bool = false) async throws(Problem) {
    guard !shown.isEmpty else { return }
    let answer = try await connection.one(NoteSync(run: run, json: Self.json(shown)))
    counts.changed += answer.changed
    if countsNew { counts.added += answer.added }
  }

  func end(_ kind: String, but keys: [String], under: String = "") async throws(Problem) {
    counts.gone += try await connection.one(EndSyncObjects(run: run, kind: kind, keys: keys, under: under))
  }

  // MARK: versions and figures

  /// Registers a version, records its figures and its lineage, and notes all of it; answers its name here.
  func register(
    _ registration: Registration, at: Instant, lineage: (String) -> [UInt8]?, shown: (String) -> [Shown]
  ) async throws(Problem) -> String {
    let body = try CanonicalJSON.body(of: Array(registration.body.utf8))
    try registration.mustHoldNoSecret()
    let query = RegisterVersion(
      registration: registration, body: body, pins: PinList.json(registration.dependsOn), effectiveAt: at,
      channel: .command)
    let answer = try await connection.one(query)
    let name = "\(registration.artifact)@\(answer.label)"
    if answer.isNew { counts.added += 1 }
    if let line = lineage(name) { try await take([line], OpenLineage.self) }
    try await note(shown(name))
    return name
  }

  /// Records figures of a version, each with the note that it was seen.
  func evaluate(_ version: VersionName, _ figures: [(evaluation: Evaluation, shown: Shown)]) async throws(Problem) {
    for figure in figures {
      let record = RecordEvaluation(
        version: version, evaluation: figure.evaluation, effectiveAt: figure.evaluation.at, channel: .command)
      let note = NoteSync(run: run, json: Self.json([figure.shown]))
      _ = try await connection.transaction { connection throws(Problem) in
        _ = try connection.one(record)
        return try connection.one(note).added
      }
      counts.added += 1
    }
  }

  // MARK: lines

  /// Takes lines of a format, all of them in one transaction with the notes; those that are refused lie in quarantine.
  func take(_ lines: [[UInt8]], _ type: any LineFormat.Type, notes: [Shown] = []) async throws(Problem) {
    guard !lines.isEmpty else { return try await note(notes) }
    let format = type.init(producer: source.name, now: now)
    var batch = IngestBatch()
    for (place, line) in lines.enumerated() {
      guard let outcome = IngestBatch.Fact.of(format.read(line)) else { continue }
      batch.add(IngestBatch.Line(number: place + 1, raw: line, outcome: outcome))
    }
    let (receipt, filled, run) = (try await openReceipt(), batch, run)
    let json = Self.json(notes)
    let answer: BatchAnswer
    do {
      answer = try await connection.transaction { connection throws(Problem) in
        let answer = try filled.send(over: connection, receipt)
        if !notes.isEmpty { _ = try connection.one(NoteSync(run: run, json: json)) }
        return answer
      }
    } catch  where error.kind == .fault || error.kind == .badData {
      // The catalog cannot take one of them: it is looked for, and the others go in.
      answer = try await filled.take(over: connection, receipt: receipt)
      try await note(notes)
    } catch {
      throw error
    }
    counts.added += Int64(answer.taken)
    counts.refused += Int64(answer.refused)
  }

  /// Takes what is said now of events that were taken before, in one transaction with the notes. What has no event here, or no room
  /// with it, lies in quarantine.
  ///
  /// - Parameters:
  ///   - key: of the thing whose events these are.
  ///   - value: what lies in quarantine then.
  func judge(_ reports: [ScoreReport], _ key: String, _ value: JSONValue, notes: [Shown]) async throws(Problem) {
    var batch = ScoreBatch()
    for report in reports { batch.add(report) }
    let take = TakeScores(receipt: try await openReceipt(), batch: batch)
    let note = NoteSync(run: run, json: Self.json(notes))
    let answer: String
    do {
      answer = try await connection.transaction { connection throws(Problem) in
        let answer = try connection.one(take)
        // What was not taken is tried again when everything is compared.
        if try Self.untaken(of: reports, answer) == nil { _ = try connection.one(note) }
        return answer
      }
    } catch  where error.kind == .fault || error.kind == .badData {
      return try await refuse("judgements", key, "catalog.refused", error.summary, value)
    } catch {
      throw error
    }
    let reply = try JSONReading(Array(answer.utf8))
    counts.added += reply["taken"]?.integer ?? 0
    counts.changed += reply["withdrawn"]?.integer ?? 0
    if let refusal = try Self.untaken(of: reports, answer) {
      try await refuse("judgements", key, refusal.code, refusal.reason, value)
    }
  }

  /// Why not all that is said in reports was taken; nil when it was.
  private static func untaken(of reports: [ScoreReport], _ answer: String) throws(Problem) -> Refusal? {
    let reply = try JSONReading(Array(answer.utf8))
    for (name, refusal) in [("missing", Refusal.noCallToJudge), ("full", Refusal.tooManyJudgements)] {
      let places = (reply[name]?.elements ?? []).compactMap(\.integer).map { Int($0) }
      if places.contains(where: { reports.indices.contains($0) && !reports[$0].scores.isEmpty }) { return refusal }
    }
    return nil
  }

  /// Puts a thing into quarantine, and notes that it was refused as it is: it is tried again when everything is compared.
  ///
  /// - state: what is remembered of it, too.
  func refuse(
    _ kind: String, _ key: String, _ code: String, _ reason: String, _ value: JSONValue,
    state: [(String, JSONValue)] = []
  ) async throws(Problem) {
    let raw = (try? CanonicalJSON.bytes(of: value, policy: .generation)) ?? Array(key.utf8)
    let put = PutInQuarantine(
      receipt: try await openReceipt(), .init(line: Int(counts.seen), code: code, reason: reason, raw: raw))
    let note = NoteSync(
      run: run,
      json: Self.json([
        Shown(
          kind: "refused", key: "\(kind) \(key)",
          state: .object(
            ([("digest", .string(ContentDigest(of: raw).text)), ("reason", .string(reason))] + state)
              .map { .init($0.0, $0.1) }),
          isQuiet: true)
      ]))
    try await connection.transaction { connection throws(Problem) in
      _ = try connection.one(put)
      _ = try connection.one(note)
    }
    counts.refused += 1
  }

  private func openReceipt() async throws(Problem) -> Int64 {
    if let receipt { return receipt }
    let opened = try await connection.one(
      OpenReceipt(producer: source.name, format: source.kind.rawValue, origin: source.address))
    receipt = opened
    return opened
  }

  // MARK: aliases

  func ordersDue() async throws(Problem) -> [(id: Int64, remote: String, alias: String, version: String)] {
    try await connection.rows(ListAliasOrdersDue(run: run))
  }

  func answer(_ order: Int64, isSet: Bool, words: String) async throws(Problem) {
    _ = try await connection.rows(AnswerAliasOrder(run: run, order: order, isSet: isSet, words: words))
  }

  /// - isWhole: it came to its end: what it compared, it compared whole.
  func close(_ isDone: Bool, _ words: String, isWhole: Bool) async throws(Problem) {
    if let receipt { _ = try await connection.rows(CloseReceipt(receipt: receipt)) }
    _ = try await connection.rows(
      CloseSync(
        run: run, outcome: isDone && isWhole ? "done" : isDone ? "part" : "failed", counts: counts, detail: words))
  }

  private static func json(_ shown: [Shown]) -> String {
    let list = JSONValue.array(
      shown.map { thing in
        .object([
          .init("kind", .string(thing.kind)), .init("key", .string(thing.key)), .init("state", thing.state),
          .init("subject", thing.subject.map { .string($0) } ?? .null),
          .init("was", thing.was.map { .string($0) } ?? .null), .init("quiet", .bool(thing.isQuiet)),
        ])
      })
    return (try? CanonicalJSON.bytes(of: list, policy: .generation)).map { String(decoding: $0, as: UTF8.self) } ?? "[]"
  }
}
