import ArgumentParser
import Evidence
import Governance
import Operations

/// Checkpoints from files, and whose signature they must have.
struct CheckpointTrust: ParsableArguments {
  @Option(help: ArgumentHelp("The .pub file of the key that must have signed.", valueName: "file")) var key: String?

  func checkpoint(_ path: String) throws(Problem) -> Checkpoint {
    var verifier: NoteVerifierKey?
    if let key { verifier = try KeyFile.verifierKey(at: key) }
    return try KeyFile.checkpoint(at: path, signedBy: verifier)
  }

  func record(_ path: String) throws(Problem) -> OutsideRecord {
    var verifier: NoteVerifierKey?
    if let key { verifier = try KeyFile.verifierKey(at: key) }
    return try KeyFile.record(at: path, signedBy: verifier)
  }

  /// Says that signatures were not looked at, when they were not.
  func tell(_ output: Output) {
    if key == nil { output.say("Signatures were not checked: pass --key with the log's .pub file.") }
  }
}

/// `log verify`
struct VerifyLog: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Make every leaf again from its row, and compare.",
    discussion: """
      Without a checkpoint from outside only what the catalog says about itself can be compared. A checkpoint also says \
      by which rules the catalog was ruled: what was replaced since, and put back too, is named. A folder to which \
      checkpoints are handed, or a clone of such a repository, has the hashes of all leaves besides: with them the very \
      leaf is named, whatever else was rewritten.
      """)
  @OptionGroup var globals: GlobalOptions
  @OptionGroup var trust: CheckpointTrust
  @Option(
    help: ArgumentHelp("A checkpoint that was kept outside, or the folder of a place; any number.", valueName: "file"))
  var from: [String] = []
  @Option(help: ArgumentHelp("Hashes of all leaves that were written with one of them.", valueName: "file"))
  var leaves: String?

  func validate() throws {
    if leaves != nil, from.isEmpty { throw ValidationError("--leaves needs the checkpoint it was written with.") }
  }

  func run() async throws {
    try await globals.withDesk { desk, output throws(Problem) in
      var records: [OutsideRecord] = []
      for path in from { records.append(try trust.record(path)) }
      var hashes = records.map(\.leaves).max { $0.count < $1.count } ?? []
      if let leaves { hashes = try KeyFile.leaves(at: leaves) }
      let report = try await desk.verifyLog(
        against: OutsideRecord(checkpoints: records.flatMap(\.checkpoints), leaves: hashes))
      if !from.isEmpty { trust.tell(output) }
      try tell(report, output)
      guard report.isGood else {
        throw Problem(
          .unmet, "log.altered", happened: "The log is not as it was: \(report.troubles) finding(s).",
          because: report.firstBad.map { VerifyLog.sentence($0) } ?? report.rules.first?.sentence ?? "",
          remedy: "Keep the checkpoint, and ask the owner.")
      }
    }
  }

  private func tell(_ report: LogReport, _ output: Output) throws(Problem) {
    guard output.json else {
      for finding in report.findings { output.line(Plain.visible(VerifyLog.sentence(finding))) }
      for rule in report.rules { output.line(Plain.visible(rule.sentence)) }
      let waiting = report.waiting > 10_000 ? "more than 10000" : String(report.waiting)
      return output.line("\(report.size) leaves, root \(report.root.hex), \(waiting) rows wait for the next seal")
    }
    try output.document(
      .fields([
        ("ok", .bool(report.isGood)), ("size", .integer(report.size)), ("root", .string(report.root.hex)),
        ("waiting", .integer(report.waiting)), ("found", .integer(report.found)),
        ("first_bad", report.firstBad.map { VerifyLog.fields($0) } ?? .null),
        ("findings", .array(report.findings.map { VerifyLog.fields($0) })),
        (
          "rules",
          .array(
            report.rules.map {
              .fields([("kind", .string($0.kind)), ("name", .string($0.name)), ("what", .string($0.what))])
            })
        ),
      ]))
  }

  private static func sentence(_ finding: LogReport.Finding) -> String {
    let leaf = finding.index.map { "leaf \($0) " } ?? ""
    return leaf + (finding.name.map { "(\($0)) " } ?? "") + finding.what
  }

  private static func fields(_ finding: LogReport.Finding) -> JSONValue {
    .fields([
      ("index", finding.index.map { .integer($0) } ?? .null), ("id", .text(finding.name)),
      ("what", .string(finding.what)),
    ])
  }
}
