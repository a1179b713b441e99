import Governance

/// A verdict as JUnit's XML: a case a requirement, a failure for what is unmet, skipped for what does not apply.
package enum JUnitReport {
  /// - Parameter subject: what was asked, such as `kyc-summary@22 to production`.
  package static func text(_ verdict: GateVerdict, subject: String) -> String {
    var cases = verdict.requirements.map(line)
    cases += verdict.reasons.map { reason in
      "<testcase classname=\"gate\" name=\"decision\"><error message=\"\(escaped(reason))\"/></testcase>"
    }
    if !verdict.allow, verdict.unmet.isEmpty, verdict.reasons.isEmpty {
      cases.append("<testcase classname=\"gate\" name=\"decision\"><error message=\"not allowed\"/></testcase>")
    }
    let skipped = verdict.requirements.count { $0.state == .not_applicable }
    let errors = cases.count - verdict.requirements.count
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <testsuites>
      <testsuite name="\(escaped(subject))" tests="\(cases.count)" failures="\(verdict.unmet.count)" errors="\(errors)" skipped="\(skipped)">
      \(cases.joined(separator: "\n"))
      </testsuite>
      </testsuites>

      """
  }

  private static func line(_ requirement: Requirement) -> String {
    let start = "<testcase classname=\"gate\" name=\"\(escaped(requirement.id))\""
    switch requirement.state {
    case .met: return start + "/>"
    case .not_applicable, .waived:
      return start + "><skipped message=\"\(escaped(requirement.evidence))\"/></testcase>"
    case .unmet:
      let message = "\(requirement.title): \(requirement.value), limit \(requirement.limit)"
      let detail = [requirement.evidence, requirement.remedy].filter { !$0.isEmpty }.joined(separator: " ")
      return start + "><failure message=\"\(escaped(message))\">\(escaped(detail))</failure></testcase>"
    }
  }

  /// XML knows no other control characters than these three.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\t", "\n", "\r": result += "&#\(scalar.value);"
      case "\u{0}"..."\u{1F}", "\u{FFFE}"..."\u{FFFF}": result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
