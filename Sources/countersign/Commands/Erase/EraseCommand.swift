import ArgumentParser
import Evidence
import Foundation
import Governance
import Operations

/// `erase`: what a person wrote, and nothing of what proves it.
struct EraseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "erase",
    abstract: "Erase what a person wrote, everywhere the catalog reaches; the proofs of the log stand.",
    discussion: """
      A subject is named by the key that programs send for the person they answered (user_ref, user.id, enduser.id …). \
      --dry-run says what would go, what a hold keeps, and what cannot be reached: backups, the write-ahead log, replicas, \
      packs that were handed out. --subject asks; another person does it with --confirm, or refuses it. What was removed \
      goes with the salt of its commitment, so that nobody can guess at it; its leaf stays in the log.

      Files of tables keep old bytes until they are rewritten: --rewrite does that as the catalog's owner (VACUUM FULL, \
      which locks a month while it runs), and says what it rewrote.
      """)
  @OptionGroup var globals: GlobalOptions
  @Option(help: "Whose text: the key that programs send; may be repeated.") var subject: [String] = []
  @Option(help: ArgumentHelp("More of them, one a line.", valueName: "file")) var subjects: String?
  @Flag(help: "Say what would go, and change nothing.") var dryRun = false
  @Option(help: ArgumentHelp("Do an erasure that another person asked for.", valueName: "number")) var confirm: Int64?
  @Option(help: ArgumentHelp("Refuse one.", valueName: "number")) var refuse: Int64?
  @Flag(help: "List erasures, newest first.") var list = false
  @Flag(help: "Rewrite the files of tables from which text was erased, as the catalog's owner.") var rewrite = false
  @Option(help: "Why, in words.") var reason: String?

  func validate() throws {
    let asks = !subject.isEmpty || subjects != nil
    let choices = [asks, confirm != nil, refuse != nil, list, rewrite].count { $0 }
    guard choices == 1 else {
      throw ValidationError("Say one of --subject, --confirm, --refuse, --list and --rewrite.")
    }
    if dryRun, !asks { throw ValidationError("--dry-run needs --subject.") }
    if reason == nil, !dryRun, !list, !rewrite { throw ValidationError("--reason is needed.") }
  }

  func run() async throws {
    if rewrite { return try await rewriteFiles() }
    try await globals.withDesk(writes: !list && !dryRun) { desk, output throws(Problem) in
      if list { return try await tell(desk.erasures(limit: 200), output) }
      let reason = reason ?? ""
      if let confirm {
        return try tell(try await desk.confirmErasure(confirm, reason: reason, channel: .command), output)
      }
      if let refuse {
        return try output.recorded(try await desk.refuseErasure(refuse, reason: reason, channel: .command))
      }
      let keys = try keys()
      if dryRun { return try tell(try await desk.previewErasure(of: keys, channel: .command), output) }
      guard let asked = try await desk.askErasure(of: keys, reason: reason, channel: .command) else {
        if output.json {
          return try output.document(.fields([("erasure", .null), ("found", .integer(0))]))
        }
        return output.line("There is nothing of theirs to erase, or a hold keeps all of it.")
      }
      try output.recorded(asked.recorded, [("erasure", .integer(asked.erasure))])
    }
  }

  private func keys() throws(Problem) -> [String] {
    var keys = subject
    if let subjects {
      guard let data = FileManager.default.contents(atPath: subjects), let text = String(data: data, encoding: .utf8)
      else {
        throw Problem(
          .notFound, "file.unreadable", happened: "\(subjects) cannot be read as text.",
          remedy: "Check the name and who may read it.")
      }
      keys += text.split(whereSeparator: \.isNewline).map { String($0) }.filter { !$0.isEmpty }
    }
    return keys
  }

  private func rewriteFiles() async throws {
    try await globals.reporting { output throws(Problem) in
      let done = try await CatalogCare(try globals.settings()).rewrite()
      if output.json { return try output.document(.fields([("rewritten", .texts(done))])) }
      output.line(done.isEmpty ? "No table waits to be rewritten." : "Rewritten: \(done.joined(separator: ", ")).")
    }
  }

  private func tell(_ reach: [ErasureReach], _ output: Output) throws(Problem) {
    let (within, beyond) = (reach.filter { !$0.isUnreached }, reach.filter(\.isUnreached))
    guard output.json else {
      output.table(
        ["PLACE", "FOUND", "HELD"], within.map { [$0.place, String($0.found ?? 0), String($0.held ?? 0)] })
      output.line("Not reached:")
      return output.table(["PLACE", "UNTIL", "WHY"], beyond.map { [$0.place, $0.until ?? "", $0.words] })
    }
    try output.document(
      .fields([
        (
          "places",
          .array(
            within.map {
              .fields([
                ("place", .string($0.place)), ("found", .integer($0.found ?? 0)), ("held", .integer($0.held ?? 0)),
              ])
            })
        ),
        (
          "unreached",
          .array(
            beyond.map {
              .fields([("place", .string($0.place)), ("until", .text($0.until)), ("words", .string($0.words))])
            })
        ),
      ]))
  }

  private func tell(_ report: JSONValue, _ output: Output) throws(Problem) {
    guard !output.json else { return try output.document(report) }
    for place in report["places"]?.elements ?? [] {
      output.line(
        Plain.visible(
          "\(place["place"]?.text ?? ""): \(place["removed"]?.digits ?? "0") removed, \(place["held"]?.digits ?? "0") held"
        ))
    }
    for place in report["unreached"]?.elements ?? [] {
      let until = place["until"]?.text.map { " (until \($0))" } ?? ""
      output.line(
        Plain.visible("not reached: \(place["place"]?.text ?? "")\(until). \(place["words"]?.text ?? "")"))
    }
    let due = (report["rewrite"]?.elements ?? []).compactMap(\.text)
    if !due.isEmpty {
      output.line("Files still hold old bytes until `countersign erase --rewrite`: \(due.joined(separator: ", "))")
    }
  }

  private func tell(_ rows: [ErasureRow], _ output: Output) throws(Problem) {
    guard output.json else {
      return output.table(
        ["NO", "STATE", "SUBJECTS", "REMOVED", "ASKED BY", "ENDED BY", "WHY"],
        rows.map {
          [
            String($0.id), $0.state.rawValue, String($0.subjects), String($0.removed), $0.askedBy, $0.endedBy ?? "",
            $0.reason,
          ]
        })
    }
    try output.document(
      .fields([
        (
          "items",
          .array(
            rows.map {
              .fields([
                ("id", .integer($0.id)), ("state", .string($0.state.rawValue)), ("subjects", .integer($0.subjects)),
                ("removed", .integer($0.removed)), ("asked_by", .string($0.askedBy)), ("reason", .string($0.reason)),
                ("asked_at", .instant($0.askedAt)), ("ended_by", .text($0.endedBy)), ("ended_at", .instant($0.endedAt)),
              ])
            })
        ), ("next", .null),
      ]))
  }
}

extension JSONValue {
  /// A number as it is written.
  fileprivate var digits: String? {
    guard case .number(let digits) = self else { return nil }
    return digits
  }

  fileprivate var elements: [JSONValue]? {
    guard case .array(let elements) = self else { return nil }
    return elements
  }
}
