import ArgumentParser
import Evidence
import Governance
import Operations
import Shadow

/// `shadow nightly`
struct PlanNightsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "nightly", abstract: "Plan a shadow-eval of an artifact for every night.",
    discussion: """
      A daemon (countersign serve) begins it at the hour, once a night, and drives it to its verdict; killed, it goes on where \
      it stood. What production serves is put beside the versions before it, on prompts of the last day. When it has become \
      worse an alarm opens; nothing is rolled back by itself. What is planned again takes the place of what was. Metrics and \
      judges as in shadow run. Only a lead can plan one.
      """)
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "The artifact.") var artifact: String
  @Option(help: ArgumentHelp("When it begins, in the office's time zone.", valueName: "HH:MM")) var begins = "02:00"
  @Option(
    help: ArgumentHelp(
      "The version to be judged: a label or ENV:production, which it is unless told.", valueName: "version"))
  var candidate: String?
  @Option(help: "How many versions to compare with.") var versions = 3
  @Option(help: "How many prompts.") var prompts = 400
  @Option(help: "How old a prompt may be, in days.") var days = 1
  @Option(help: ArgumentHelp("What to measure; again for each.", valueName: "metric")) var metric: [String] = []
  @Option(help: ArgumentHelp("Who rates, METRIC=PROMPT@VERSION.", valueName: "judge")) var judge: [String] = []
  @Option(help: ArgumentHelp("The most a night may cost, in the endpoints' currency.", valueName: "amount"))
  var maxCost: String?
  @Flag(help: "Plan none any more.") var off = false
  @Option(help: "Why, in words.") var reason: String

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      guard !off else {
        return try output.recorded(try await desk.endShadowNights(of: artifact, reason: reason, channel: .command))
      }
      var plan = ShadowPlan.nightly(artifact)
      if let candidate { plan.candidate = candidate }
      (plan.versions, plan.prompts, plan.days, plan.reason) = (versions, prompts, days, reason)
      plan.costLimit = try maxCost.map { text throws(Problem) in try Money.micros(text) }
      if !metric.isEmpty { plan.metrics = try metric.map { text throws(Problem) in try ShadowMetric(text: text) } }
      plan.judges = try judge.map(ShadowPlan.Judge.init(text:))
      guard begins.wholeMatch(of: /([01][0-9]|2[0-3]):[0-5][0-9]/) != nil else {
        throw Problem(
          .usage, "shadow.begins", happened: "This is no hour of a day.", remedy: "Write it like --begins 02:00.")
      }
      try output.recorded(try await desk.planShadowNights(plan, begins: begins, channel: .command))
    }
  }
}

/// `shadow nights`
struct ListNightsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "nights", abstract: "What is planned for the nights, and what became of the last.")
  @OptionGroup var globals: GlobalOptions
  @Option(help: "Only this artifact's.") var artifact: String?

  func run() async throws {
    try await globals.withDesk { desk, output throws(Problem) in
      let page = Page(try await desk.plannedNights(artifact: artifact), next: nil, isFirst: true)
      guard !output.json else {
        return try output.list(page) { night in
          .fields([
            ("artifact", .string(night.artifact)), ("begins", .string(night.begins)),
            ("candidate", .text(night.candidate)), ("versions", .integer(night.versions)),
            ("prompts", .integer(night.prompts)), ("days", .integer(night.days)),
            ("cost_limit", .text(night.costLimit.map { Money.text($0) })), ("set_by", .string(night.setBy)),
            ("reason", .string(night.reason)), ("last_night", .text(night.lastNight)),
            ("last_run", .integer(night.lastRun)),
            ("last_fault", .text(night.lastFault.flatMap { $0.isEmpty ? nil : $0 })),
          ])
        }
      }
      output.table(
        ["ARTIFACT", "BEGINS", "CANDIDATE", "BESIDE", "PROMPTS", "AT MOST", "BY", "LAST NIGHT", "RUN", "WHY NOT"],
        page.rows.map { night in
          [
            night.artifact, night.begins, night.candidate ?? "newest", "\(night.versions) versions",
            String(night.prompts),
            night.costLimit.map { Money.text($0) } ?? "–", night.setBy, night.lastNight ?? "–",
            night.lastRun.map { String($0) } ?? "–", night.lastFault ?? "",
          ]
        })
    }
  }
}
