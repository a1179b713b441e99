internal import Ingest

extension Refusal {
  static let noCallToJudge = Refusal(
    "score.no-generation", "The call that is judged is not here: it was refused, or never came.")
  static let tooManyJudgements = Refusal("score.many", "A generation has at most 1,000 judgements.")
}
