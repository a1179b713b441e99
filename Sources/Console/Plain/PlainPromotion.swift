import Governance
import Terminal

/// A promotion in sentences.
enum PlainPromotion {
  static func heading(_ row: PromotionRow) -> String {
    "\(row.artifact) \(row.kind.words) \(NameWords.version(row.label)) to \(row.environment), \(row.met) of \(row.requirements) requirements met, \(row.signed) of \(row.needed) signed"
  }

  static func parts(_ detail: PromotionDetail) -> [PlainReading.Part] {
    let asked = detail.reason.isEmpty ? "no reason was given" : detail.reason
    var parts = [
      PlainReading.Part(title: "Asked for by \(detail.row.requestedBy)", lines: [asked]),
      PlainReading.Part(title: "What changes", lines: change(detail)),
      PlainReading.Part(title: "The gate", lines: gate(detail)),
    ]
    let calls = "\(NumberWords.count(detail.callsPerWeek)) calls a week."
    parts.append(
      PlainReading.Part(
        title: "What it reaches",
        lines: [calls]
          + detail.reaches.map { "\($0.artifact) \(NameWords.version($0.label)), \($0.kind.words), as \($0.role)" }))
    if let text = detail.text {
      parts.append(
        PlainReading.Part(
          title: "The text that is signed, sha256:\(text.digest)",
          lines: text.body.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)))
    }
    parts.append(
      PlainReading.Part(
        title: "Signatures, \(detail.row.signed) of \(detail.row.needed)",
        lines: detail.signatures.isEmpty ? ["Nobody has signed yet."] : detail.signatures.map(words)))
    return parts
  }

  private static func words(_ signature: Signature) -> String {
    "\(signature.approves ? "signed" : "rejected") by \(signature.person), \(TimeWords.dated(signature.at)): \(signature.reason)"
  }

  private static func change(_ detail: PromotionDetail) -> [String] {
    guard let current = detail.current else {
      return ["Nothing serves there now; all of it is new:"] + BodyText.lines(of: detail.candidate.body)
    }
    let changed = wordDiff(from: BodyText.text(of: current.body), to: BodyText.text(of: detail.candidate.body))
      .filter { $0.kind != .same }
    guard !changed.isEmpty else { return ["The two versions read the same."] }
    return ["Against \(NameWords.version(current.row.label)), which serves there now:"]
      + changed.map { ($0.kind == .added ? "added, line " : "removed, line ") + "\($0.number): \($0.text)" }
  }

  private static func gate(_ detail: PromotionDetail) -> [String] {
    let lines = detail.requirements.map { requirement in
      let state =
        switch requirement.state {
        case .met: "met"
        case .unmet: "unmet"
        case .waived: "waived"
        case .not_applicable: "does not apply"
        }
      let figures = [requirement.value, requirement.limit.isEmpty ? "" : "asked: \(requirement.limit)"]
      let more = (figures + [requirement.state == .met ? "" : requirement.remedy]).filter { !$0.isEmpty }
      return ([state + ": " + requirement.title] + more).joined(separator: ", ")
    }
    return lines.isEmpty ? ["Nothing had been decided of it by then."] : lines
  }
}
