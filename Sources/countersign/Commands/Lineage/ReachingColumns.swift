import ArgumentParser
import Evidence
import Governance
import Operations

/// A place that is asked about.
struct PlaceArguments: ParsableArguments {
  @Argument(help: ArgumentHelp("ARTIFACT@VERSION.", valueName: "node")) var node: String?
  @Option(help: "Where the dataset or job lives.") var namespace: String?
  @Option(help: "What it is called there.") var name: String?

  var root: LineageRoot {
    get throws(Problem) {
      switch (node, namespace, name) {
      case (let node?, nil, nil): return .version(try VersionName(node))
      case (nil, let namespace?, let name?): return .place(namespace: namespace, name: name, field: nil)
      default:
        throw Problem(
          .usage, "lineage.root", happened: "It is not clear what is asked about.",
          remedy: "Name ARTIFACT@VERSION, or --namespace and --name.")
      }
    }
  }
}

/// `lineage columns`
struct ListReachingColumns: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "columns",
    abstract:
      "Which columns, of which data class, reach a prompt, a model or a dataset, and what was done to them on the way.",
    discussion: """
      Every column arrives by its most open way. ARRIVES is the class of what arrives: each masking takes it one step down; a \
      column that only filters, sorts or joins decides about values and does not arrive. Where no columns are known, a whole \
      dataset counts, and HOW says `whole table`. A class is said by a person, a registered version or a producer's tag, or \
      inherited; only a masking or a person's judgement lowers it.
      """)
  @OptionGroup var globals: GlobalOptions
  @OptionGroup var place: PlaceArguments
  @Option(name: .customLong("class"), help: "Only those of this class or a higher one.") var dataClass: DataClass?

  func run() async throws {
    try await globals.withDesk { desk, output throws(Problem) in
      let (root, columns, partial) = try await desk.columns(reaching: try place.root, least: dataClass)
      if output.json {
        try output.document(
          .fields([
            ("root", LineageText.node(root)), ("items", .array(columns.map(document))), ("partial", .bool(partial)),
            ("next", .null),
          ]))
      } else {
        let names = try await desk.dataClassNames()
        func word(_ dataClass: DataClass?) -> String { dataClass.map { names[$0] ?? $0.rawValue } ?? "" }
        output.table(
          ["CLASS", "ARRIVES", "COLUMN", "OF", "HOW", "INHERITED FROM"],
          columns.map { column in
            [
              word(column.dataClass), column.isInfluence ? "no, decides" : word(column.arrivesAs),
              column.field ?? "(all)",
              LineageText.name(column.node), column.how.joined(separator: " → "),
              column.inheritedFrom.map { [$0.name, $0.field].compactMap(\.self).joined(separator: " ") } ?? "",
            ]
          })
        if columns.isEmpty { output.say("Nothing that is known reaches it.") }
        if partial { output.say("There is more: the answer was cut at its size, and classes are at least these.") }
      }
    }
  }

  private func document(_ column: ReachingColumn) -> JSONValue {
    .fields([
      ("node", LineageText.node(column.node)), ("field", .text(column.field)),
      ("data_class", .text(column.dataClass?.rawValue)), ("arrives_as", .text(column.arrivesAs?.rawValue)),
      ("masked", .bool(column.maskings > 0)), ("decides_only", .bool(column.isInfluence)),
      ("whole_table", .bool(column.isWhole)), ("how", .texts(column.how)),
      (
        "inherited_from",
        column.inheritedFrom.map {
          .fields([("namespace", .string($0.namespace)), ("name", .string($0.name)), ("field", .text($0.field))])
        } ?? .null
      ),
    ])
  }
}

/// `lineage coverage`
struct ListCoverage: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "coverage", abstract: "Which edges upstream of a place are known only from table to table.")
  @OptionGroup var globals: GlobalOptions
  @OptionGroup var place: PlaceArguments

  func run() async throws {
    try await globals.withDesk { desk, output throws(Problem) in
      let coverage = try await desk.coverage(of: try place.root)
      if output.json {
        try output.document(
          .fields([
            (
              "items",
              .array(
                coverage.edges.map { edge in
                  .fields([
                    ("from", LineageText.node(edge.from)), ("to", LineageText.node(edge.to)),
                    ("source", .string(edge.basis.rawValue)), ("columns", .integer(edge.columns)),
                  ])
                })
            ), ("table_only", .integer(coverage.wholeOnly)), ("partial", .bool(coverage.partial)), ("next", .null),
          ]))
      } else {
        output.table(
          ["COLUMNS", "FROM", "TO", "KNOWN BY"],
          coverage.edges.map {
            [
              $0.columns == 0 ? "table only" : String($0.columns), LineageText.name($0.from), LineageText.name($0.to),
              $0.basis.rawValue,
            ]
          })
        output.say(
          "\(coverage.edges.count - coverage.wholeOnly) of \(coverage.edges.count) edges are known by their columns.")
      }
    }
  }
}
