import ArgumentParser
import Catalog
import Governance
import Operations

/// `demo`: a fictional insurer on a Postgres of its own.
struct DemoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo", abstract: "Open a sample world; needs nothing but Postgres on this machine.",
    discussion: """
      Starts a private Postgres on a Unix socket, builds a fictional insurer's two quarters through the same doors that \
      real producers and people use, and opens the console. Four eyes need two people: sit at another desk with --as.

      COUNTERSIGN_HOME in the environment names the folder of all private clusters, as a full and short path; without \
      it they lie in the person's own data folder. The keys its people sign with lie there too, in demo/keys, without \
      passphrases: here they prove nothing. COUNTERSIGN_SIGNING_KEY names one for scripts.
      """)
  @OptionGroup var globals: GlobalOptions
  @OptionGroup var look: LookOptions
  @Option(name: .customLong("as"), help: "The person to sit as; --people lists them.") var person = "ada.lindqvist"
  @Option(help: "Multiply the generations.") var scale = 1
  @Option(help: ArgumentHelp("Let so many more flagged calls of the last day wait for review.", valueName: "items"))
  var surge = 0
  @Option(help: ArgumentHelp("Pin the world's clock, for pictures (RFC 3339).", valueName: "time")) var now: String?
  @Flag(help: "List the people and leave.") var people = false
  @OptionGroup var keeping: KeepingOptions

  func validate() throws {
    guard (1...10_000).contains(scale) else { throw ValidationError("--scale takes 1 to 10000.") }
    guard (0...2_000_000).contains(surge) else { throw ValidationError("--surge takes 0 to 2000000.") }
  }

  func run() async throws {
    try await globals.reporting { output throws(Problem) in
      if people { return listPeople(output) }
      let logins = OwnCatalog.demoPeople.map(\.login) + [OwnCatalog.collector]
      guard logins.contains(person) else {
        throw Problem(
          .notFound, "demo.person", happened: "Nobody called \(person) works in the sample world.",
          remedy: "Choose one of `countersign demo --people`.")
      }
      let postgres = try PrivatePostgres(use: .demo)
      if try keeping.handled(postgres, output) { return }
      let choice = OwnCatalog.DemoChoice(
        scale: scale, surge: surge, now: try now.map { text throws(Problem) in try Instant(option: "--now", text) })
      let own = try await OwnCatalog.demo(choice) { output.say($0) }
      try await keeping.use(
        own, as: person, asOf: try globals.moment, look: look, pinned: choice.now, logins: logins,
        sealer: OwnCatalog.collector, gatekeeper: OwnCatalog.collector, output)
    }
  }

  private func listPeople(_ output: Output) {
    output.table(
      ["PERSON", "NAME", "ROLES", ""],
      OwnCatalog.demoPeople.map { [$0.login, $0.name, $0.roles.joined(separator: ", "), $0.about] })
  }
}

/// `local`: an empty catalog of one's own.
struct LocalCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "local", abstract: "Open a catalog of your own: empty at first, kept, with you as its administrator.",
    discussion: "It lies in your data folder, or in the folder that COUNTERSIGN_HOME in the environment names.")
  @OptionGroup var globals: GlobalOptions
  @OptionGroup var look: LookOptions
  @OptionGroup var keeping: KeepingOptions

  func run() async throws {
    try await globals.reporting { output throws(Problem) in
      if try keeping.handled(try PrivatePostgres(use: .local), output) { return }
      let person = OperatingSystemPerson.name
      let own = try await OwnCatalog.local(for: person) { output.say($0) }
      try await keeping.use(
        own, as: person, asOf: try globals.moment, look: look, pinned: nil, logins: [person], sealer: person,
        gatekeeper: OwnCatalog.gatekeeper, output)
    }
  }
}
