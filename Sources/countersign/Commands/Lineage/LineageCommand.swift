import ArgumentParser
import Evidence
import Governance
import Lineage
import Operations

/// `lineage`
struct LineageCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lineage",
    abstract: "What a dataset, column, row, job, version or generation came from, or what it reaches.",
    discussion: """
      Asked without a subcommand, as `countersign lineage kyc-summary@22 --upstream`, it shows lineage: see \
      `countersign lineage show --help`.
      """,
    subcommands: [
      ShowLineage.self, ListReachingColumns.self, ListCoverage.self, ListSubsets.self, NamespaceCommand.self,
      AliasCommand.self,
      DataClassCommand.self, IndexCommand.self, FacetCommand.self,
    ], defaultSubcommand: ShowLineage.self)
}

/// `lineage show`: what a place came from, or what it reaches.
struct ShowLineage: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "What a place came from, or what it reaches; why, and what changed.",
    discussion: """
      A version is named ARTIFACT@VERSION, a generation generation:ID; anything else by --namespace and --name, exactly as \
      its producer spells it, a column with --field as well, a row with --row. Answers are bounded and say when there is more.

      Rows: `lineage generation:ID --level row --upstream` shows the rows a generation was given, with prompt, model and index; \
      `lineage ARTIFACT@VERSION --level row --upstream` the rows behind a prompt or model; `lineage --namespace N --name D \
      --row KEY --downstream` every generation that was given a row, and the versions and issued packs it touched; and \
      `lineage --namespace N --name D --level row --downstream` the rows of a dataset that were given to anybody.

      `--why A B` says why B does, or does not, come straight from A, and which longer way there is; it ends with 1 when there \
      is no such edge. `--since TIME` says what differs from an earlier moment, and ends with 1 when anything does. A place that \
      is no version is written NAMESPACE|NAME there, or NAMESPACE|NAME|COLUMN.
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
  @Option(help: "As csv, json, dot or mermaid, for the graph alone.") var format: LineageFormat?
  @Option(help: ArgumentHelp("What differs from this earlier moment (RFC 3339).", valueName: "time")) var since: String?
  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("Why the second does, or does not, come straight from the first.", valueName: "place"))
  var why: [String] = []
  @Option(help: ArgumentHelp("For rows: go on after this cursor, the `next` before.", valueName: "cursor"))
  var after: String?

  func run() async throws {
    try await globals.withDesk { desk, output throws(Problem) in
      guard why.isEmpty else { return try await explain(desk, output) }
      switch try question() {
      case .graph(let root, let level):
        if let since {
          let earlier = try Instant(option: "--since", since)
          let change = try await desk.lineageChanges(
            of: root, try direction(), from: earlier, to: try globals.moment, depth: depth, level: level)
          return try output.show(change)
        }
        let answer = try await desk.lineage(of: root, try direction(), depth: depth, level: level)
        if let format { return output.write(try format.write(LineageNeighbourhood(answer, level: level))) }
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
      case .rows(let namespace, let name):
        try only(.downstream, "Rows are what a dataset gave")
        let page = try await desk.rows(ofDataset: name, in: namespace, after: after, limit: generations)
        if output.json { try output.list(page) { LineageText.row($0) } } else { output.show(page.rows) }
        if let next = page.next { output.say("There are more rows: --after \(next)") }
      }
    }
  }

  private func explain(_ desk: Workbench, _ output: Output) async throws(Problem) {
    guard why.count == 2, node == nil, namespace == nil, name == nil else {
      throw Problem(
        .usage, "lineage.why", happened: "--why takes two places, and nothing else is asked about.",
        remedy: "Write it like --why crm.customers@2026-09 kyc-idx@14, or NAMESPACE|NAME for what is no version.")
    }
    let source = try await desk.lineageRoot(written: why[0])
    let target = try await desk.lineageRoot(written: why[1])
    try output.show(try await desk.explainLineage(from: source, to: target), named: (why[0], why[1]))
  }

  private func tell(_ next: String?, _ output: Output) {
    if let next { output.say("There are more, in older generations: --after \(next)") }
  }

  private enum Question {
    case graph(LineageRoot, LineageLevel)
    case generation(String)
    case rowsBehind(VersionName)
    case row(DataRow)
    case rows(namespace: String, name: String)
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
      if row == nil, field == nil { return .rows(namespace: namespace, name: name) }
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

extension LineageFormat: ExpressibleByArgument {}
