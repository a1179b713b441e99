internal import Governance

/// What people stated, waived and stopped, as cards take it.
extension ReadFact {
  /// Nil for a fact that does not say all of it; so are the others.
  var waiver: WaiverRow? {
    guard let id = whole("waiver"), let until = instant("until"), let at = instant("recorded_at"),
      let state = text("state").flatMap({ WaiverRow.State(rawValue: $0) })
    else { return nil }
    return WaiverRow(
      id: id, artifact: text("artifact") ?? "", label: text("label") ?? "", environment: text("environment") ?? "",
      requirement: text("requirement") ?? "", owner: text("owner") ?? "", reason: text("reason") ?? "",
      expiresAt: until, askedBy: text("asked_by") ?? "", state: state, changedBy: text("state_by") ?? "",
      answer: text("answer") ?? "", at: at)
  }

  var stop: StopRow? {
    guard let id = whole("stop"), let at = instant("recorded_at") else { return nil }
    return StopRow(
      id: id, artifact: text("artifact") ?? "", label: text("label"), environment: text("environment"),
      stoppedBy: text("stopped_by") ?? "", reason: text("reason") ?? "", isLifted: text("state") == "lifted",
      reached: StopReach(versions: 0, pointers: 0, users: 0, promotions: 0, calls: .exactly(0)), at: at,
      changedBy: text("state_by") ?? "", answer: text("answer") ?? "")
  }

  /// The answer that counts; nil while there is none.
  var answer: FactAnswer? {
    guard let id = whole("answer"), let key = text("key"), let value = text("value"), let at = instant("answered_at")
    else { return nil }
    return FactAnswer(
      id: id, key: key, value: value, givenFor: text("label") ?? "", by: text("answered_by") ?? "",
      reason: text("reason") ?? "", at: at, confirmedBy: text("confirmed_by"), confirmedAt: instant("confirmed_at"))
  }

  func statedFact(kind: ArtifactKind, team: String) -> FactRow? {
    guard let id = whole("fact"), let key = text("key"), let since = instant("recorded_at"),
      let state = text("state").flatMap({ FactState(rawValue: $0) })
    else { return nil }
    return FactRow(
      id: id, artifact: text("artifact") ?? "", kind: kind, team: team, key: key, state: state, owner: text("owner"),
      due: instant("due"), askedBy: nil, question: "", answer: answer, cause: text("cause") ?? "", since: since)
  }
}
