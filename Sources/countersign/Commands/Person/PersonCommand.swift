import ArgumentParser
import Evidence
import Governance
import Operations

/// `person`
struct PersonCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "person", abstract: "The people of the catalog with their rights.", subcommands: [ListPersons.self])
}

/// `person list`
struct ListPersons: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "Everybody, the AI office first.")
  @OptionGroup var globals: GlobalOptions

  func run() async throws {
    try await globals.withDesk { desk, output throws(Problem) in
      let page = Page(try await desk.people(), next: nil, isFirst: true)
      guard !output.json else {
        return try output.list(page) { row in
          .fields([
            ("person", .string(row.person)), ("name", .string(row.name)), ("team", .text(row.team)),
            ("office", .bool(row.isOffice)), ("rights", .texts(row.roles)), ("logins", .texts(row.logins)),
            ("signs_for", .text(row.signsFor)), ("deputy", .text(row.deputy)), ("until", .instant(row.until)),
          ])
        }
      }
      output.table(
        ["PERSON", "NAME", "TEAM", "RIGHTS", "LOGINS", "DELEGATION"],
        page.rows.map { row in
          let words =
            row.signsFor.map { "signs for \($0)" } ?? row.deputy.map { "\($0) signs for them" } ?? ""
          return [
            row.person, row.name, row.team ?? "", row.roles.joined(separator: ", "),
            row.logins.joined(separator: ", "), words,
          ]
        })
    }
  }
}

/// `delegation`
struct DelegationCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "delegation", abstract: "Who signs for whom, and until when.",
    subcommands: [AddDelegation.self, ListDelegationsCommand.self, EndDelegationCommand.self])
}

/// `delegation add`
struct AddDelegation: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Let another person sign for you until a time.",
    discussion: "Only to someone who cannot sign themselves: a delegation never adds a vote.")
  @OptionGroup var globals: GlobalOptions
  @Option(help: "The person who signs for you.") var to: String
  @Option(help: "Until when, within 90 days (RFC 3339).") var until: String
  @Option(name: .customLong("env"), help: "Only in this environment; without it everywhere.") var environment: String?
  @Option(help: "Why, in words.") var reason: String

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      let answer = try await desk.delegate(
        to: to, until: try Instant(option: "--until", until), in: environment, reason: reason, channel: .command)
      try output.recorded(answer.recorded, [("delegation", .integer(answer.delegation))])
    }
  }
}

/// `delegation list`
struct ListDelegationsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Delegations that nobody ended, those past their time too, newest first.")
  @OptionGroup var globals: GlobalOptions

  func run() async throws {
    try await globals.withDesk { desk, output throws(Problem) in
      let page = Page(try await desk.delegations(), next: nil, isFirst: true)
      guard !output.json else {
        return try output.list(page) { row in
          .fields([
            ("id", .integer(row.id)), ("from", .string(row.from)), ("to", .string(row.to)),
            ("environment", .text(row.environment)), ("until", .instant(row.until)), ("reason", .string(row.reason)),
            ("at", .instant(row.at)),
          ])
        }
      }
      output.table(
        ["NO", "WHO SIGNS", "WHERE", "UNTIL", "WHY"],
        page.rows.map {
          [
            String($0.id), "\($0.to) for \($0.from)", $0.environment ?? "everywhere", $0.until.rfc3339, $0.reason,
          ]
        })
    }
  }
}

/// `delegation end`
struct EndDelegationCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "end", abstract: "End a delegation before its time.")
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "The delegation's number.") var delegation: Int64
  @Option(help: "Why, in words.") var reason: String

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      try output.recorded(try await desk.endDelegation(delegation, reason: reason, channel: .command))
    }
  }
}
