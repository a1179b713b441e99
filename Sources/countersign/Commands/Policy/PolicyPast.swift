import ArgumentParser
import Evidence
import Exchange
import Foundation
import Governance
import Operations
import Policy

/// `policy log`
struct PolicyLog: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log", abstract: "Decisions of gates, newest first; with an id, one of them whole.",
    discussion: "The view countersign.decision_log has all of them under the field names of OPA's decision log.")
  @OptionGroup var globals: GlobalOptions
  @OptionGroup var paging: PageOptions
  @Argument(help: "A decision's id, or the 8 digits and more it begins with.") var decision: String?
  @Option(help: "Only of this artifact.") var artifact: String?
  @Option(name: .customLong("env"), help: "Only for this environment.") var environment: String?
  @Option(help: FilterOption.help(.decisions)) var filter: String?

  func run() async throws {
    try await globals.withDesk { desk, output throws(Problem) in
      if let decision {
        let found = try await desk.storedDecision(decision)
        return try one(found, output)
      }
      var words = try FilterOption.read(filter, .decisions)
      for (field, name) in [("artifact", artifact), ("env", environment)] {
        if let name { words.terms.append(FilterTerm(field: field, value: .words([name]))) }
      }
      let page = try await desk.decisions(DecisionFilter(words: words), at: paging.place, limit: paging.limit)
      guard !output.json else { return try output.list(page) { $0.document } }
      output.table(
        ["TIME", "DECISION", "VERSION", "TO", "OUTCOME", "UNMET", "POLICY", "FOR"],
        page.rows.map { row in
          [
            row.at.rfc3339, String(row.id.prefix(13)), row.version, row.environment, row.allow ? "allow" : "deny",
            row.unmet.joined(separator: ", "), row.policy ?? "none", row.requestedBy ?? "",
          ]
        })
      paging.tell(page, output)
    }
  }

  private func one(_ detail: DecisionDetail, _ output: Output) throws(Problem) {
    let row = detail.decision
    func json(_ text: String?) -> JSONValue {
      text.flatMap { try? JSONValue(Array($0.utf8), policy: .generation) } ?? .null
    }
    guard !output.json else {
      return try output.document(
        .fields([
          ("decision", row.document), ("requirements", json(row.requirements)), ("input", json(detail.input)),
          ("input_digest", .string("sha256:" + detail.inputDigest)), ("result", json(detail.result)),
        ]))
    }
    output.line(Plain.visible("\(row.version) to \(row.environment): \(row.allow ? "allow" : "deny")"))
    output.line(Plain.visible("decision \(row.id), \(row.at.rfc3339), by \(row.actor)"))
    output.line(
      Plain.visible("policy \(row.policy ?? "none") \(row.revision), engine \(row.engine) \(row.engineVersion)"))
    output.line("told sha256:\(detail.inputDigest), version sha256:\(detail.subjectDigest)")
    for reason in row.reasons { output.line(Plain.visible(reason)) }
    output.table(
      ["STATE", "ID", "VALUE", "LIMIT", "EVIDENCE", "PRINCIPLE"],
      try Requirement.list(row.requirements).map {
        [$0.state.words, $0.id, $0.value, $0.limit, $0.evidence, $0.principle]
      })
  }
}

/// `policy replay`
struct ReplayDecision: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay", abstract: "Take a stored decision again: the same bundle, on what the engine was told then.",
    discussion: "Status 1 when anything differs from what was stored.")
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "The decision's id, or the 8 digits and more it begins with.") var decision: String

  func run() async throws {
    try await globals.withDesk { desk, output throws(Problem) in
      let engine = PolicyEngines.chosen(ProcessInfo.processInfo.environment)
      let replayed = try await desk.replay(decision, engine: engine)
      if output.json {
        try output.document(
          .fields([
            ("decision_id", .string(replayed.decision.id)), ("same", .bool(replayed.differences.isEmpty)),
            ("allow", .bool(replayed.again.allow)), ("engine", .text(replayed.again.engine)),
            ("differences", .texts(replayed.differences)),
          ]))
      } else {
        for difference in replayed.differences { output.line(Plain.visible(difference)) }
        if replayed.differences.isEmpty {
          output.line(
            Plain.visible(
              "The same: \(replayed.again.allow ? "allow" : "deny"), by \(replayed.again.engine ?? "no engine")."))
        }
      }
      guard replayed.differences.isEmpty else {
        throw Problem(
          .unmet, "decision.differs", happened: "The decision does not come out as it was stored.",
          because: replayed.again.reasons.joined(separator: " "))
      }
    }
  }
}

