import ArgumentParser
import Catalog
import Evidence
import Governance
import Operations

/// `catalog`: the schema and who may do what.
struct CatalogCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "catalog", abstract: "The catalog's schema, health and rights.",
    subcommands: [
      MigrateCatalog.self, ShowCatalogStatus.self, CheckCatalog.self, GrantCatalogRight.self, AddCatalogTeam.self,
    ])
}

/// `catalog migrate`
struct MigrateCatalog: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "migrate", abstract: "Bring a database to this program's schema, as its owner.")
  @OptionGroup var globals: GlobalOptions
  @Option(help: ArgumentHelp("Make this login the first administrator.", valueName: "login")) var administrator: String?

  func run() async throws {
    try await globals.reporting { output throws(Problem) in
      let taken = try await CatalogCare(try globals.settings()).migrate(firstAdministrator: administrator)
      guard !output.json else { return try output.document(.fields([("applied", .texts(taken))])) }
      output.line(taken.isEmpty ? "The catalog is up to date." : "Applied \(taken.joined(separator: ", ")).")
    }
  }
}

/// `catalog status`
struct ShowCatalogStatus: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Which schema the catalog has, and which this program knows.")
  @OptionGroup var globals: GlobalOptions

  func run() async throws {
    try await globals.reporting { output throws(Problem) in
      let standing = try await CatalogCare(try globals.settings()).standing()
      if output.json {
        try output.document(
          .fields([
            ("found", .integer(standing.found)), ("known", .integer(standing.known)),
            ("pending", .texts(standing.pending)), ("altered", .texts(standing.altered)),
            ("refuses_writes", .bool(standing.refusesWrites)),
          ]))
      } else {
        output.line("catalog at schema \(standing.found), this program knows \(standing.known)")
        for name in standing.pending { output.line("pending  \(name)") }
        for name in standing.altered { output.line("altered  \(name)") }
      }
      try standing.mustFit()
      if standing.found < standing.known {
        throw Problem(
          .unmet, "catalog.older", happened: "\(standing.pending.count) steps are pending.",
          remedy: "Run `countersign catalog migrate` as its owner.")
      }
    }
  }
}

/// `catalog check`
struct CheckCatalog: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract:
      "Compare what is kept twice and the rules with this release's, check all signatures and bodies, and look for rights that should not be there."
  )
  @OptionGroup var globals: GlobalOptions

  func run() async throws {
    try await globals.withDesk { desk, output throws(Problem) in
      let strange = try await desk.rulesUnlikeRelease()
      let findings =
        try await desk.checkCatalog() + desk.checkContent() + [
          ("functions, views, guards and grants are those of this release", Int64(strange.count))
        ]
      let wrong = findings.filter { $0.found > 0 }
      if output.json {
        try output.document(
          .fields([
            ("ok", .bool(wrong.isEmpty)), ("checked", .integer(findings.count)),
            (
              "problems",
              .array(wrong.map { .fields([("what", .string($0.what)), ("found", .integer($0.found))]) })
            ),
            (
              "rules",
              .array(
                strange.map {
                  .fields([("kind", .string($0.kind)), ("name", .string($0.name)), ("what", .string($0.what))])
                })
            ),
          ]))
      } else {
        for finding in findings {
          output.line(
            "\(finding.found == 0 ? "ok     " : "WRONG  ")\(finding.what)\(finding.found == 0 ? "" : ": \(finding.found)")"
          )
        }
        for rule in strange.prefix(20) { output.line(Plain.visible("       \(rule.sentence)")) }
        if strange.count > 20 { output.line("       and \(strange.count - 20) more") }
      }
      guard wrong.isEmpty else {
        throw Problem(
          .unmet, "catalog.check", happened: "\(wrong.count) of \(findings.count) checks found something.",
          remedy: "Ask who has had access as the database's owner.")
      }
    }
  }
}

/// `catalog grant`
struct GrantCatalogRight: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "grant", abstract: "Give a login a right, and say whose login it is.",
    discussion: """
      The rights of a reviewer, approver, lead, auditor, admin, sealer or gatekeeper, and another login of somebody, take two: another \
      administrator or a lead gives them by `right give`. Only the first administrator begins alone, until there is another \
      administrator or a lead.
      """)
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "The database login.") var login: String
  @Argument(
    help: "viewer, builder, reviewer, approver, lead, auditor, admin; for a program ingest, sealer or gatekeeper.")
  var role: String
  @Option(help: "Whose login it is; without it the login's own name.") var person: String?
  @Option(help: "The person's name.") var name: String?
  @Option(help: "The person's team.") var team: String?
  @Option(help: "A language they read, BCP 47; may be repeated.") var language: [String] = []
  @Option(help: "Why, in words.") var reason = ""

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      let answer = try await desk.grant(
        role, to: login, person: person, name: name, team: team, languages: language, reason: reason,
        channel: .command)
      try output.recorded(answer.recorded, [("request", answer.request.map { .integer($0) } ?? .null)])
    }
  }
}

/// `catalog add-team`
struct AddCatalogTeam: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "add-team", abstract: "Add a team.")
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "Its key, lower case.") var key: String
  @Argument(help: "Its name.") var name: String
  @Flag(help: "It is the central AI office.") var office = false

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      try output.recorded(try await desk.addTeam(key, name: name, isOffice: office, channel: .command))
    }
  }
}
