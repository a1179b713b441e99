import ArgumentParser
import Governance
import Ingest
import Operations

/// What a figure or its report does not say itself.
struct FigureOptions: ParsableArguments {
  @Option(name: .customLong("for"), help: ArgumentHelp("The version they are of.", valueName: "artifact@version"))
  var version: String?
  @Option(help: "Who answers for them; else the producer.") var supplier: String?
  @Option(help: ArgumentHelp("What was measured on.", valueName: "name")) var dataset: String?
  @Option(help: ArgumentHelp("Its version or digest.", valueName: "version")) var datasetVersion: String?
  @Option(help: ArgumentHelp("Who or what judged.", valueName: "name")) var judge: String?
  @Option(help: ArgumentHelp("Its version.", valueName: "version")) var judgeVersion: String?
  @Option(help: ArgumentHelp("Where; else production.", valueName: "environment")) var environment: String?

  func defaults(suite: String? = nil, kind: String? = nil) throws(Problem) -> [String: String] {
    var given: [String: String] = [:]
    for (name, value) in [
      ("for", version), ("supplier", supplier), ("dataset", dataset), ("dataset_version", datasetVersion),
      ("judge", judge), ("judge_version", judgeVersion), ("environment", environment), ("suite", suite), ("kind", kind),
    ] {
      if let value { given[name] = value }
    }
    return given
  }
}

/// `ingest evaluations`
struct IngestEvaluations: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluations",
    abstract: "Take figures of evaluations and red teams that others ran.",
    discussion: """
      Our own shape, one JSON object a line (artifact, version, suite, metric, value or hits and n; supplier, at, limit, \
      at_least, dataset, dataset_version, judge, judge_version, environment, slice, kind: evaluation or red_team, \
      report_digest), a log of OpenAI Evals, or a run or the metrics.json of MLflow, plain or gzip. Each figure is kept with \
      who supplied it and the digest of its report; the same figure of the same report twice changes nothing. A limit that \
      stands is not changed. What is refused lies in quarantine with the reason, and the exit status is then 65.
      """)
  @OptionGroup var globals: GlobalOptions
  @OptionGroup var figures: FigureOptions
  @Argument(help: ArgumentHelp("Files; - for standard input.", valueName: "file")) var files: [String]
  @Option(help: "The suite, where a report does not say.") var suite: String?
  @Option(help: "evaluation or red_team, where a line does not say.") var kind: OutsideFigure.Kind?
  @Option(help: "Who hands them in.") var producer = "import"

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      let defaults = try FigureDefaults.members(try figures.defaults(suite: suite, kind: kind?.rawValue))
      let meter = ProgressMeter(output: output)
      let reports = try await Interruption.listening { () async throws(Problem) in
        try await desk.ingestFigures(
          EvaluationLines.self, files: files, producer: producer, defaults: defaults, progress: meter.show)
      }
      meter.clear()
      try IngestText.tell(reports, output)
    }
  }
}

/// `ingest metrics`
struct IngestMetrics: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "metrics",
    abstract: "Take figures over time that others keep, one JSON object a line.",
    discussion: """
      A line has artifact, version, metric, at, and value or hits and n; supplier, environment, slice, dataset, \
      dataset_version, judge, judge_version and report_digest as for evaluations. Drift screens and monitors know them as \
      outside.METRIC, shares as outside_share.METRIC. The same line twice changes nothing; what is refused lies in \
      quarantine with the reason, and the exit status is then 65.
      """)
  @OptionGroup var globals: GlobalOptions
  @OptionGroup var figures: FigureOptions
  @Argument(help: ArgumentHelp("Files; - for standard input.", valueName: "file")) var files: [String]
  @Option(help: "Who hands them in.") var producer = "import"

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      let defaults = try FigureDefaults.members(try figures.defaults())
      let meter = ProgressMeter(output: output)
      let reports = try await Interruption.listening { () async throws(Problem) in
        try await desk.ingestFigures(
          MetricLines.self, files: files, producer: producer, defaults: defaults, progress: meter.show)
      }
      meter.clear()
      try IngestText.tell(reports, output)
    }
  }
}

extension OutsideFigure.Kind: ExpressibleByArgument {}
