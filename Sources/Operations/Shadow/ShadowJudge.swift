internal import Catalog
internal import Evidence
internal import Governance
internal import Ingest
internal import Shadow

/// Who says of an answer how good or bad it is: a model by a registered prompt, or a safety checker.
enum ShadowJudge: Sendable {
  case prompt(JudgePrompt)
  case checker(CheckerPrompt)

  /// - Throws: `shadow.judge`, `shadow.checker` when the version's body is neither.
  init(body: [UInt8]) throws(Problem) {
    if let checker = try CheckerPrompt(body: body) {
      self = .checker(checker)
    } else {
      self = .prompt(try JudgePrompt(body: body))
    }
  }

  /// Nil when it gave none.
  func figure(in reply: String) -> Double? {
    switch self {
    case .prompt(let judge): judge.rating(in: reply)
    case .checker(let checker):
      checker.figure(checker.format.flags(Array(reply.utf8), side: "output", taxonomy: checker.taxonomy))
    }
  }

  /// Of a figure that nobody gave a margin: a checker says how bad an answer is.
  var better: ShadowMetric.Better { if case .checker = self { .lower } else { .higher } }
}
