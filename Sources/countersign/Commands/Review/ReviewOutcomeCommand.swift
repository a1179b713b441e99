import ArgumentParser
import Evidence
import Governance
import Operations

/// `review outcome`
struct ReviewOutcomeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "outcome", abstract: "What became of a generation: for the service that waits for it.",
    discussion: """
      It leaves when every reviewer it needs has decided and no verdict can be undone any more; nothing is released \
      by time. Without --wait, status 1 says that it has not left. The view countersign.outcome holds the same.
      """)
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "The generation's id, or its item's number.") var id: String
  @Flag(help: "Wait until it has left.") var wait = false
  @Option(help: ArgumentHelp("Wait no longer than this, such as 90s or 10m.", valueName: "duration"))
  var timeout: TimeSpan?

  func run() async throws {
    let item = Int64(id)
    let generation = item == nil ? String(id.trimmingPrefix("generation:")) : nil
    try await globals.withDesk { desk, output throws(Problem) in
      let clock = ContinuousClock()
      let end = timeout.map { clock.now.advanced(by: .seconds($0.seconds)) }
      var outcome = try await desk.reviewOutcome(generation: generation, item: item, channel: .command)
      while outcome == nil, wait, end.map({ clock.now < $0 }) ?? true {
        do { try await Task.sleep(for: .milliseconds(500)) } catch { break }
        outcome = try await desk.reviewOutcome(generation: generation, item: item, channel: .command)
      }
      guard let outcome else {
        if output.json { try output.document(.fields([("outcome", .null)])) }
        throw Problem(
          .unmet, "review.pending", happened: "The outcome of \(id) has not left.",
          because: "Somebody has still to decide it, or could still take a verdict back.",
          remedy: wait ? "Ask again later." : "Wait for it with --wait.")
      }
      guard !output.json else { return try output.document(outcome.document) }
      output.line("\(outcome.kind.words)  item \(outcome.item)  \(outcome.leftAt.rfc3339)")
      if let masked = outcome.masked { output.line(Plain.visible(masked)) }
    }
  }
}
