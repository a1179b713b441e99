import Governance

/// A verdict that is taken back while its time lasts, and corrected after it.
extension ReviewScreen {
  /// This person's verdict on the open item that still counts.
  private var ownVerdict: Verdict? {
    guard focus != .list, let who = sight.officer?.person else { return nil }
    return item?.detail.verdicts.last { $0.reviewer == who && $0.ended == nil }
  }

  /// The verdict given last, while it can be undone and no other item is being read.
  private var undoableItem: Int64? {
    guard let undoable, sight.uptime < undoable.until else { return nil }
    return focus == .list || item?.detail.row.id == undoable.item ? undoable.item : nil
  }

  var whyNotUndo: String? {
    if undoableItem != nil { return nil }
    guard focus != .list, let item else {
      return "There is no verdict of yours to undo: 20 seconds, then it is corrected."
    }
    guard ownVerdict != nil else { return "No verdict of yours stands on this item." }
    guard item.detail.row.state == .done else { return "It is corrected when it is done." }
    return item.hasBeenSeen(at: sight.uptime) ? nil : "It has only just come up."
  }

  func undo() -> [Effect<Message>] {
    if let id = undoableItem {
      return [
        .write("the verdict taken back") { desk throws(Problem) in
          try await desk.undoVerdict(id)
        } then: {
          .undone($0, item: id)
        }
      ]
    }
    guard let item, let own = ownVerdict else { return [] }
    let (id, revision) = (item.detail.row.id, item.detail.row.revision)
    return [
      .ask(CorrectionForm.spec(of: own, item.detail)) { .answeredCorrection(item: id, revision: revision, $0) }
    ]
  }

  func correct(_ id: Int64, _ revision: Int64, _ answer: FormAnswer) -> [Effect<Message>] {
    guard let decision = Decision(rawValue: answer["decision"]) else { return [] }
    let (reason, harm) = (answer["reason"], answer["harm"].isEmpty ? nil : answer["harm"])
    return [
      .write("the correction") { desk throws(Problem) in
        try await desk.correctVerdict(id, revision: revision, decision, reason: reason, harm: harm)
      } then: {
        .corrected($0)
      }
    ]
  }
}

/// What is asked before a verdict is replaced.
enum CorrectionForm {
  static func spec(of verdict: Verdict, _ detail: ReviewDetail) -> FormSpec {
    let row = detail.row
    let rest = row.needed > 1 ? " Where the others still say otherwise, a lead decides." : " Its outcome changes."
    let others = [Decision.accept, .mask, .block].filter { $0 != verdict.decision }
    return FormSpec(
      id: "review-\(row.id)-correct", title: "correct · item \(row.id)",
      sentence: "You replace your verdict, \(verdict.decision.words), on item \(row.id) by another.\(rest)",
      fields: [
        FormSpec.Field(
          name: "decision", label: "verdict",
          kind: .choice(others.map { FormSpec.Choice(code: $0.rawValue, words: $0.words) })),
        FormSpec.Field(name: "harm", label: "harm", kind: .choice(DecisionForm.harms), isRequired: false),
        FormSpec.Field(
          name: "reason", label: "reason",
          kind: .words(numbered: ["I read it wrongly", "new facts", "the policy says otherwise"])),
      ], verb: "correct")
  }
}
