import ArgumentParser
import AuditPack
import Evidence
import Governance
import Operations

/// `pack sample`
struct SamplePack: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample", abstract: "Draw facts of a pack to be looked at, so that anybody can draw the same.",
    discussion: """
      Drawn are those whose SHA-256 over seed, kind and subject, a line feed between, is least: `verify.py PACK --sample \
      promotions --seed 7 --n 25` draws the same. Name a seed that the office could not choose. The pack is not checked \
      here: `pack verify` does.
      """)
  @OptionGroup var globals: GlobalOptions
  @Argument(help: ArgumentHelp("The .tar.gz, or the folder it was unpacked to.", valueName: "pack")) var pack: String
  @Option(help: "What the draw rests on.") var seed: String
  @Option(help: "From facts of this kind: promotions, approvals, versions …") var from: String
  @Option(name: .customLong("n"), help: "How many.") var count = 25

  func validate() throws {
    if count < 1 { throw ValidationError("--n is at least 1.") }
  }

  func run() async throws {
    try await globals.reporting { output throws(Problem) in
      let sample = try PackSample(pack, of: from, seed: seed, count: count)
      guard !output.json else {
        let items = sample.drawn.map { fact in
          JSONValue.fields([
            ("subject", .string(fact.subject)),
            ("fact", (try? JSONValue(Array(fact.body.utf8), policy: .generation)) ?? .null),
          ])
        }
        return try output.document(
          .fields([
            ("kind", .string(sample.kind)), ("seed", .string(seed)), ("population", .integer(sample.population)),
            ("items", .array(items)), ("next", .null), ("about", .integer(sample.drawn.count)),
          ]))
      }
      for fact in sample.drawn { output.line(Plain.visible(fact.subject)) }
      output.say("\(sample.drawn.count) of \(sample.population) drawn by seed \(seed).")
    }
  }
}
