package import Governance

extension CheckerFormat {
  /// What an answer says, as flags whose source is the format's name and whose categories are spelled as the checker spells
  /// them. An answer that is not in the form is one flag with the verdict `error`: silence must not look like safety.
  ///
  /// - side: what was checked: `input`, `output`, `retrieved` or `tool`.
  /// - taxonomy: whose codes these are, such as `llamaguard-3`; nil as the answer says.
  package func flags(_ answer: [UInt8], side: String, taxonomy: String? = nil) -> [Flag] {
    let findings: [CheckerFinding]? =
      switch self {
      case .azure: AzureSafetyAnswer.findings(answer)
      case .openai: ModerationAnswer.findings(answer)
      case .llamaGuard: GuardAnswer.findings(answer)
      case .presidio: PresidioAnswer.findings(answer)
      }
    guard let findings else {
      return [
        Flag(source: rawValue, category: "unspecified", verdict: .error, score: nil, side: side, taxonomy: taxonomy)
      ]
    }
    return findings.map {
      Flag(
        source: rawValue, category: $0.category, verdict: $0.isFlagged ? .flagged : .clear, score: $0.score, side: side,
        taxonomy: taxonomy ?? $0.taxonomy, spans: $0.spans)
    }
  }
}

/// One thing that a checker says of a text.
struct CheckerFinding {
  /// As the checker spells it.
  var category: String
  var isFlagged: Bool
  /// 0 to 1; nil when the checker gives none.
  var score: Double?
  var taxonomy: String?
  var spans: [Flag.Span] = []
}
