internal import Catalog
internal import Evidence
import Foundation
internal import Governance
internal import Ingest
internal import SampleWorld

/// Plays a sample world into an empty catalog: every act by its person's own login, every generation through the door of
/// ingest, with the catalog's clock at the moment it happened.
struct SampleCatalog {
  let own: OwnCatalog
  let world: World
  let scale: Int
  let surge: Int

  /// - standsStill: the clock stands still at every act, so that the same world comes out to the microsecond.
  func build(standsStill: Bool, progress: @Sendable (String) -> Void) async throws(Problem) {
    let owner = Connection(own.owner)
    let acts = world.acts
    let present = world.now
    guard let first = acts.first?.at else { return }
    _ = try await owner.rows(NameCatalog(name: world.catalogName, isDemo: true))
    try await owner.setClock(first.advanced(bySeconds: -86_400), standsStill)
    try await hire(owner)
    try await handOutKeys(until: present.advanced(bySeconds: 300 * 86_400))
    // In a world that stands still, no key would be trusted yet at the moment it was handed out.
    try await owner.setClock(first.advanced(bySeconds: -82_800), standsStill)
    let gates = SampleGates(own: own)
    try await gates.activate()

    let people = People(own)
    let collector = Workbench(own.connection(as: OwnCatalog.collector))
    var stream = GenerationFeed(world: world, scale: scale, surge: surge, from: first)
    var runs = LineageFeed(world: world)
    var taken = 0
    var told = 0
    let monitors = SampleMonitors(own: own)
    var isWatched = false
    // Far back by the week, the last days by ten minutes: the time of arrival is what queues count from.
    func send(until end: Instant) async throws(Problem) {
      for moment in stream.steps(until: end, present: present) {
        try await owner.setClock(moment, standsStill)
        taken += try await stream.send(until: moment, through: collector)
        if taken - told >= 50_000 {
          told = taken
          progress("\(taken) generations")
        }
      }
    }
    for act in acts {
      try await send(until: act.at)
      try await report(&runs, until: act.at, owner, collector, standsStill)
      try await owner.setClock(act.at, standsStill)
      if !isWatched, act.at >= present.advanced(bySeconds: -86_400 * SampleMonitors.age) {
        isWatched = true
        try await monitors.set(at: act.at)
      }
      try await people.perform(act, world)
    }
    try await send(until: present)
    try await report(&runs, until: present, owner, collector, standsStill)
    try await owner.setClock(standsStill ? present : nil, standsStill)
    try await monitors.look()
    // Nobody keeps the gates of a world that stands still.
    if !standsStill { try await gates.ask() }
    // A world whose log was never sealed would show none of its proofs.
    let key = own.keys.appending(path: "log").path
    _ = try KeyFile.make(name: try NoteName("meridian.example/governance"), at: key)
    _ = try await collector.makeCheckpoint(signedBy: try KeyFile.signingKey(at: key))
  }

  /// Hands over what pipelines reported by a moment.
  private func report(
    _ runs: inout LineageFeed, until moment: Instant, _ owner: Connection, _ collector: Workbench, _ standsStill: Bool
  ) async throws(Problem) {
    guard runs.next(by: moment) != nil else { return }
    try await owner.setClock(moment, standsStill)
    try await runs.send(until: moment, through: collector)
  }

  /// A key for each approver, made known by its owner and trusted by another person; production then needs them.
  private func handOutKeys(until: Instant) async throws(Problem) {
    let folder = own.keys
    do {
      try? FileManager.default.removeItem(at: folder)
      try FileManager.default.createDirectory(
        at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw Problem(
        .cannotWrite, "demo.keys", happened: "The keys of the sample world cannot be written.",
        because: folder.path, remedy: "Remove it with `countersign demo --reset`.")
    }
    let people = world.people
    for person in people where person.roles.contains("approver") {
      guard
        let other = people.first(where: {
          $0.login != person.login && $0.roles.contains { ["lead", "admin"].contains($0) }
        })
      else { continue }
      let key = try FileKeyRing.make(
        at: own.keyRing(of: person.login).path, name: "\(person.login)'s desk", passphrase: nil)
      _ = try await Workbench(own.connection(as: person.login)).addKey(
        key, name: "\(person.login)'s desk", channel: .command)
      _ = try await Workbench(own.connection(as: other.login)).trustKey(
        key.key.fingerprint, until: until, reason: "Read to me by \(person.name), face to face.", channel: .command)
    }
    guard let chief = people.first(where: { $0.roles.contains("admin") }) else { return }
    _ = try await Workbench(own.connection(as: chief.login)).needKeys(
      "production", true, reason: "Whoever lets something into production signs it by their own hand.",
      channel: .command)
  }

  /// Teams, people, their logins and rights: given by the first administrator, as in any office.
  private func hire(_ owner: Connection) async throws(Problem) {
    guard let chief = world.people.first(where: { $0.roles.contains("admin") }) else { return }
    for login in world.people.map(\.login) + [OwnCatalog.collector] {
      _ = try await owner.rows(MakeLogin(login: login))
    }
    _ = try await owner.rows(MakeFirstAdministrator(login: chief.login, person: chief.login, name: chief.name))
    let desk = Connection(own.connection(as: chief.login))
    for team in world.teams {
      _ = try await desk.rows(
        AddTeam(key: team.key, name: team.name, isOffice: team.key == "ai-office", channel: .command))
    }
    for (role, reason) in [
      ("ingest", "receives what services report"), ("sealer", "seals the log"),
      ("gatekeeper", "decides gates by the policy in force"),
    ] {
      _ = try await desk.rows(
        GrantRight(
          login: OwnCatalog.collector, role: role, person: OwnCatalog.collector, personName: "The collector",
          team: "ai-office", reason: reason, channel: .command))
    }
    // Whoever can confirm comes last: from then on rights take two.
    let (others, leads) = (
      world.people.filter { !$0.roles.contains("lead") }, world.people.filter { $0.roles.contains("lead") }
    )
    for person in others + leads where person.login != chief.login {
      for role in person.roles {
        _ = try await desk.rows(
          GrantRight(
            login: person.login, role: role, person: person.login, personName: person.name, team: person.team,
            languages: person.languages, reason: person.about, channel: .command))
      }
    }
  }
}

extension Connection {
  func setClock(_ moment: Instant?, _ standsStill: Bool) throws(Problem) {
    _ = try rows(SetClock(moment: moment, standsStill: standsStill))
  }

  /// The server's own clock, before there is a catalog.
  func serverClock() throws(Problem) -> Instant { try one(ReadServerClock()) }
}
