import ArgumentParser
import Evidence
import Governance
import Operations

/// `drift figures`
struct ListFigures: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "figures", abstract: "The figures, slices and environments that calls of a model or prompt have.")
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "The model or prompt.") var artifact: String
  @Option(help: "Of how many days.") var days = 90

  func run() async throws {
    try await globals.withDesk { desk, output throws(Problem) in
      let kind = try await desk.artifact(artifact).row.kind
      guard let watched = Watched.Kind(rawValue: kind.rawValue) else {
        throw Problem(
          .usage, "drift.kind", happened: "\(artifact) is neither a model nor a prompt.", remedy: "Name one that is.")
      }
      let since = DriftFrame.midnight(of: try await desk.nowOnServer())
        .advanced(bySeconds: -86_400 * Int64(min(max(1, days), 4000)))
      let names = try await desk.figureNames(Watched(name: artifact, kind: watched), since: since)
      guard !output.json else {
        return try output.document(
          .fields([
            (
              "items",
              .array(
                names.map {
                  .fields([
                    ("metric", .string($0.metric)), ("slice", .string($0.slice)),
                    ("environment", .string($0.environment)), ("n", .integer($0.n)),
                  ])
                })
            ), ("next", .null), ("about", .integer(names.count)),
          ]))
      }
      output.table(
        ["METRIC", "SLICE", "IN", "N"], names.map { [$0.metric, $0.slice, $0.environment, String($0.n)] })
    }
  }
}
