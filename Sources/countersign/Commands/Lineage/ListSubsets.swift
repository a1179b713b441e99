import ArgumentParser
import Evidence
import Governance
import Operations

/// `lineage subsets`
struct ListSubsets: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "subsets", abstract: "Which parts of a dataset runs read or wrote.",
    discussion: """
      By the `subset` facets that producers put on inputs and outputs: partitions, locations or comparisons, as they came. A \
      run that names none may have read or written all of it.
      """)
  @OptionGroup var globals: GlobalOptions
  @OptionGroup var place: PlaceArguments

  private static let most = 1000

  func run() async throws {
    try await globals.withDesk { desk, output throws(Problem) in
      let found = try await desk.subsets(of: try place.root, limit: Self.most)
      let shown = Array(found.prefix(Self.most))
      if output.json {
        try output.document(
          .fields([
            ("items", .array(shown.map(document))), ("partial", .bool(found.count > shown.count)), ("next", .null),
          ]))
      } else {
        output.table(
          ["WHAT", "AT", "JOB", "RUN", "PART"],
          shown.map {
            [$0.isWritten ? "wrote" : "read", $0.at.rfc3339, $0.job.name, $0.run ?? "", $0.condition]
          })
        if shown.isEmpty { output.say("No producer names parts of it.") }
        if found.count > shown.count { output.say("There are more, older ones.") }
      }
    }
  }

  private func document(_ subset: LineageSubset) -> JSONValue {
    .fields([
      ("direction", .string(subset.isWritten ? "output" : "input")), ("at", .instant(subset.at)),
      ("job", .fields([("namespace", .string(subset.job.namespace)), ("name", .string(subset.job.name))])),
      ("run", .text(subset.run)),
      ("condition", (try? JSONValue(Array(subset.condition.utf8), policy: .generation)) ?? .string(subset.condition)),
      ("event", .string("sha256:" + subset.event)),
    ])
  }
}