/// `policy what-if`
struct RehearsePolicy: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "what-if", abstract: "Run a bundle over the decisions of the past, and list those that would flip.",
    discussion: """
      Each decision is taken again on what the engine was told then. WAITED and WAITS count, day by day, what was and would \
      be denied: that is what somebody must look at. Nothing is written. Status 1 when any decision flips.
      """)
  @OptionGroup var globals: GlobalOptions
  @OptionGroup var source: PolicySource
  @Option(help: ArgumentHelp("Only decisions since then (RFC 3339).", valueName: "time")) var since: String?
  @Option(help: "How many flips are listed; all are counted.") var limit = 200

  func run() async throws {
    try await globals.withDesk { desk, output throws(Problem) in
      let bundle = try await source.bundle(desk)
      let first = try since.map { text throws(Problem) in try Instant(option: "--since", text) }
      let engine = PolicyEngines.chosen(ProcessInfo.processInfo.environment)
      let shows = output.showsProgress && !output.quiet
      let answer = try await desk.whatIf(
        bundle, engine: engine, since: first ?? Instant(microseconds: 0), keeping: limit
      ) { count in
        if shows { output.say("\(count) decisions") }
      }
      if output.json { try output.document(answer.document) } else { write(answer, output) }
      guard answer.failed == 0 else {
        throw Problem(
          .unmet, "what-if.failed", happened: "\(answer.failed) of \(answer.decisions) decisions could not be taken.",
          because: answer.firstFailure ?? "", remedy: "Look at `countersign policy lint` and `policy test`.")
      }
      guard answer.toDenied + answer.toAllowed == 0 else {
        throw Problem(
          .unmet, "what-if.flips",
          happened: "\(answer.toDenied + answer.toAllowed) of \(answer.decisions) decisions would flip.")
      }
    }
  }

  private func write(_ answer: WhatIf, _ output: Output) {
    output.line(
      "\(answer.decisions) decisions: \(answer.toDenied) would be denied, \(answer.toAllowed) would be allowed.")
    output.table(
      ["TIME", "VERSION", "TO", "WOULD BE", "WHY"],
      answer.flips.map {
        [$0.at.rfc3339, $0.version, $0.environment, $0.allow ? "allow" : "deny", $0.changes.joined(separator: ", ")]
      })
    output.table(
      ["DAY", "DECISIONS", "WAITED", "WAITS"],
      answer.days.map { [$0.day, "\($0.decisions)", "\($0.waitedBefore)", "\($0.waitsNow)"] })
  }
}

extension StoredDecision {
  var document: JSONValue {
    .fields([
      ("decision_id", .string(id)), ("timestamp", .instant(at)), ("version", .string(version)),
      ("environment", .string(environment)), ("outcome", .string(allow ? "allow" : "deny")),
      ("unmet", .texts(unmet)), ("policy", .text(policy)), ("revision", .string(revision)),
      ("engine", .string(engine)), ("engine_version", .string(engineVersion)), ("reasons", .texts(reasons)),
      ("requested_by", .text(requestedBy)), ("actor", .string(actor)),
      ("promotion", promotion.map { .integer(Int($0)) } ?? .null),
    ])
  }
}

extension WhatIf {
  var document: JSONValue {
    .fields([
      ("policy", .string(revision)), ("decisions", .integer(decisions)), ("to_denied", .integer(toDenied)),
      ("to_allowed", .integer(toAllowed)), ("failed", .integer(failed)),
      ("held_by", .object(heldBy.sorted { $0.key < $1.key }.map { .init($0.key, .integer($0.value)) })),
      (
        "flips",
        .array(
          flips.map {
            .fields([
              ("decision_id", .string($0.decision)), ("timestamp", .instant($0.at)), ("version", .string($0.version)),
              ("environment", .string($0.environment)), ("would_allow", .bool($0.allow)),
              ("changes", .texts($0.changes)),
            ])
          })
      ),
      (
        "days",
        .array(
          days.map {
            .fields([
              ("day", .string($0.day)), ("decisions", .integer($0.decisions)), ("waited", .integer($0.waitedBefore)),
              ("waits", .integer($0.waitsNow)),
            ])
          })
      ),
    ])
  }
}
