import ArgumentParser
import Evidence
import Governance
import Lineage
import Operations

/// `lineage`: what a place came from, or what it reaches.
struct LineageCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lineage",
    abstract: "What a dataset, column, row, job, version or generation came from, or what it reaches.",
    discussion: """
      A version is named ARTIFACT@VERSION, a generation generation:ID; anything else by --namespace and --name, exactly as \
      its producer spells it, a column with --field as well, a row with --row. Answers are bounded and say when there is more.

      Rows: `lineage generation:ID --level row --upstream` shows the rows a generation was given, with prompt, model and index; \
      `lineage ARTIFACT@VERSION --level row --upstream` the rows behind a prompt or model; and `lineage --namespace N --name D \
      --row KEY --downstream` every generation that was given a row, and the versions and issued packs it touched.
      """)
  @OptionGroup var globals: GlobalOptions
  @Argument(help: ArgumentHelp("ARTIFACT@VERSION or generation:ID.", valueName: "node")) var node: String?
  @Option(help: "Where the dataset or job lives.") var namespace: String?
  @Option(help: "What it is called there.") var name: String?
  @Option(help: "A column of the dataset.") var field: String?
  @Option(help: ArgumentHelp("A row of the dataset.", valueName: "key")) var row: String?
  @Flag(help: "What it came from.") var upstream = false
  @Flag(help: "What it reaches.") var downstream = false
  @Option(help: "Steps, 1 to 1000.") var depth = LineageGraph.deepest
  @Option(help: "dataset, column or row; column when --field is given, row when --row is.") var level: LineageDetail?
  @Option(help: ArgumentHelp("At most so many generations are looked at for rows.", valueName: "count"))
  var generations = 10_000
  @Option(help: ArgumentHelp("For rows: go on after this cursor, the `next` before.", valueName: "cursor"))
  var after: String?

  func run() async throws {
    try await globals.withDesk { desk, output throws(Problem) in
      switch try question() {
      case .graph(let root, let level):
        let answer = try await desk.lineage(of: root, try direction(), depth: depth, level: level)
        guard !output.json else { return try output.document(LineageText.document(answer)) }
        for line in answer.tree { output.line(LineageText.line(line)) }
        if answer.partial { output.say("There is more: the answer was cut at a depth of \(depth) or at its size.") }
      case .generation(let id):
        try only(.upstream, "Nothing comes after a generation")
        let sources = try await desk.sources(ofGeneration: id)
        guard output.json else { return output.show(sources) }
        try output.document(RowLineageDocument(sources).document(partial: false, next: nil))
      case .rowsBehind(let version):
        try only(.upstream, "A version's rows are what it came from")
        let used = try await desk.usedRows(of: version, after: after, limit: generations)
        if output.json {
          try output.document(RowLineageDocument(used).document(partial: used.next != nil, next: used.next))
        } else {
          output.show(used)
        }
        tell(used.next, output)
      case .row(let row):
        try only(.downstream, "What a row was made of is its dataset's lineage")
        let reach = try await desk.reach(of: row)
        let uses = try await desk.uses(of: row, after: after, limit: generations)
        if output.json {
          try output.document(
            RowLineageDocument(row, reach, uses.rows).document(partial: uses.next != nil, next: uses.next))
        } else {
          output.show(reach, uses)
        }
        tell(uses.next, output)
      }
    }
  }

  private func tell(_ next: String?, _ output: Output) {
    if let next { output.say("There are more, in older generations: --after \(next)") }
  }

  private enum Question {
    case graph(LineageRoot, LineageLevel)
    case generation(String)
    case rowsBehind(VersionName)
    case row(DataRow)
  }

  private func question() throws(Problem) -> Question {
    guard (1...1_000_000).contains(generations) else {
      throw Problem(
        .usage, "lineage.generations", happened: "--generations takes 1 to 1,000,000.", remedy: "Name another.")
    }
    let prefix = "generation:"
    let wantsRows = level == .row || row != nil
    switch (node, namespace, name) {
    case (let node?, nil, nil) where node.hasPrefix(prefix) && field == nil && row == nil && level ?? .row == .row:
      return .generation(String(node.dropFirst(prefix.count)))
    case (let node?, nil, nil) where field == nil && row == nil:
      let version = try VersionName(node)
      return wantsRows ? .rowsBehind(version) : .graph(.version(version), level?.ofGraph ?? .dataset)
    case (nil, let namespace?, let name?):
      guard wantsRows else {
        let usual: LineageLevel = field == nil ? .dataset : .column
        return .graph(.place(namespace: namespace, name: name, field: field), level?.ofGraph ?? usual)
      }
      if let row, field == nil, level ?? .row == .row {
        return .row(DataRow(namespace: namespace, dataset: name, key: row))
      }
    default: break
    }
    throw Problem(
      .usage, "lineage.root", happened: "It is not clear what is asked about.",
      remedy:
        "Name ARTIFACT@VERSION, generation:ID, or --namespace and --name, with --row or --field where one is meant.")
  }

  private func only(_ wanted: LineageDirection, _ because: String) throws(Problem) {
    guard upstream || downstream, try direction() != wanted else { return }
    throw Problem(
      .usage, "lineage.direction", happened: "That has one direction: \(wanted.rawValue).", because: because + ".",
      remedy: "Say --\(wanted.rawValue), or leave it out.")
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

/// How closely lineage is looked at.
enum LineageDetail: String, CaseIterable, ExpressibleByArgument {
  case dataset, column, row

  /// Nil for rows, which are no part of the graph.
  var ofGraph: LineageLevel? { LineageLevel(rawValue: rawValue) }
}
