import Governance
import Operations
import Terminal

/// Several promotions, marked in the list, read and signed as one.
extension PromotionsScreen {
  enum BatchMessage: Sendable {
    case mark
    case read(Result<PromotionBatch, Problem>)
    case answered(PromotionBatch, FormAnswer)
    case recorded(Result<Recorded, Problem>)
  }

  var whyNotMark: String? {
    guard focus == .list else { return "Promotions are marked in the list: Esc." }
    guard let row = list.current else { return "No promotion is listed." }
    return row.state == .open ? nil : "It is \(row.state.rawValue) already."
  }

  /// Nil when the keys of a single promotion hold.
  var whyNotSignSet: String?? {
    switch focus {
    case .set: .some(set?.whyNotSign(at: sight.uptime))
    case .list where marked.count > 1: .some(nil)
    case .list where marked.count == 1: "Mark another one, or open it: Enter."
    case .list, .detail: nil
    }
  }

  /// Reads the marked ones, or asks for the signature of those that were read.
  mutating func signSet() -> [Effect<Message>] {
    guard focus == .set, let batch = set?.batch else { return readSet() }
    return [.ask(SignatureForm.spec(batch)) { .batch(.answered(batch, $0)) }]
  }

  func readSet() -> [Effect<Message>] {
    let ids = marked.sorted()
    return [
      .load("set", "the set") { desk throws(Problem) in
        try await desk.batch(ids)
      } then: {
        .batch(.read($0))
      }
    ]
  }

  mutating func sign(_ message: BatchMessage) -> [Effect<Message>] {
    switch message {
    case .mark:
      guard let id = list.current?.id else { return [] }
      if marked.remove(id) == nil { marked.insert(id) }
      return list.move(.down) ? preview() : []
    case .read(.success(let batch)):
      let isAnother = focus == .set && set?.batch.digest != batch.digest
      set = BatchReading(batch, keeping: set)
      focus = .set
      return isAnother ? [.say(Notice(.word, "What the set rests on has changed: read it again."))] : []
    case .read(.failure(let problem)):
      return problem.kind == .unreachable || problem.kind == .cancelled ? [] : [.tell(problem)]
    case .answered(let batch, let answer):
      let (reason, passphrase) = (answer["reason"], answer.values["passphrase"])
      return [
        .write("the signature") { desk throws(Problem) in
          try await desk.sign(batch, reason: reason, passphrase: passphrase)
        } then: {
          .batch(.recorded($0))
        }
      ]
    case .recorded(.success(let recorded)):
      leaveSet()
      marked = []
      return [.formDone, .say(Notice(recorded))] + refresh()
    case .recorded(.failure(let problem)):
      return [.formRefused(problem)] + (problem.kind == .conflict ? readSet() : [])
    }
  }

  mutating func leaveSet() {
    focus = .list
    set = nil
  }
}
