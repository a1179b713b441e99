import ArgumentParser
import Evidence
import Governance
import Operations

/// `rollback`
struct RollbackCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rollback", abstract: "Send all traffic of an environment back to a version it served before.",
    discussion: """
      Nobody has to sign before; a second person confirms it afterwards, in the environment's time (`confirmation list`). \
      What is stopped, held by a serious incident or rests on an ended vendor agreement cannot be rolled back to.
      """)
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "The artifact's name.") var artifact: String
  @Option(name: .customLong("env"), help: "The environment: development, staging or production.")
  var environment: String
  @Option(help: "The version's label; without it the latest that can be served.") var to: String?
  @Option(help: "Why, in words.") var reason: String?
  @Flag(help: "Only list what can be rolled back to.") var list = false

  func validate() throws {
    if !list, reason == nil { throw ValidationError("--reason TEXT is required, or --list.") }
  }

  func run() async throws {
    try await globals.withDesk(writes: !list) { desk, output throws(Problem) in
      guard !list else {
        return try show(try await desk.rollbackTargets(artifact, in: environment), output)
      }
      let answer = try await desk.rollBack(
        artifact, in: environment, to: to, reason: reason ?? "", channel: .command)
      try output.recorded(
        answer.recorded,
        [
          ("version", .string("\(artifact)@\(answer.label)")), ("confirmation", .integer(answer.confirmation)),
          ("due", .instant(answer.due)),
        ])
    }
  }

  private func show(_ targets: [RollbackTarget], _ output: Output) throws(Problem) {
    guard !output.json else {
      return try output.list(Page(targets, next: nil, isFirst: true)) { target in
        .fields([
          ("version", .string("\(artifact)@\(target.label)")), ("digest", .string("sha256:\(target.digest)")),
          ("promotion", .integer(target.promotion)), ("served_until", .instant(target.servedUntil)),
          ("refusal", .text(target.refusal)),
        ])
      }
    }
    output.table(
      ["VERSION", "SERVED UNTIL", "CAN BE SERVED"],
      targets.map {
        ["\(artifact)@\($0.label)", $0.servedUntil?.rfc3339 ?? "now, in part", $0.refusal.map { "no: \($0)" } ?? "yes"]
      })
  }
}
