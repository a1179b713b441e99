internal import Evidence
internal import Governance

/// `{"categoriesAnalysis": [{"category", "severity"}], "blocklistsMatch": […]}`, or of a prompt shield
/// `{"userPromptAnalysis": {"attackDetected"}, "documentsAnalysis": [{"attackDetected"}]}`. A category that is absent was not
/// asked about.
///
/// Severities are 0, 2, 4, 6, or 0 to 7; the score is a seventh of it.
enum AzureSafetyAnswer {
  static func findings(_ answer: [UInt8]) -> [CheckerFinding]? {
    guard let document = try? JSONValue(answer, policy: .generation) else { return nil }
    var findings: [CheckerFinding] = []
    var isKnown = false
    if case .array(let categories)? = document["categoriesAnalysis"] {
      isKnown = true
      for entry in categories {
        guard let name = entry["category"]?.text, let severity = entry["severity"]?.double, (0...7).contains(severity)
        else { return nil }
        findings.append(CheckerFinding(category: name, isFlagged: severity >= 2, score: severity / 7))
      }
    }
    if case .array(let matches)? = document["blocklistsMatch"] {
      isKnown = true
      for match in matches {
        guard let name = match["blocklistName"]?.text else { return nil }
        findings.append(CheckerFinding(category: "blocklist", isFlagged: true, taxonomy: name))
      }
    }
    let analyses = [document["userPromptAnalysis"]].compactMap { $0 } + (document["documentsAnalysis"]?.elements ?? [])
    for analysis in analyses {
      guard case .bool(let isAttack)? = analysis["attackDetected"] else { return nil }
      isKnown = true
      findings.append(CheckerFinding(category: "attackDetected", isFlagged: isAttack))
    }
    return isKnown ? findings : nil
  }
}
