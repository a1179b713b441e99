import ArgumentParser
import Evidence
import Exchange
import Foundation
import Governance
import Operations
import Shadow

/// `shadow run`
struct RunShadow: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Replay live prompts against a candidate and the versions before it.",
    discussion: """
      Prompts are drawn by a seed that is recorded first, one a conversation. What is classed above the ceiling of an \
      endpoint of the run, or was never classed and might be red, is never sent. Interrupted or killed, a run goes on with \
      --resume: what was answered is not asked again, and what may have been paid is only sent again to an endpoint that \
      answers a repeated Idempotency-Key once.

      A metric is written NAME[=ARGUMENT][:higher|lower][:MARGIN]; without a margin it is shown and not judged. Metrics: \
      \(ScorerIndex.all.map { "\($0.name) (\($0.about))" }.joined(separator: ", ")), cost, latency. A judge is written \
      METRIC=PROMPT@VERSION, and its margin given by --metric METRIC:higher:MARGIN. Its version is a prompt that rates an \
      answer, or a safety checker, whose body holds {"checker": {"format": "openai"}}: \
      \(CheckerFormat.allCases.map(\.rawValue).joined(separator: ", ")); its figure is how bad it says the answer is, 0 to 1. \
      How far a judge agrees with people who have labelled the same answers under the metric's name stands beside the verdict.

      Verdict: pass when a worsening as large as the margin is excluded, regressed when there is one beyond chance, else \
      undecided. Exit status 0 for pass, 1 for the others. Keys of services are taken from the environment: \
      \(ModelKeys.variable("models.example")) for the host models.example.
      """)
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "The artifact; left out with --resume.") var artifact: String?
  @Option(help: ArgumentHelp("Go on with this run.", valueName: "run")) var resume: Int64?
  @Option(
    help: ArgumentHelp(
      "The version to be judged: a label or ENV:production; the newest unless told.", valueName: "version"))
  var candidate: String?
  @Option(help: "How many versions to compare with: what production serves, then the newest.") var versions = 3
  @Option(help: "How many prompts.") var prompts = 400
  @Option(help: "How old a prompt may be, in days.") var days = 30
  @Option(help: ArgumentHelp("What to measure; again for each.", valueName: "metric")) var metric: [String] = []
  @Option(help: ArgumentHelp("Who rates, METRIC=PROMPT@VERSION.", valueName: "judge")) var judge: [String] = []
  @Option(help: "The seed of sample and intervals; drawn unless told.") var seed: Int64?
  @Option(help: ArgumentHelp("The most it may cost, in the endpoints' currency.", valueName: "amount")) var maxCost:
    String?
  @Option(help: ArgumentHelp("How long one answer may take; a minute unless told.", valueName: "duration"))
  var timeOut: TimeSpan?
  @Option(help: "Why, in words.") var reason: String?

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      let limit = try maxCost.map { text throws(Problem) in try Money.micros(text) }
      let run = try await begun(desk, output, limit)
      let environment = ProcessInfo.processInfo.environment
      let service = ModelClient(seconds: Double(timeOut?.seconds ?? 60), keys: ModelKeys.from(environment))
      let meter = ShadowMeter(output: output)
      let newLimit = resume == nil ? nil : limit
      let closed = try await Interruption.listening { () async throws(Problem) in
        try await desk.driveShadowRun(
          run, service: service, newLimit: newLimit, channel: .command, progress: meter.show)
      }
      meter.clear()
      try await ShadowText.tell(try await desk.shadowRun(run), output)
      try ShadowText.end(closed.verdict)
    }
  }

  private func begun(_ desk: Workbench, _ output: Output, _ limit: Int64?) async throws(Problem) -> Int64 {
    switch (artifact, resume) {
    case (nil, let run?): return run
    case (let artifact?, nil):
      guard let reason else {
        throw Problem(
          .usage, "reason.missing", happened: "A reason is needed for this.", remedy: "Say why with --reason.")
      }
      var plan = ShadowPlan(artifact: artifact, reason: reason)
      (plan.candidate, plan.versions, plan.prompts, plan.days) = (candidate, versions, prompts, days)
      (plan.seed, plan.costLimit) = (seed, limit)
      if !metric.isEmpty { plan.metrics = try metric.map { text throws(Problem) in try ShadowMetric(text: text) } }
      plan.judges = try judge.map(ShadowPlan.Judge.init(text:))
      let opened = try await desk.openShadowRun(plan, channel: .command)
      output.say(opened.recorded.what)
      return opened.run
    default:
      throw Problem(
        .usage, "shadow.which", happened: "It is not clear what to run.",
        remedy: "Name an artifact, or --resume with the number of a run.")
    }
  }
}

extension ShadowPlan.Judge {
  /// `METRIC=PROMPT@VERSION`
  init(text: String) throws(Problem) {
    let parts = text.split(separator: "=", maxSplits: 1).map { String($0) }
    guard parts.count == 2 else {
      throw Problem(
        .usage, "shadow.judge", happened: "A judge is written METRIC=PROMPT@VERSION.",
        remedy: "Write it like rating=judge@3.")
    }
    self.init(prompt: try VersionName(parts[1]), metric: parts[0])
  }
}

/// `shadow import`
struct ImportShadow: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Compare answers that were recorded elsewhere.",
    discussion: """
      The file holds generation events of several versions, one JSON object a line, plain or gzip; answers are paired by \
      prompt_id. The versions must be registered. Without --metric every figure of the file is judged, with a twentieth of \
      its scale as the margin, and refusals. Exit status 0 for pass, 1 for regressed and undecided.
      """)
  @OptionGroup var globals: GlobalOptions
  @Argument(help: ArgumentHelp("The recorded answers; - for standard input.", valueName: "file")) var file: String
  @Option(help: "The artifact, as the file's model.") var artifact: String
  @Option(help: ArgumentHelp("The version to be judged; the last of the file unless told.", valueName: "version"))
  var candidate: String?
  @Option(help: ArgumentHelp("What to measure, NAME[:higher|lower][:MARGIN]; again for each.", valueName: "metric"))
  var metric: [String] = []
  @Option(help: "The seed of the intervals; drawn unless told.") var seed: Int64?
  @Option(help: "Why, in words.") var reason: String

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      let metrics = try metric.map { text throws(Problem) in try ShadowMetric(text: text) }
      let taken = try await desk.importShadowRun(
        file: file, artifact: artifact, candidate: candidate, metrics: metrics.isEmpty ? nil : metrics, seed: seed,
        reason: reason, channel: .command)
      try await ShadowText.tell(try await desk.shadowRun(taken.run), output)
      try ShadowText.end(taken.verdict)
    }
  }
}

/// Decimal amounts of money.
enum Money {
  /// Millionths.
  static func micros(_ text: String) throws(Problem) -> Int64 {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let places = parts.count > 1 ? String(parts[1]) : ""
    guard parts.count <= 2, !text.isEmpty, places.count <= 6, let whole = Int64(parts[0]),
      (0...1_000_000_000).contains(whole),
      let part = Int64((places + "000000").prefix(6)), part >= 0
    else {
      throw Problem(
        .usage, "money", happened: "This is no amount of money.", remedy: "Write it like 12.50, without a currency.")
    }
    return whole * 1_000_000 + part
  }

  /// `12.500000`: six places, as it is kept.
  static func text(_ micros: Int64) -> String {
    let size = micros.magnitude
    let places = String(1_000_000 + size % 1_000_000).dropFirst()
    return (micros < 0 ? "-" : "") + "\(size / 1_000_000).\(places)"
  }
}
