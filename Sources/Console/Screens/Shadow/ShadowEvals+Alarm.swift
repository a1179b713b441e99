import Governance

extension ShadowEvalsScreen {
  var whyNotRollBack: String? {
    guard reading == nil, detail != nil else { return "Choose a run first." }
    return served == nil ? "Nothing serves what this run has judged." : nil
  }

  var whyNotClose: String? {
    guard reading == nil else { return "Go back to the run first: Esc." }
    return detail?.alarm == nil ? "This run has no open alarm." : nil
  }

  /// What would be rolled back, and where: where its alarm is, else where its candidate serves.
  private var served: (artifact: String, environment: String)? {
    guard let detail else { return nil }
    let serving = detail.arms.first { $0.role == .candidate }?.serving ?? []
    let environment = detail.alarm?.environment ?? serving.first { $0 == "production" } ?? serving.first
    return environment.map { (detail.row.artifact, $0) }
  }

  mutating func answer(_ message: AlarmMessage) -> [Effect<Message>] {
    switch message {
    case .rollBack:
      guard let (artifact, environment) = served else { return [] }
      return [RollbackForm.targets(artifact, in: environment) { .alarm(.targets($0, artifact, environment)) }]
    case .targets(.failure(let problem), _, _): return [.tell(problem)]
    case .targets(.success(let targets), let artifact, let environment):
      guard let spec = RollbackForm.spec(artifact, environment, targets, now: sight.now) else {
        return [.refuse(RollbackForm.why(artifact, environment, targets))]
      }
      return [.ask(spec) { .alarm(.chosen(artifact, environment, $0)) }]
    case .chosen(let artifact, let environment, let answer):
      return [RollbackForm.record(answer, of: artifact, in: environment) { .alarm(.recorded($0)) }]
    case .close:
      guard let alarm = detail?.alarm else { return [] }
      let spec = FormSpec(
        id: "alarm-\(alarm.id)", title: "close alarm \(alarm.id)",
        sentence: "\(alarm.words). Nothing is rolled back by itself: say what was done.",
        fields: [
          FormSpec.Field(
            name: "reason", label: "reason",
            kind: .words(numbered: ["rolled back", "known and borne for now", "the figures are wrong"]))
        ], verb: "close")
      return [.ask(spec) { .alarm(.closed(alarm.id, $0)) }]
    case .closed(let id, let answer):
      let reason = answer["reason"]
      return [
        .write("the alarm") { desk throws(Problem) in
          try await desk.closeAlarm(id, reason: reason)
        } then: {
          .alarm(.recorded($0))
        }
      ]
    case .recorded(.success(let recorded)): return [.formDone, .say(Notice(recorded))] + refresh()
    case .recorded(.failure(let problem)): return [.formRefused(problem)]
    }
  }

  enum AlarmMessage: Sendable {
    case rollBack
    case targets(Result<[RollbackTarget], Problem>, String, String)
    case chosen(String, String, FormAnswer)
    case close
    case closed(Int64, FormAnswer)
    case recorded(Result<Recorded, Problem>)
  }
}
