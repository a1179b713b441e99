import ArgumentParser
import Evidence
import Governance
import Operations

/// `promote verify`
struct VerifyPromotion: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Check every signature of a promotion against the keys and what is stored.",
    discussion: """
      Checked: that the key signed the envelope, was the signer's and was trusted then, and that the envelope states the \
      version, gate, rules and text that are stored. Status 1 when something does not hold.

      Any DSSE verifier does the first on its own: `promote show NUMBER --envelope PERSON` prints an envelope, `key list \
      --json` the keys.
      """)
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "The promotion's number.") var promotion: Int64

  func run() async throws {
    try await globals.withDesk { desk, output throws(Problem) in
      let checked = try await desk.verifySignatures(of: promotion)
      let wrong = checked.filter { !$0.faults.isEmpty }
      if output.json {
        try output.document(
          .fields([
            ("ok", .bool(wrong.isEmpty)), ("checked", .integer(checked.count)),
            ("signatures", .array(checked.map { VerifyPromotion.fields($0) })),
          ]))
      } else {
        for one in checked { output.line(Plain.visible(VerifyPromotion.sentence(one))) }
        if checked.isEmpty { output.line("Nobody has signed it.") }
      }
      guard wrong.isEmpty else {
        throw Problem(
          .unmet, "signature.bad", happened: "\(wrong.count) of \(checked.count) signatures do not hold.",
          because: wrong.first.map { "\($0.person): \($0.faults.joined(separator: " "))" } ?? "",
          remedy: "Ask who has had access as the database's owner.")
      }
    }
  }

  private static func sentence(_ one: CheckedSignature) -> String {
    guard let fingerprint = one.fingerprint else {
      return "login  \(one.person), \(one.at.rfc3339): by login alone, no key"
    }
    let what = one.faults.isEmpty ? "" : ": " + one.faults.joined(separator: " ")
    return "\(one.faults.isEmpty ? "ok   " : "WRONG")  \(one.person), \(one.at.rfc3339), \(fingerprint)\(what)"
  }

  private static func fields(_ one: CheckedSignature) -> JSONValue {
    .fields([
      ("person", .string(one.person)), ("at", .instant(one.at)), ("key", .text(one.fingerprint)),
      ("ok", .bool(one.faults.isEmpty)), ("faults", .texts(one.faults)),
    ])
  }
}
