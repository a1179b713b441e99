import ArgumentParser
import Console
import Evidence
import Governance
import Operations

/// `registry diff`
struct CompareVersions: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff", abstract: "What changed between two versions, line by line and word by word.",
    discussion: "Status 1 when they differ. Words that came stand in [+ +], words that went in [- -].")
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "The version before, ARTIFACT@VERSION.") var before: String
  @Argument(help: "The version after.") var after: String

  func run() async throws {
    try await globals.withDesk { desk, output throws(Problem) in
      let (one, other) = (
        try await desk.version(try VersionName(before)), try await desk.version(try VersionName(after))
      )
      let lines = VersionDifference.lines(from: one.body, to: other.body)
      let differs = lines.contains { $0.mark != .same }
      if output.json {
        try output.document(
          .fields([
            ("before", .version(one.row)), ("after", .version(other.row)), ("same", .bool(!differs)),
            (
              "lines",
              .array(lines.map { .fields([("mark", .string($0.mark.rawValue)), ("text", .string($0.text))]) })
            ),
          ]))
      } else {
        for line in lines {
          let mark = line.mark == .added ? "+ " : line.mark == .removed ? "- " : "  "
          output.line(Plain.visible(mark + line.text))
        }
      }
      guard !differs else {
        throw Problem(
          .unmet, "registry.differ", happened: "The two versions differ.",
          because: "\(lines.count { $0.mark != .same }) lines changed.")
      }
    }
  }
}
