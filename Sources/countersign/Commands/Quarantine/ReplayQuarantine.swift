import ArgumentParser
import Evidence
import Governance
import Operations

/// `quarantine replay`
struct ReplayQuarantine: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay", abstract: "Try refused lines again, as they are.",
    discussion: """
      Who has the right of ingest tries them here and now. A builder of the producer's team, a lead or an administrator \
      asks for it, with a reason, and a daemon tries them within seconds.
      """)
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "Their numbers.") var numbers: [Int64]
  @Flag(help: "Ask for all of the same producer that were refused with the same code.") var alike = false
  @Option(help: "Why, where a daemon is asked.") var reason: String?

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      let isIngest = try await desk.officer().roles.contains("ingest")
      var replays = Replays()
      for number in numbers {
        do throws(Problem) {
          if isIngest, !alike {
            replays.note(try await desk.replay(number, channel: .command))
          } else {
            guard let reason else { throw Replays.reasonMissing }
            let recorded = try await desk.askReplay(number, alike: alike, reason: reason, channel: .command)
            replays.note(number, recorded)
          }
        } catch  where error.kind == .unreachable || error.code == Replays.reasonMissing.code {
          throw error
        } catch {
          replays.note(number, error)
        }
      }
      if output.json {
        try output.document(.fields([("items", .array(replays.documents)), ("next", .null)]))
      } else {
        for line in replays.lines { output.line(Plain.visible(line)) }
      }
      if let problem = replays.problem { throw problem }
    }
  }
}

/// What became of each number; one that fails does not stop those behind it.
private struct Replays {
  private(set) var lines: [String] = []
  private(set) var documents: [JSONValue] = []
  private var refused = 0
  private var failed: Problem?

  static let reasonMissing = Problem(
    .usage, "reason.missing", happened: "Say why they are to be tried again.",
    because: "This login has not the right of ingest: a daemon is asked.", remedy: "Add --reason.")

  mutating func note(_ report: ReplayReport) {
    switch report.outcome {
    case .wentIn: lines.append("\(report.number): went in")
    case .goneIn: lines.append("\(report.number): went in earlier")
    case .refused:
      refused += 1
      lines.append("\(report.number): refused again: \(report.why)")
    }
    documents.append(document(report.number, report.outcome.rawValue, report.why, report.counts))
  }

  mutating func note(_ number: Int64, _ recorded: Recorded) {
    lines.append("\(number): \(recorded.what)")
    documents.append(document(number, "asked", recorded.what, nil))
  }

  mutating func note(_ number: Int64, _ problem: Problem) {
    failed = failed ?? problem
    lines.append("\(number): \(problem.happened)")
    documents.append(document(number, "failed", problem.happened, nil))
  }

  /// What the command ends with.
  var problem: Problem? {
    if let failed { return failed }
    guard refused > 0 else { return nil }
    return Problem(
      .badData, "ingest.refused", happened: "\(refused) of \(lines.count) lines were refused again.",
      remedy: "Look at `countersign quarantine list`.")
  }

  private func document(_ number: Int64, _ outcome: String, _ words: String, _ counts: IngestReport?) -> JSONValue {
    .fields(
      [("number", .integer(number)), ("outcome", .string(outcome)), ("words", .string(words))]
        + (counts.map { JSONValue.fields(of: $0) } ?? []))
  }
}
