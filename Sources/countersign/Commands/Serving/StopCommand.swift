import ArgumentParser
import Evidence
import Governance
import Operations

/// `stop`
struct StopCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stop", abstract: "Stop serving an artifact or one version of it, at once.",
    discussion: """
      Says first what it reaches. What was there is kept with its digests; `resume` asks for the end of a stop, and another \
      person lets it happen. --dry-run counts and stops nothing, --list shows every use.
      """)
  @OptionGroup var globals: GlobalOptions
  @OptionGroup var paging: PageOptions
  @Argument(help: ArgumentHelp("ARTIFACT, or ARTIFACT@VERSION.", valueName: "name")) var name: String?
  @Option(name: .customLong("env"), help: "Only in this environment; without it everywhere.") var environment: String?
  @Option(help: "Why, in words.") var reason: String?
  @Flag(help: "Count what it would reach.") var dryRun = false
  @Flag(help: "List what is stopped.") var list = false
  @Flag(help: "With --list: what was lifted, too.") var all = false

  func validate() throws {
    if !list, name == nil { throw ValidationError("Name an artifact, or use --list.") }
    if !list, !dryRun, reason == nil { throw ValidationError("--reason TEXT is required, or --dry-run.") }
  }

  func run() async throws {
    try await globals.withDesk(writes: !list && !dryRun) { desk, output throws(Problem) in
      guard !list else {
        return try show(
          try await desk.stops(liftedToo: all, artifact: name, at: paging.place, limit: paging.limit), output)
      }
      let (artifact, selector) = try subject()
      let reach = try await desk.stopReach(artifact, selector: selector, in: environment)
      output.say(StopText.words(reach))
      guard !dryRun else {
        if output.json { try output.document(.reach(reach)) }
        return
      }
      let answer = try await desk.stop(
        artifact, selector: selector, in: environment, reason: reason ?? "", channel: .command)
      try output.recorded(answer.recorded, [("stop", .integer(answer.stop)), ("reached", .reach(reach))])
    }
  }

  private func subject() throws(Problem) -> (artifact: String, selector: VersionName.Selector?) {
    let text = name ?? ""
    guard text.contains("@") else { return (text, nil) }
    let version = try VersionName(text)
    return (version.artifact, version.selector)
  }

  private func show(_ page: Page<StopRow>, _ output: Output) throws(Problem) {
    guard !output.json else { return try output.list(page) { .stop($0) } }
    output.table(
      ["NO", "WHAT", "STATE", "BY", "AT", "REACHED", "WHY"],
      page.rows.map {
        [
          String($0.id), $0.subject, $0.isLifted ? "lifted" : "stopped", $0.stoppedBy, $0.at.rfc3339,
          "\($0.reached.pointers) places, \($0.reached.users) users", $0.reason,
        ]
      })
    paging.tell(page, output)
  }
}

/// `resume`
struct ResumeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume", abstract: "Ask for the end of a stop; another person confirms it.")
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "The stop's number, of `stop --list`.") var stop: Int64
  @Option(help: "Why, in words.") var reason: String

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      let answer = try await desk.askResume(stop, reason: reason, channel: .command)
      try output.recorded(answer.recorded, [("confirmation", .integer(answer.confirmation))])
    }
  }
}

/// What a stop reaches, in words.
enum StopText {
  static func words(_ reach: StopReach) -> String {
    let calls = reach.calls.number
    return
      "It reaches \(reach.versions) versions, \(reach.pointers) places that serve them, \(reach.users) other artifacts, "
      + "\(reach.promotions) open promotions; \(reach.calls == .exactly(calls) ? "" : "more than ")\(calls) calls in 7 days."
  }
}

extension JSONValue {
  fileprivate static func reach(_ reach: StopReach) -> JSONValue {
    .fields([
      ("versions", .integer(reach.versions)), ("pointers", .integer(reach.pointers)),
      ("users", .integer(reach.users)), ("promotions", .integer(reach.promotions)),
      ("calls", .integer(reach.calls.number)), ("calls_exact", .bool(reach.calls == .exactly(reach.calls.number))),
    ])
  }

  fileprivate static func stop(_ row: StopRow) -> JSONValue {
    .fields([
      ("id", .integer(row.id)), ("artifact", .string(row.artifact)), ("version", .text(row.label)),
      ("environment", .text(row.environment)), ("state", .string(row.isLifted ? "lifted" : "stopped")),
      ("by", .string(row.stoppedBy)), ("reason", .string(row.reason)), ("at", .instant(row.at)),
      ("pointers", .integer(row.reached.pointers)), ("users", .integer(row.reached.users)),
      ("promotions", .integer(row.reached.promotions)),
      ("lifted_by", .text(row.isLifted ? row.changedBy : nil)), ("answer", .text(row.isLifted ? row.answer : nil)),
    ])
  }
}
