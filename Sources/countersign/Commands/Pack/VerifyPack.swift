import ArgumentParser
import AuditPack
import Evidence
import Foundation
import Governance
import Operations

/// `pack verify`
struct VerifyPack: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Check a pack, without catalog and network.",
    discussion: """
      Nothing in a pack can vouch for itself: without --trust it can only be said whether it agrees with itself, and the \
      answer is no. The verify.py in a pack does the same.
      """)
  @OptionGroup var globals: GlobalOptions
  @Argument(help: ArgumentHelp("The .tar.gz, or the folder it was unpacked to.", valueName: "pack")) var pack: String
  @Option(help: ArgumentHelp("The office's key as it came by another way: fingerprint, or the text of its .pub file."))
  var trust: String?
  @Option(help: ArgumentHelp("A checkpoint kept from an earlier day.", valueName: "file")) var since: String?

  func run() async throws {
    try await globals.reporting { output throws(Problem) in
      var earlier: SignedNote?
      if let since {
        guard let bytes = FileManager.default.contents(atPath: since) else {
          throw Problem(.notFound, "file.unreadable", happened: "\(since) cannot be read.", remedy: "Check the name.")
        }
        earlier = try SignedNote(reading: String(decoding: bytes, as: UTF8.self))
      }
      let report = try PackChecker.check(pack, trust: trust, since: earlier)
      try tell(report, output)
      if !report.findings.isEmpty {
        throw Problem(
          .unmet, "pack.altered", happened: "The pack is not what it should be: \(report.findings.count) finding(s).",
          because: report.findings.first.map { "\($0.path): \($0.what)." } ?? "",
          remedy: "Do not rely on it; ask the office for another.")
      }
      guard report.isAuthenticated else {
        throw Problem(
          .unmet, "pack.not-authenticated", happened: "The pack is consistent, not authenticated.",
          because: "Its key is \(report.fingerprint ?? "unknown"), and nobody from outside says whose that is.",
          remedy: "Ask the office for its fingerprint by another way, and pass --trust.")
      }
    }
  }

  private func tell(_ report: PackReport, _ output: Output) throws(Problem) {
    guard output.json else {
      for note in report.notes { output.line(Plain.visible("note: " + note)) }
      for finding in report.findings { output.line(Plain.visible("\(finding.path): \(finding.what)")) }
      return output.line("\(report.checked) checks, \(report.findings.count) problems")
    }
    try output.document(
      .fields([
        ("ok", .bool(report.isGood)), ("checked", .integer(report.checked)),
        ("authenticated", .bool(report.isAuthenticated)), ("fingerprint", .text(report.fingerprint)),
        ("notes", .texts(report.notes)),
        (
          "problems",
          .array(report.findings.map { .fields([("path", .string($0.path)), ("what", .string($0.what))]) })
        ),
      ]))
  }
}
