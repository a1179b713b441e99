import ArgumentParser
import Evidence
import Governance
import Operations

/// `incident`: what went wrong, and the duties that run since.
struct IncidentCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "incident", abstract: "The register of incidents, with the clocks of the law.",
    subcommands: [
      OpenIncidentCommand.self, ListIncidents.self, ShowIncident.self, ClassifyIncidentCommand.self,
      LinkIncidentCommand.self, ReportIncidentCommand.self, NoteIncidentCommand.self, DetailIncidentCommand.self,
      CloseIncidentCommand.self, ExportIncidents.self, ImportIncidents.self,
    ])
}

extension IncidentTrait: ExpressibleByArgument {}

/// `incident open`
struct OpenIncidentCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "open", abstract: "Open an incident; its clocks run from the moment of awareness.")
  @OptionGroup var globals: GlobalOptions
  @Option(help: "What happened, in a few words.") var title: String
  @Option(help: "What happened, in full.") var reason: String
  @Option(help: "What it is: \(IncidentTrait.allCases.map(\.rawValue).joined(separator: ", ")); may be repeated.")
  var trait: [IncidentTrait]
  @Option(help: ArgumentHelp("When the first person of the company knew.", valueName: "time")) var awareAt: String
  @Option(help: ArgumentHelp("When it happened, if that is known.", valueName: "time")) var happenedAt: String?
  @Option(help: "How many people are affected, if that is known.") var affected: Int?
  @Option(help: "The address of a ticket elsewhere.") var ticket: String?
  @Option(help: "How many hours the contract gives.") var contractHours: Int?
  @Option(help: "A version it is about, ARTIFACT@VERSION; may be repeated.") var version: [String] = []
  @Option(help: "A generation it is about; may be repeated.") var generation: [String] = []

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      var names: [VersionName] = []
      for text in version { names.append(try VersionName(text)) }
      let happened: Instant? =
        if let happenedAt { try Instant(option: "--happened-at", happenedAt) } else { nil }
      let answer = try await desk.openIncident(
        IncidentNotice(
          title: title, description: reason, traits: trait, awareAt: try Instant(option: "--aware-at", awareAt),
          happenedAt: happened, affected: affected, ticket: ticket, contractHours: contractHours, versions: names,
          generations: generation), channel: .command)
      try output.recorded(answer.recorded, [("incident", .integer(answer.incident))])
    }
  }
}

/// Which incident, and why.
struct IncidentActArguments: ParsableArguments {
  @Argument(help: "The incident's number.") var incident: Int64
  @Option(help: "Why, in words.") var reason: String
}

/// `incident classify`
struct ClassifyIncidentCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "classify",
    abstract: "Say anew what it is; new clocks begin at the same awareness, none is taken away.")
  @OptionGroup var globals: GlobalOptions
  @OptionGroup var act: IncidentActArguments
  @Option(help: "All that it is; may be repeated.") var trait: [IncidentTrait]

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      try output.recorded(
        try await desk.classifyIncident(act.incident, trait, reason: act.reason, channel: .command))
    }
  }
}

/// `incident link`
struct LinkIncidentCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "link", abstract: "Link it to more that it is about.")
  @OptionGroup var globals: GlobalOptions
  @OptionGroup var act: IncidentActArguments
  @Option(help: "A version, ARTIFACT@VERSION; may be repeated.") var version: [String] = []
  @Option(help: "A generation; may be repeated.") var generation: [String] = []

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      var names: [VersionName] = []
      for text in version { names.append(try VersionName(text)) }
      try output.recorded(
        try await desk.linkIncident(
          act.incident, versions: names, generations: generation, reason: act.reason, channel: .command))
    }
  }
}

/// `incident report`
struct ReportIncidentCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Record that a duty was answered, or why it need not be.")
  @OptionGroup var globals: GlobalOptions
  @OptionGroup var act: IncidentActArguments
  @Option(help: "The duty, as `show` names it: ai-act-73, gdpr-33, contract.") var duty: String
  @Option(help: "initial, complete or not_needed.") var stage: String
  @Option(help: ArgumentHelp("When the report went out; without it now.", valueName: "time")) var at: String?

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      let moment: Instant? = if let at { try Instant(option: "--at", at) } else { nil }
      try output.recorded(
        try await desk.reportIncident(
          act.incident, duty: duty, stage: stage, at: moment, reason: act.reason, channel: .command))
    }
  }
}

/// `incident note`
struct NoteIncidentCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "note", abstract: "Add a note to its history.")
  @OptionGroup var globals: GlobalOptions
  @OptionGroup var act: IncidentActArguments

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      try output.recorded(try await desk.noteIncident(act.incident, act.reason, channel: .command))
    }
  }
}

/// `incident close`
struct CloseIncidentCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "close", abstract: "Close what someone else opened, once its duties are answered.")
  @OptionGroup var globals: GlobalOptions
  @OptionGroup var act: IncidentActArguments

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      try output.recorded(try await desk.closeIncident(act.incident, reason: act.reason, channel: .command))
    }
  }
}

/// `incident detail`
struct DetailIncidentCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "detail", abstract: "Say how many are affected, or where else it is worked on, as it is known now.")
  @OptionGroup var globals: GlobalOptions
  @OptionGroup var act: IncidentActArguments
  @Option(help: "How many people are affected.") var affected: Int?
  @Option(help: "The address of a ticket elsewhere.") var ticket: String?

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      try output.recorded(
        try await desk.detailIncident(
          act.incident, affected: affected, ticket: ticket, reason: act.reason, channel: .command))
    }
  }
}
