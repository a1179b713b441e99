import ArgumentParser
import Evidence
import Governance
import Operations

/// Checkpoints from files, and whose signature they must have.
struct CheckpointTrust: ParsableArguments {
  @Option(help: ArgumentHelp("The .pub file of the key that must have signed.", valueName: "file")) var key: String?

  func checkpoint(_ path: String) throws(Problem) -> Checkpoint {
    try KeyFile.checkpoint(at: path, signedBy: try signer())
  }

  func record(_ path: String) throws(Problem) -> OutsideRecord {
    try KeyFile.record(at: path, signedBy: try signer())
  }

  func signer() throws(Problem) -> NoteVerifierKey? {
    guard let key else { return nil }
    return try KeyFile.verifierKey(at: key)
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
      Every row that a leaf stands for is read again: generations with their flags, scores, retrieved rows and content, \
      acts, and the records behind them. The first leaf that is not what it was is named, with what became of its row.

      Without a checkpoint from outside only what the catalog says about itself can be compared. A checkpoint also says \
      by which rules the catalog was ruled: what was replaced since, and put back too, is named. Whoever rewrites a row \
      and every hash after it leaves one trace, the root: a checkpoint is one line and cannot say which leaf it was. With \
      --key the checkpoints that the catalog itself kept count, too, and narrow it to the leaves between two of them. A \
      folder to which checkpoints are handed, a clone of such a repository, or --leaves has the hashes of all leaves: \
      with them the very leaf is named, whatever else was rewritten.
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
        against: OutsideRecord(checkpoints: records.flatMap(\.checkpoints), leaves: hashes, signer: try trust.signer()))
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
