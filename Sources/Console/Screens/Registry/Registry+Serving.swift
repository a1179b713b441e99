import Governance

extension RegistryScreen {
  /// Where `R` rolls back: production when it serves the artifact, else the first environment that does.
  private var served: (artifact: String, environment: String)? {
    guard let detail = reading?.detail, focus == .detail else { return nil }
    if detail.row.production != nil { return (detail.row.name, "production") }
    return detail.versions.flatMap(\.serving).min().map { (detail.row.name, $0) }
  }

  var whyNotRollBack: String? {
    guard reading != nil, focus == .detail else { return "Open an artifact first: Enter." }
    return served == nil ? "No environment serves it." : nil
  }

  mutating func rollBack(_ message: RollbackMessage) -> [Effect<Message>] {
    switch message {
    case .asked:
      guard let (artifact, environment) = served else { return [] }
      return [RollbackForm.targets(artifact, in: environment) { .rollback(.targets($0, artifact, environment)) }]
    case .targets(.failure(let problem), _, _): return [.tell(problem)]
    case .targets(.success(let targets), let artifact, let environment):
      guard let spec = RollbackForm.spec(artifact, environment, targets, now: sight.now) else {
        return [.refuse(RollbackForm.why(artifact, environment, targets))]
      }
      return [.ask(spec) { .rollback(.chosen(artifact, environment, $0)) }]
    case .chosen(let artifact, let environment, let answer):
      return [RollbackForm.record(answer, of: artifact, in: environment) { .rollback(.recorded($0)) }]
    case .recorded(.success(let recorded)): return [.formDone, .say(Notice(recorded))] + refresh()
    case .recorded(.failure(let problem)): return [.formRefused(problem)]
    }
  }

  enum RollbackMessage: Sendable {
    case asked
    case targets(Result<[RollbackTarget], Problem>, String, String)
    case chosen(String, String, FormAnswer)
    case recorded(Result<Recorded, Problem>)
  }
}
