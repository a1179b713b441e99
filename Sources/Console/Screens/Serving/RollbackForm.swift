import Governance

/// What is asked before an environment goes back to a former version, and before traffic is shifted.
enum RollbackForm {
  /// Nil when nothing can be rolled back to; then `why` says it.
  static func spec(_ artifact: String, _ environment: String, _ targets: [RollbackTarget], now: Instant) -> FormSpec? {
    let choices = targets.filter { $0.refusal == nil }
    guard !choices.isEmpty else { return nil }
    var fields = [
      FormSpec.Field(
        name: "label", label: "to",
        kind: .choice(
          choices.map { target in
            let served =
              target.servedUntil.map { "served until \(TimeWords.ago($0, now: now))" } ?? "serves a part now"
            return FormSpec.Choice(code: target.label, words: "\(NameWords.version(target.label)), \(served)")
          })),
      FormSpec.Field(
        name: "reason", label: "reason",
        kind: .words(numbered: ["answers got worse", "fails on live traffic", "promoted by mistake"])),
    ]
    if environment == "production" {
      fields.append(FormSpec.Field(name: "name", label: "artifact", kind: .exactly(artifact)))
    }
    return FormSpec(
      id: "rollback-\(artifact)-\(environment)", title: "roll back · \(artifact) in \(environment)",
      sentence:
        "All traffic of \(environment) goes to the version you choose, at once. Nobody signs before; another person "
        + "countersigns it afterwards.", fields: fields, verb: "roll back")
  }

  static func why(_ artifact: String, _ environment: String, _ targets: [RollbackTarget]) -> String {
    guard let first = targets.first else { return "\(environment) has served no other version of \(artifact)." }
    return "Nothing can be rolled back to: \(NameWords.version(first.label)): \(first.refusal ?? "")."
  }

  /// Reads what can be rolled back to, before it is asked.
  static func targets<Message>(
    _ artifact: String, in environment: String,
    then answer: @escaping @Sendable (Result<[RollbackTarget], Problem>) -> Message
  ) -> Effect<Message> {
    .load(
      "targets", "former versions",
      { desk throws(Problem) in
        try await desk.rollbackTargets(artifact, in: environment)
      }, then: answer)
  }

  /// Rolls back as the form says.
  static func record<Message>(
    _ answers: FormAnswer, of artifact: String, in environment: String,
    then answer: @escaping @Sendable (Result<Recorded, Problem>) -> Message
  ) -> Effect<Message> {
    let (label, reason) = (answers["label"], answers["reason"])
    return .write(
      "the roll back",
      { desk throws(Problem) in
        try await desk.rollBack(artifact, in: environment, to: label, reason: reason)
      }, then: answer)
  }

  static func traffic(_ row: PromotionRow, _ rollout: Rollout) -> FormSpec {
    let until = rollout.shiftUntil.map { " until \(TimeWords.dated($0))" } ?? ""
    return FormSpec(
      id: "traffic-\(row.id)", title: "traffic · \(row.artifact) \(NameWords.version(row.label)) in \(row.environment)",
      sentence:
        "It has \(rollout.serves ?? 0) % now. What was signed covers up to \(rollout.limit) %\(until); less needs nobody. "
        + "The other colour takes what is left.",
      fields: [
        FormSpec.Field(name: "weight", label: "percent", kind: .line("\(rollout.serves ?? 0)")),
        FormSpec.Field(
          name: "reason", label: "reason",
          kind: .words(numbered: ["runs well beside the other", "runs worse, less of it"])),
      ], verb: "shift")
  }
}
