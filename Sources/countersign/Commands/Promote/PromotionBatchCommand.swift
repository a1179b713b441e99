import ArgumentParser
import Evidence
import Governance
import Operations

/// `promote batch`: several promotions signed as one.
struct PromotionBatchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "batch", abstract: "Sign several promotions with one signature: all of them, or none.",
    discussion: """
      Their texts are put together to one text, and one envelope states the decision of each. Every rule of each promotion \
      holds as when it is signed alone; two for the same place cannot be in one set.
      """, subcommands: [ShowPromotionBatch.self, SignPromotionBatch.self])
}

/// `promote batch show`
struct ShowPromotionBatch: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "The text of a set, and what keeps you from signing it.")
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "The promotions' numbers, 2 to 50.") var promotions: [Int64]
  @Flag(help: "Print the text that is signed alone, byte by byte as its SHA-256 names it.") var text = false

  func run() async throws {
    try await globals.withDesk { desk, output throws(Problem) in
      let batch = try await desk.batch(promotions)
      if text { return output.write(Array(batch.body.utf8)) }
      guard !output.json else {
        return try output.document(
          .fields([
            ("text", .string("sha256:" + batch.digest)), ("refusal", .text(batch.refusal)),
            ("body", .string(batch.body)),
            (
              "promotions",
              .array(
                batch.members.map {
                  .fields([
                    ("promotion", .integer($0.row.id)), ("revision", .integer($0.row.revision)),
                    ("version", .string("\($0.row.artifact)@\($0.row.label)")),
                    ("environment", .string($0.row.environment)), ("refusal", .text($0.refusal)),
                  ])
                })
            ),
          ]))
      }
      for line in batch.body.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
        output.line(Plain.visible(String(line)))
      }
      output.line("")
      output.line("What is signed: sha256:\(batch.digest)")
      if let refusal = batch.refusal { output.line(Plain.visible("You cannot sign: \(refusal)")) }
    }
  }
}

/// `promote batch sign`
struct SignPromotionBatch: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sign", abstract: "Sign a set of promotions as it was read.",
    discussion:
      "Hand the SHA-256 over that `promote batch show` printed, so that nothing else is signed than what was read.")
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "The promotions' numbers, 2 to 50.") var promotions: [Int64]
  @Option(help: "Why, in words.") var reason: String
  @Option(help: ArgumentHelp("Sign only while the text of the set has this digest.", valueName: "sha256:…"))
  var text: String
  @OptionGroup var keys: KeyOptions

  func run() async throws {
    try await globals.withDesk(writes: true, keyRing: keys.ring) { desk, output throws(Problem) in
      let batch = try await desk.batch(promotions)
      guard "sha256:" + batch.digest == text else {
        throw Problem(
          .conflict, "promotion.changed", happened: "The text is not the one that was read.",
          because: "It is sha256:\(batch.digest) now.", remedy: "Read it again: `promote batch show`.")
      }
      var passphrase: String?
      if case .locked = batch.means { passphrase = try keys.typed() }
      try output.recorded(
        try await desk.sign(batch, reason: reason, passphrase: passphrase, channel: .command))
    }
  }
}
