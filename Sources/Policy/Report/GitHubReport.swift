import Governance

/// A verdict as workflow commands of GitHub Actions: an error a requirement that is unmet, a notice when all are met.
package enum GitHubReport {
  /// - Parameter subject: what was asked, such as `kyc-summary@22 to production`.
  package static func text(_ verdict: GateVerdict, subject: String) -> String {
    var lines = verdict.unmet.map { requirement in
      let said = "\(requirement.title): \(requirement.value), limit \(requirement.limit). \(requirement.remedy)"
      return "::error title=\(property("\(subject): \(requirement.id)"))::\(message(said))"
    }
    lines += verdict.reasons.map { "::error title=\(property(subject))::\(message($0))" }
    if verdict.allow { lines.append("::notice title=\(property(subject))::The gate is met.") }
    if lines.isEmpty { lines.append("::error title=\(property(subject))::The gate is unmet.") }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Nothing in a text can end the line and begin a command of its own.
  private static func message(_ text: String) -> String {
    text.replacing("%", with: "%25").split(separator: "\r", omittingEmptySubsequences: false).joined(separator: "%0D")
      .split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).joined(separator: "%0A")
  }

  private static func property(_ text: String) -> String {
    message(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
  }
}
