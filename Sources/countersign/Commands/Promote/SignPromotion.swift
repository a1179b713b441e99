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
  @Option(help: "The percent of the traffic it begins with.") var weight: Int?
  @Option(name: .customLong("up-to"), help: "The percent its traffic may be shifted to without another signature.")
  var limit: Int?
  @Option(name: .customLong("until"), help: "Until when its traffic may be shifted (RFC 3339).") var until: String?
  @Option(help: "blue or green; without it the catalog chooses.") var colour: String?

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      var wish = RolloutWish(colour: colour, weight: weight, limit: limit)
      if let until { wish.shiftUntil = try Instant(option: "--until", until) }
      let answer = try await desk.requestPromotion(
        try version.parsed(), to: environment, wish: wish, reason: reason, channel: .command)
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
    commandName: "sign", abstract: "Sign a promotion that someone else requested.",
    discussion: """
      What is signed is the text that `promote show NUMBER --text` prints. Hand its SHA-256 over, so that nothing else is \
      signed than what was read.
      """)
  @OptionGroup var globals: GlobalOptions
  @OptionGroup var read: ReadPromotionArguments
  @Option(help: ArgumentHelp("Sign only while the text has this digest.", valueName: "sha256:…")) var text: String?
  @OptionGroup var keys: KeyOptions

  func run() async throws {
    try await globals.withDesk(writes: true, keyRing: keys.ring) { desk, output throws(Problem) in
      let detail = try await desk.promotion(read.promotion)
      if let text, detail.text.map({ "sha256:" + $0.digest }) != text {
        throw Problem(
          .conflict, "promotion.changed", happened: "The text is not the one that was read.",
          because: "It is sha256:\(detail.text?.digest ?? "none") now.", remedy: "Read it again: `promote show`.")
      }
      var passphrase: String?
      if case .locked = detail.means { passphrase = try keys.typed() }
      try output.recorded(
        try await desk.sign(
          read.promotion, revision: read.revision ?? detail.row.revision, reason: read.reason, passphrase: passphrase,
          channel: .command))
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
