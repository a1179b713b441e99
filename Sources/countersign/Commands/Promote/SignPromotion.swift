import ArgumentParser
import Evidence
import Governance
import Operations

/// `promote request`
struct RequestPromotionCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "request", abstract: "Ask for a promotion.")
  @OptionGroup var globals: GlobalOptions
  @OptionGroup var version: VersionArgument
  @Option(name: .customLong("to"), help: "The environment: development, staging or production.") var environment: String
  @Option(help: "Why, in words.") var reason: String

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      let answer = try await desk.requestPromotion(
        try version.parsed(), to: environment, reason: reason, channel: .command)
      try output.recorded(answer.recorded, [("promotion", .integer(answer.promotion))])
    }
  }
}

/// A promotion as it was read.
struct ReadPromotionArguments: ParsableArguments {
  @Argument(help: "The promotion's number.") var promotion: Int64
  @Option(help: "The revision that `show` printed; without it the present one.") var revision: Int64?
  @Option(help: "Why, in words.") var reason: String

  func revision(_ desk: Workbench) async throws(Problem) -> Int64 {
    if let revision { return revision }
    return try await desk.promotion(promotion).row.revision
  }
}

/// `promote sign`
struct SignPromotionCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sign", abstract: "Sign a promotion that someone else requested.")
  @OptionGroup var globals: GlobalOptions
  @OptionGroup var read: ReadPromotionArguments

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      let revision = try await read.revision(desk)
      try output.recorded(
        try await desk.sign(read.promotion, revision: revision, reason: read.reason, channel: .command))
    }
  }
}

/// `promote reject`
struct RejectPromotionCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reject", abstract: "Reject a promotion, or withdraw your own.")
  @OptionGroup var globals: GlobalOptions
  @OptionGroup var read: ReadPromotionArguments

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      let revision = try await read.revision(desk)
      try output.recorded(
        try await desk.reject(read.promotion, revision: revision, reason: read.reason, channel: .command))
    }
  }
}
