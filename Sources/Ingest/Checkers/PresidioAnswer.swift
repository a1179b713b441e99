internal import Evidence
internal import Governance

/// `[{"entity_type", "start", "end", "score"}]`: what it found, in Unicode scalars of the text. Nothing found is one clear
/// finding.
enum PresidioAnswer {
  static func findings(_ answer: [UInt8]) -> [CheckerFinding]? {
    guard case .array(let entities)? = try? JSONValue(answer, policy: .generation) else { return nil }
    var findings: [CheckerFinding] = []
    for entity in entities {
      guard let name = entity["entity_type"]?.text, let score = entity["score"]?.double,
        let start = entity["start"]?.double, let end = entity["end"]?.double, start >= 0, end >= start, end < 1e9
      else { return nil }
      findings.append(
        CheckerFinding(
          category: name, isFlagged: true, score: score,
          spans: [Flag.Span(start: Int(start), end: Int(end), label: name)]))
    }
    return findings.isEmpty ? [CheckerFinding(category: "pii", isFlagged: false)] : findings
  }
}
