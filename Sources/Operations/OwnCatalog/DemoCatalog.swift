internal import Catalog
package import Governance
internal import SampleWorld

extension OwnCatalog {
  /// Which sample world to show.
  package struct DemoChoice: Sendable {
    package var seed: UInt64 = 20_261_121
    /// Multiplies the generations.
    package var scale: Int = 1
    /// How many more items wait for review.
    package var surge: Int = 0
    /// The world's present; nil is the real time, and its clock then runs on.
    package var now: Instant?
    package init(scale: Int = 1, surge: Int = 0, now: Instant? = nil) {
      self.scale = scale
      self.surge = surge
      self.now = now
    }
  }

  /// The program's login in the sample world: what producers would send through.
  package static let collector = "meridian.collector"

  /// People of the sample world: login, name, roles, and a sentence about their work.
  package static var demoPeople: [(login: String, name: String, roles: [String], about: String)] {
    World(seed: DemoChoice().seed, now: Instant(microseconds: 0)).people.map { ($0.login, $0.name, $0.roles, $0.about) }
  }

  /// The sample world on a Postgres of its own, built through the doors that producers and people use.
  ///
  /// A finished world of the same choice is shown again while it is younger than half a day: then its queues are alive.
  package static func demo(_ choice: DemoChoice, progress: @escaping @Sendable (String) -> Void) async throws(Problem)
    -> OwnCatalog
  {
    let logins = demoPeople.map(\.login) + [collector]
    let postgres = try PrivatePostgres(use: .demo)
    let own = OwnCatalog(postgres: postgres, settings: try postgres.start(logins: logins, progress: progress))
    let connection = Connection(own.owner)
    let clock = try await connection.serverClock()
    let now = choice.now ?? clock
    let wanted = WorldMark(choice, builtAt: now)
    if let mark = try await connection.one(ReadWorldMark()).flatMap(WorldMark.init), mark.serves(wanted) { return own }
    progress("Building the sample world \(World(seed: choice.seed, now: now).catalogName).")
    try await Migrator(connection).remake()
    try await SampleCatalog(
      own: own, world: World(seed: choice.seed, now: now), scale: choice.scale, surge: choice.surge
    )
    .build(standsStill: choice.now != nil, progress: progress)
    _ = try await connection.rows(WriteWorldMark(mark: wanted.text))
    return own
  }
}

/// What a finished sample world was built from: schema, seed, scale and surge, moment, and whether its clock stands still.
private struct WorldMark {
  private var schema: String
  private var seed: String
  private var scale: String
  private var moment: Instant
  private var pinned: String

  init(_ choice: OwnCatalog.DemoChoice, builtAt moment: Instant) {
    schema = Migrator.fingerprint
    seed = String(choice.seed)
    scale = choice.surge == 0 ? "\(choice.scale)" : "\(choice.scale)+\(choice.surge)"
    pinned = choice.now == nil ? "running" : "pinned"
    self.moment = moment
  }

  init?(_ text: String) {
    let parts = text.split(separator: " ").map(String.init)
    guard parts.count == 5, let microseconds = Int64(parts[3]) else { return nil }
    (schema, seed, scale, pinned) = (parts[0], parts[1], parts[2], parts[4])
    moment = Instant(microseconds: microseconds)
  }

  var text: String { "\(schema) \(seed) \(scale) \(moment.microseconds) \(pinned)" }

  func serves(_ wanted: WorldMark) -> Bool {
    let age = wanted.moment.seconds(since: moment)
    return (schema, seed, scale, pinned) == (wanted.schema, wanted.seed, wanted.scale, wanted.pinned)
      && (pinned == "pinned" ? age == 0 : age >= 0 && age < 12 * 3600)
  }
}
