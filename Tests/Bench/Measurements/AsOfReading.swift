import Catalog
import Governance
import TestSupport

/// The console's questions about the present and about a past moment, beside the same questions of tables that keep the
/// present alone: no spans, no guard, nothing but what is now.
struct AsOfReading: Measurement {
  let name = "as-of"
  let about = "present view beside a present-only table, then past beside present; no table is read whole"

  func run(_ report: @Sendable (Figure) -> Void, in place: BenchPlace, on cluster: BenchCluster) async throws {
    let database = try await cluster.crowd(place)
    try await cluster.officer("vera", person: "p9", in: database)
    try cluster.psql(database, ["-c", PresentOnly.script])
    // The same login: what rights cost is asked of both.
    let bare = Connection(cluster.connection(as: "vera", to: database))
    try await bare.script("set search_path = bare, countersign")
    let present = Connection(cluster.connection(as: "vera", to: database))
    let past = Connection(cluster.connection(as: "vera", to: database))
    let moment = try await present.one(ReadServerClock()).advanced(bySeconds: -100 * 86_400)
    try await past.show(asOf: moment)
    for question in try Question.asked(try await Subject(present)) {
      var times: [[Double]] = [[], [], []]
      var reads: Set<String> = []
      for round in 0..<(place.runs * 3 + 3) {
        for (place, connection) in [bare, present, past].enumerated() {
          let began = Stopwatch()
          try await question.ask(connection)
          if round >= 3 { times[place].append(began.seconds * 1000) }
        }
      }
      for connection in [present, past] { reads.formUnion(try await question.scanned(connection)) }
      let note = reads.isEmpty ? "" : "reads whole: " + reads.sorted().joined(separator: ", ")
      report(
        Figure(
          what: question.name + ", present", ours: times[1].median, peer: times[0].median, unit: .milliseconds,
          goal: .atMost(1.6), note: note))
      report(
        Figure(
          what: question.name + ", past", ours: times[2].median, peer: times[1].median, unit: .milliseconds,
          goal: question.isKeyed ? .atMost(2) : nil,
          note: question.isKeyed ? "" : "a list over a state: sorts what was open then"))
    }
  }
}

/// What the questions are about: some row in the middle of each kind.
struct Subject {
  var artifact = "artifact-00202"
  var chain = "artifact-00201"
  var generation: String

  init(_ connection: Connection) async throws {
    generation = try await connection.one(SomeGeneration())
  }

  private struct SomeGeneration: Query {
    static let sql =
      "select id from generation where model = 'artifact-00201' and model_version = '1' order by id limit 1"
    static func decode(_ row: inout RowReader) throws(Problem) -> String { try row.next() }
  }
}

/// A question of the console, asked of whatever its connection shows.
struct Question: Sendable {
  var name: String
  /// Asked by a key, and not over a state, which in the past needs another kind of index and a sort.
  var isKeyed = true
  private(set) var ask: @Sendable (Connection) async throws -> Void
  /// Tables of more than a hundred rows that answering reads whole.
  private(set) var scanned: @Sendable (Connection) async throws -> [String]

  private init<Q: Query>(_ name: String, isKeyed: Bool = true, _ query: Q) {
    self.name = name
    self.isKeyed = isKeyed
    ask = { _ = try await $0.rows(query) }
    scanned = { try await $0.touched(by: query).filter { $0.scanned > 100 }.map(\.table) }
  }

  static func asked(_ subject: Subject) throws -> [Question] {
    [
      Question("a round trip", ReadServerClock()),
      Question("artifacts, a page by name", try PageArtifacts.page(after: subject.artifact)),
      Question("an artifact by name", ReadArtifact(name: subject.artifact)),
      Question(
        "a pointer by key",
        FindVersion(name: VersionName(artifact: subject.artifact, selector: .environment("production")))),
      Question("versions of an artifact", ListVersions(artifact: subject.artifact, limit: 50)),
      Question("who pins an artifact", ListUsers(artifact: subject.artifact)),
      Question("moves of a pointer", ListPointerMoves(artifact: subject.artifact)),
      Question("review queue, a page by due", isKeyed: false, PageReviewItems.page(queue: "high")),
      Question(
        "open promotions, a page", isKeyed: false,
        PagePromotions(states: [.open], limit: 51)),
      Question(
        "promotions of an artifact",
        PagePromotions(
          states: PromotionState.allCases, artifact: subject.artifact, limit: 51)),
      Question("a generation by id", GenerationByID(id: subject.generation)),
      Question("newest 50 of a model version", GenerationsOfVersion(model: subject.chain, version: "1")),
    ]
  }
}

extension PageArtifacts {
  fileprivate static func page(after name: String) throws -> PageArtifacts {
    try PageArtifacts().reading(.after(name), limit: 50)
  }
}

extension PageReviewItems {
  static func page(queue: String) -> PageReviewItems {
    PageReviewItems(queue: queue, states: [.open, .escalated, .disagreed], limit: 51)
  }
}

private struct GenerationByID: Query {
  static let sql = "select event_id from generation where id = $1::uuid"
  var id: String
  var parameters: [Parameter] { [.text(id)] }
  static func decode(_ row: inout RowReader) throws(Problem) -> String { try row.next() }
}

private struct GenerationsOfVersion: Query {
  static let sql = """
    select id from generation where model = $1 and model_version = $2 order by id desc limit 50
    """
  var model: String
  var version: String
  var parameters: [Parameter] { [.text(model), .text(version)] }
  static func decode(_ row: inout RowReader) throws(Problem) -> String { try row.next() }
}
