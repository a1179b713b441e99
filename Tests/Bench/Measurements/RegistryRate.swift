import Catalog
import Governance
import TestSupport

/// Versions registered one after the other through the rules of the catalog, beside bare inserts of the same bytes by the same
/// libpq; then what people and services ask of a large registry, beside bare selects.
struct RegistryRate: Measurement {
  let name = "registry"
  let about =
    "register 10 000 versions, beside a bare INSERT; list, search, read and resolve, beside a bare SELECT"
  private let versions = 10_000

  func run(_ report: @Sendable (Figure) -> Void, in place: BenchPlace, on cluster: BenchCluster) async throws {
    try await register(report, on: cluster)
    let database = try await cluster.crowd(place)
    try await cluster.officer("reader", person: "p7", in: database)
    try cluster.psql(database, ["-c", "set client_min_messages = warning", "-c", BareVersions.copied])
    let desk = Connection(cluster.connection(as: "reader", to: database))
    let stored = try cluster.psql(database, ["-At", "-c", "select count(*) from countersign_private.version"])
    report(
      Figure(
        what: "versions in the catalog that is asked", ours: Double(stored) ?? .nan, unit: .count,
        note: "50 000 at 10⁶ generations"))
    let artifacts = max(400, place.generations / 200)
    func name(_ turn: Int) -> String {
      let digits = String(1 + turn * 7919 % artifacts)
      return "artifact-" + String(repeating: "0", count: max(0, 5 - digits.count)) + digits
    }
    let page = { (words: String?) in PageArtifacts(words: words, limit: 50) }
    let runs = place.runs * 20
    let bare = try await median(runs) { _ in _ = try await desk.rows(BarePage(after: "")) }
    report(
      Figure(
        what: "a page of the list", ours: try await median(runs) { _ in _ = try await desk.rows(page(nil)) },
        peer: bare, unit: .milliseconds, note: "50 rows by key"))
    report(
      Figure(
        what: "a page of a search",
        ours: try await median(runs) { _ in _ = try await desk.rows(page("question 1")) },
        peer: bare, unit: .milliseconds, note: "by words in name and purpose"))
    let one = try await median(runs) { _ = try await desk.rows(BareVersion(artifact: name($0), label: "7")) }
    report(
      Figure(
        what: "one version with its body",
        ours: try await median(runs) { _ = try await desk.rows(ReadVersion(artifact: name($0), label: "7")) },
        peer: one,
        unit: .milliseconds))
    let digest = try await median(runs) { _ = try await desk.rows(BareDigest(artifact: name($0), label: "7")) }
    report(
      Figure(
        what: "resolve what production serves",
        ours: try await median(runs) {
          _ = try await desk.rows(
            ResolveVersion(artifact: name($0), environment: "production", key: "customer \($0)"))
        }, peer: digest, unit: .milliseconds, goal: .atMost(2), note: "beside a SELECT of one label and digest"))
  }

  private func register(_ report: @Sendable (Figure) -> Void, on cluster: BenchCluster) async throws {
    try await cluster.make("registry")
    try cluster.psql(
      "registry", ["-c", "set client_min_messages = warning", "-c", BareVersions.builder, "-c", BareVersions.empty])
    let desk = Connection(cluster.connection(as: "builder", to: "registry"))
    let peer = try await rate { _ = try await desk.rows(BareInsert(number: $0, body: Self.body($0))) }
    let ours = try await rate { number in
      _ = try await desk.one(
        RegisterVersion(
          registration: Self.registration(number, of: "prompt"), body: Self.body(number), pins: "[]",
          effectiveAt: nil, channel: .command))
    }
    report(
      Figure(
        what: "register, one after the other", ours: ours, peer: peer, unit: .perSecond, goal: .atLeast(1.0 / 3),
        note: "each its own act, beside a bare INSERT each"))
    let together = Stopwatch()
    try await desk.transaction { desk throws(Problem) in
      for first in stride(from: 0, to: versions, by: 500) {
        let numbers = first..<min(first + 500, versions)
        _ = try desk.rows(
          RegisterVersions(
            registrations: numbers.map { Self.registration($0, of: "imported") }, bodies: numbers.map(Self.body),
            pins: "[]", channel: .command))
      }
    }
    let imported = Double(versions) / together.seconds
    report(
      Figure(
        what: "register all of them in one act", ours: imported, peer: peer, unit: .perSecond, goal: .atLeast(1.0 / 3),
        note: "as `registry import` does, beside the same bare INSERTs one after the other"))
    let within = Stopwatch()
    try await desk.transaction { desk throws(Problem) in
      for number in 0..<versions { _ = try desk.rows(BareInsert(number: versions + number, body: Self.body(number))) }
    }
    report(
      Figure(
        what: "the same", ours: imported, peer: Double(versions) / within.seconds, unit: .perSecond,
        note: "beside bare INSERTs that share a transaction"))
    try cluster.drop("registry")
  }

