internal import Evidence
internal import Governance
internal import Ingest

/// One look at a registry of MLflow: experiments and runs, models and prompts with their versions, then traces.
///
/// MLflow tells nobody what has changed. Names, aliases and times of change of all models are read at every look; versions of
/// those that say that they have changed, runs and traces from where the last look ended. A full look reads all of it and finds
/// what is gone.
struct MLflowSync: SourceLook {
  let taking: SyncTaking
  let server: any TrackingServer
  let isFull: Bool
  let deadline: ContinuousClock.Instant?
  let progress: @Sendable (SyncCounts) -> Void

  var aliasesSet = 0
  /// Time was up before everything was read.
  var isCutShort = false
  var experiments: [String: String] = [:]
  /// Runs of this look; the registry is asked for others one by one.
  var runs: [String: TrackedRun] = [:]
  /// Runs that have changed since the last look.
  var altered: Set<String> = []

  /// Courses of figures that this look may still ask for, each by itself.
  var historiesLeft = 500

  static let mostRunsKept = 10_000
  /// A run or a trace may come late by as much.
  static let overlap: Int64 = 3_600_000
  /// Traces taken before, the newest, that each look reads again: nothing tells when something was said of one.
  static let tracesReadAgain = 1000

  init(
    taking: SyncTaking, server: any TrackingServer, isFull: Bool,
    deadline: ContinuousClock.Instant?,
    progress: @escaping @Sendable (SyncCounts) -> Void
  ) {
    self.taking = taking
    self.server = server
    self.isFull = isFull
    self.deadline = deadline
    self.progress = progress
  }

  mutating func look() async throws(Problem) {
    try await readExperiments()
    try await readRuns()
    if !isCutShort { try await readModels() }
    if !isCutShort { try await readTraces() }
  }

  /// Asks page after page until there is none, `each` says that it is enough, or time is up.
  mutating func pages(
    _ question: TrackingQuestion, of list: String,
    each: (inout MLflowSync, [JSONValue]) async throws(Problem) -> Bool
  ) async throws(Problem) {
    var question = question
    var seen: Set<String> = []
    while true {
      let answer = try await server.ask(question)
      let things = answer[list]?.elements ?? []
      await taking.saw(things.count)
      if try await !each(&self, things) { return }
      progress(await taking.counts)
      guard let token = answer["next_page_token"]?.text, !token.isEmpty else { return }
      guard seen.insert(token).inserted else {
        throw Problem(
          .unreachable, "mlflow.pages",
          happened: "The tracking server answers \(question.path) in a circle.",
          because: "It gave the same page token twice.",
          remedy: "Look at the server; it is asked again at the next look.")
      }
      if try timeIsUp {
        isCutShort = true
        return
      }
      if let body = question.body, case .object(let members) = body {
        question.body = .object(
          members.filter { $0.key != "page_token" } + [.init("page_token", .string(token))])
      } else {
        question.query.removeAll { $0.name == "page_token" }
        question.query.append(("page_token", token))
      }
    }
  }
}

extension Problem {
  /// Something is wrong with what was handed in, and not with the catalog, the right or the session.
  var isOfOneThing: Bool {
    [.usage, .badData, .notFound, .conflict, .notPermitted, .unmet].contains(kind)
      && !code.hasPrefix("sync.") && !code.hasPrefix("right.") && !code.hasPrefix("person.")
      && code != "catalog.busy"
  }
}

extension JSONValue {
  /// The same value, whatever the order of its members.
  func isSame(as other: JSONValue) -> Bool {
    guard let left = try? CanonicalJSON.bytes(of: self, policy: .generation),
      let right = try? CanonicalJSON.bytes(of: other, policy: .generation)
    else { return false }
    return left == right
  }
}
