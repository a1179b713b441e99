import ArgumentParser
import Evidence
import Governance
import Operations

/// `log consistency`
struct CompareCheckpoints: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "consistency", abstract: "Whether one checkpoint's log goes on from another's, with the proof.")
  @OptionGroup var globals: GlobalOptions
  @OptionGroup var trust: CheckpointTrust
  @Argument(help: "A file with a checkpoint.") var one: String
  @Argument(help: "A file with another.") var other: String

  func run() async throws {
    try await globals.withDesk { desk, output throws(Problem) in
      let checkpoints = [try trust.checkpoint(one), try trust.checkpoint(other)].sorted { $0.size < $1.size }
      let answer = try await desk.consistency(checkpoints[0], checkpoints[1])
      trust.tell(output)
      if output.json {
        try output.document(
          .fields([
            ("ok", .bool(answer.holds)), ("from", .checkpoint(checkpoints[0])), ("to", .checkpoint(checkpoints[1])),
            ("path", .texts(answer.path.map(\.hex))),
          ]))
      } else if answer.holds {
        output.line("The log of \(checkpoints[1].size) leaves begins with the log of \(checkpoints[0].size).")
      }
      guard answer.holds else {
        throw Problem(
          .unmet, "log.inconsistent",
          happened: "The log of \(checkpoints[1].size) leaves does not begin with the log of \(checkpoints[0].size).",
          remedy: "Run `countersign log verify --from` both.")
      }
    }
  }
}

extension JSONValue {
  fileprivate static func checkpoint(_ checkpoint: Checkpoint) -> JSONValue {
    .fields([
      ("origin", .string(checkpoint.origin)), ("size", .integer(checkpoint.size)),
      ("root", .string(checkpoint.root.hex)),
    ])
  }
}
