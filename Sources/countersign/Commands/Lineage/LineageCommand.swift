import ArgumentParser
import Evidence
import Governance
import Lineage
import Operations

extension LineageLevel: ExpressibleByArgument {}

/// `lineage`: what a place came from, or what it reaches.
struct LineageCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lineage", abstract: "What a dataset, column, job or version came from, or what it reaches.",
    discussion: """
      A version is named ARTIFACT@VERSION; anything else by --namespace and --name, exactly as its producer spells it, a \
      column with --field as well. Answers are bounded and say when there is more.
      """)
  @OptionGroup var globals: GlobalOptions
  @Argument(help: ArgumentHelp("ARTIFACT@VERSION.", valueName: "node")) var node: String?
  @Option(help: "Where the dataset or job lives.") var namespace: String?
  @Option(help: "What it is called there.") var name: String?
  @Option(help: "A column of the dataset.") var field: String?
  @Flag(help: "What it came from.") var upstream = false
  @Flag(help: "What it reaches.") var downstream = false
  @Option(help: "Steps, 1 to 1000.") var depth = LineageGraph.deepest
  @Option(help: "dataset or column; column when --field is given.") var level: LineageLevel?

  func run() async throws {
    try await globals.withDesk { desk, output throws(Problem) in
      let answer = try await desk.lineage(
        of: try root(), try direction(), depth: depth, level: level ?? (field == nil ? .dataset : .column))
      guard !output.json else { return try output.document(LineageText.document(answer)) }
      for line in answer.tree { output.line(LineageText.line(line)) }
      if answer.partial { output.say("There is more: the answer was cut at a depth of \(depth) or at its size.") }
    }
  }

  private func root() throws(Problem) -> LineageRoot {
    switch (node, namespace, name) {
    case (let node?, nil, nil) where field == nil: return .version(try VersionName(node))
    case (nil, let namespace?, let name?): return .place(namespace: namespace, name: name, field: field)
    default:
      throw Problem(
        .usage, "lineage.root", happened: "It is not clear what is asked about.",
        remedy: "Name ARTIFACT@VERSION, or --namespace and --name.")
    }
  }

  private func direction() throws(Problem) -> LineageDirection {
    guard upstream != downstream else {
      throw Problem(
        .usage, "lineage.direction", happened: "One direction is asked at a time.",
        remedy: "Say --upstream or --downstream.")
    }
    return upstream ? .upstream : .downstream
  }
}