  private static func body(_ number: Int) -> [UInt8] {
    Array(#"{"kind":"text","template":"\#(String(repeating: "Be kind to number \(number). ", count: 20))"}"#.utf8)
  }

  private static func registration(_ number: Int, of family: String) -> Registration {
    Registration(
      artifact: "\(family)-\(number / 10)", kind: .prompt, team: "office", owner: "builder", tier: .low,
      purpose: "Is kind.", body: "", message: "change \(number)")
  }

  private func rate(_ act: (Int) async throws -> Void) async throws -> Double {
    let began = Stopwatch()
    for number in 0..<versions { try await act(number) }
    return Double(versions) / began.seconds
  }

  private func median(_ runs: Int, _ act: (Int) async throws -> Void) async throws -> Double {
    var times: [Double] = []
    for turn in 0..<runs {
      let began = Stopwatch()
      try await act(turn)
      times.append(began.seconds * 1000)
    }
    return times.median
  }
}

private enum BareVersions {
  static let builder = """
    insert into countersign_private.team values ('office', 'Office', true);
    insert into countersign_private.person (key, name, team) values ('builder', 'Builder', 'office');
    select countersign_private.make_login('builder');
    insert into countersign_private.person_login (login, person) values ('builder', 'builder');
    grant countersign_builder to builder
    """
  static let empty = """
    create table public.bare_version (artifact text, label text, body bytea, digest bytea, primary key (artifact, label));
    grant usage on schema public to public; grant insert, select on public.bare_version to public
    """
  static let copied = """
    drop table if exists public.bare_version;
    create table public.bare_version as select a.name as artifact, v.label, v.body, v.digest
      from countersign_private.version v join countersign_private.artifact a on a.id = v.artifact;
    create unique index on public.bare_version (artifact, label); analyze public.bare_version;
    grant usage on schema public to public; grant select on public.bare_version to public
    """
}

private struct BareInsert: Query {
  static let sql = "insert into public.bare_version values ($1, $2, $3, sha256($3))"
  var number: Int
  var body: [UInt8]
  var parameters: [Parameter] { [.text("prompt-\(number / 10)"), .text(String(number)), .bytes(body)] }
  static func decode(_ row: inout RowReader) throws(Problem) {}
}

private struct BarePage: Query {
  static let sql =
    "select artifact, label from public.bare_version where artifact > $1 order by artifact, label limit 50"
  var after: String
  var parameters: [Parameter] { [.text(after)] }
  static func decode(_ row: inout RowReader) throws(Problem) -> String { try row.next() }
}

private struct BareDigest: Query {
  static let sql = "select label, encode(digest, 'hex') from public.bare_version where artifact = $1 and label = $2"
  var artifact: String
  var label: String
  var parameters: [Parameter] { [.text(artifact), .text(label)] }
  static func decode(_ row: inout RowReader) throws(Problem) -> String { try row.next() }
}

private struct BareVersion: Query {
  static let sql = "select artifact, label, body from public.bare_version where artifact = $1 and label = $2"
  var artifact: String
  var label: String
  var parameters: [Parameter] { [.text(artifact), .text(label)] }
  static func decode(_ row: inout RowReader) throws(Problem) -> String { try row.next() }
}
