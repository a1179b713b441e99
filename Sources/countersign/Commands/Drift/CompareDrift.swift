import ArgumentParser
import Drift
import Evidence
import Governance
import Operations

/// `drift`: how far two samples are apart.
struct DriftCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "drift", abstract: "Compare data now with a reference.",
    subcommands: [CompareDrift.self, ListFigures.self])
}

/// `drift compare`: needs no catalog.
struct CompareDrift: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare", abstract: "Compare two tables column by column.",
    discussion: """
      Files are CSV with a header or JSON Lines (.jsonl), plain or gzip. Without --method a column gets those that fit \
      its kind. Binning is printed with every binned value: it means nothing without.

      Methods: \(DriftStatistic.all.map { "\($0.name) (\($0.label))" }.joined(separator: ", ")).
      """)
  @OptionGroup var globals: GlobalOptions
  @Option(help: ArgumentHelp("The table to compare with.", valueName: "file")) var reference: String
  @Option(help: ArgumentHelp("The table to look at.", valueName: "file")) var current: String
  @Option(parsing: .upToNextOption, help: ArgumentHelp("Only these columns.", valueName: "column"))
  var column: [String] = []
  @Option(help: ArgumentHelp("Methods, with commas between.", valueName: "methods")) var method: String?

  func run() async throws {
    try await globals.reporting { output throws(Problem) in
      var methods: [DriftStatistic]?
      if let method {
        methods = []
        for name in method.split(separator: ",") { methods?.append(try .named(String(name))) }
      }
      let wanted = column.isEmpty ? nil : Set(column)
      let comparison = try Comparison(
        reference: try TableFile.read(reference, columns: wanted),
        current: try TableFile.read(current, columns: wanted),
        columns: column.isEmpty ? nil : column, methods: methods)
      output.json ? try output.document(json(comparison)) : table(comparison, output)
    }
  }

  private func json(_ comparison: Comparison) -> JSONValue {
    .fields([
      ("items", .array(comparison.items.map(json))), ("next", .null), ("about", .integer(comparison.items.count)),
      ("only_in_reference", .texts(comparison.onlyInReference)), ("only_in_current", .texts(comparison.onlyInCurrent)),
    ])
  }

  private func json(_ item: ComparisonItem) -> JSONValue {
    var fields: [(String, JSONValue)] = [
      ("column", .string(item.column)), ("kind", .string(item.kind.rawValue)), ("method", .string(item.method)),
      ("value", .double(item.score.value)), ("n_reference", .integer(item.nReference)),
      ("n_current", .integer(item.nCurrent)), ("missing_reference", .integer(item.missingReference)),
      ("missing_current", .integer(item.missingCurrent)),
    ]
    if let p = item.score.pValue { fields.append(("p_value", .double(p))) }
    if let effect = item.score.effect { fields.append((effect.name, .double(effect.value))) }
    if let binning = item.score.binning { fields.append(("bins", .binning(binning))) }
    if !item.score.notes.isEmpty { fields.append(("note", .string(item.score.notes.joined(separator: "; ")))) }
    return .fields(fields)
  }

  private func table(_ comparison: Comparison, _ output: Output) {
    output.table(
      ["COLUMN", "METHOD", "VALUE", "P", "N REFERENCE", "N CURRENT", "NOTE"],
      comparison.items.map { item in
        [
          item.column, item.method, item.score.value.map { "\($0)" } ?? "–", item.score.pValue.map { "\($0)" } ?? "",
          String(item.nReference), String(item.nCurrent),
          ([item.score.binning?.words].compactMap { $0 } + item.score.notes).joined(separator: "; "),
        ]
      })
    for name in comparison.onlyInReference { output.say("\(name) is only in the reference.") }
    for name in comparison.onlyInCurrent { output.say("\(name) is only in the current table.") }
  }
}

extension Binning {
  fileprivate var words: String {
    switch self {
    case .edges(_, let rule): "\(count) bins: \(rule.words)"
    case .categories: "\(count) categories"
    }
  }
}

extension JSONValue {
  fileprivate static func binning(_ binning: Binning) -> JSONValue {
    switch binning {
    case .edges(let edges, let rule):
      .fields([("rule", .string(rule.words)), ("edges", .array(edges.map { .double($0) }))])
    case .categories(let names): .fields([("rule", .string("categories")), ("categories", .texts(names))])
    }
  }
}
