internal import Evidence
internal import Governance

/// `{"model", "results": [{"flagged", "categories": {name: bool}, "category_scores": {name: 0…1}}]}`. Scores of one model cannot
/// be compared with another's: the model stands in the taxonomy. A category that is null was not asked about.
enum ModerationAnswer {
  static func findings(_ answer: [UInt8]) -> [CheckerFinding]? {
    guard let document = try? JSONValue(answer, policy: .generation), case .array(let results)? = document["results"],
      !results.isEmpty
    else { return nil }
    let model = document["model"]?.text
    var findings: [CheckerFinding] = []
    for result in results {
      guard case .object(let categories)? = result["categories"] else { return nil }
      for category in categories {
        guard case .bool(let isFlagged) = category.value else { continue }
        findings.append(
          CheckerFinding(
            category: category.key, isFlagged: isFlagged, score: result["category_scores"]?[category.key]?.double,
            taxonomy: model))
      }
      guard case .bool(let isFlagged)? = result["flagged"] else { return nil }
      // What flags without naming why must not get lost.
      if isFlagged, !findings.contains(where: \.isFlagged) {
        findings.append(CheckerFinding(category: "unspecified", isFlagged: true, taxonomy: model))
      }
    }
    return findings
  }
}
