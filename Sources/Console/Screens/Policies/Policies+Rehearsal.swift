import Governance
import Operations
import Terminal

/// A what-if as far as it has come.
struct RehearsalStanding: Sendable, Equatable {
  /// As it was typed: a folder, ARTIFACT@VERSION, or nothing for the shipped bundle.
  var source: String
  var total: Count
  var answer: WhatIf
  var isOver: Bool

  var name: String { source.isEmpty ? "the shipped bundle" : source }
}

/// What is asked before another bundle is run over the past.
enum WhatIfForm {
  static let mostDays = 36_500

  static func spec(_ source: String) -> FormSpec {
    FormSpec(
      id: "what-if", title: "what if another bundle had decided",
      sentence:
        "Takes every stored decision again by the bundle you name, on what the engine was told then. Nothing is "
        + "recorded; it goes on beside everything else, and Esc ends it.",
      fields: [
        FormSpec.Field(
          name: "bundle", label: "folder or ARTIFACT@VERSION; empty: the shipped bundle", kind: .line(source),
          isRequired: false),
        FormSpec.Field(name: "days", label: "days back", kind: .number(mostDays, within: 1...mostDays)),
      ], verb: "run it", isRecorded: false)
  }
}

extension PoliciesScreen {
  /// The version under the cursor, to begin the form with.
  var chosenSource: String {
    if case .bundle? = list.current { return list.current?.version?.text ?? "" }
    return choice == .requirements ? outlined?.name ?? "" : rehearsal?.source ?? ""
  }

  mutating func rehearse(_ answer: FormAnswer) -> [Effect<Message>] {
    let source = answer["bundle"].trimmingBlanks
    let days = Int64(answer["days"]) ?? Int64(WhatIfForm.mostDays)
    let since =
      days >= WhatIfForm.mostDays
      ? Instant(microseconds: 0) : sight.now.advanced(bySeconds: -days * 86_400)
    return [
      .load("rehearsal", "the bundle") { desk throws(Problem) in
        try await desk.rehearse(source, since: since)
      } then: {
        .began($0, source: source)
      }
    ]
  }

  mutating func begin(_ rehearsing: any PolicyRehearsal, _ source: String) -> [Effect<Message>] {
    choice = .whatIf
    reading = nil
    list.clear()
    let standing = RehearsalStanding(
      source: source, total: rehearsing.total, answer: WhatIf(revision: ""), isOver: false)
    rehearsal = standing
    var errand = Errand(
      "what if \(Cutting.middle(standing.name, 30)) decided", unit: "decisions", total: rehearsing.total,
      at: sight.uptime
    ) { _ throws(Problem) in
      let (answer, isOver) = try await rehearsing.look()
      return Errand.Progress(
        done: answer.decisions, ending: isOver ? answer.ending : nil, news: Message.came(answer, isOver: isOver))
    } abandon: {
      rehearsing.cancel()
    }
    errand.pause = 150
    errand.stopped = Message.wasStopped
    return [.formDone, .begin(errand)] + refill(choice: .whatIf)
  }

  mutating func take(_ answer: WhatIf, isOver: Bool) -> [Effect<Message>] {
    guard rehearsal != nil else { return [] }
    let isNew = rehearsal?.answer.flips.count != answer.flips.count
    rehearsal?.answer = answer
    rehearsal?.isOver = isOver
    return isNew || isOver ? refill(choice: .whatIf) : []
  }

  // MARK: Deciding again

  mutating func verify() -> [Effect<Message>] {
    guard let id = reading?.detail.decision.id ?? list.current?.decision else { return [] }
    return [
      .load("verify", "the decision again") { desk throws(Problem) in
        try await desk.replay(id)
      } then: {
        .verified($0)
      }
    ]
  }

  mutating func take(_ replay: DecisionReplay) -> [Effect<Message>] {
    reading?.take(replay)
    return [.say(Notice(replay.differences.isEmpty ? .word : .refusal, replay.words))]
  }
}

extension DecisionReplay {
  var words: String {
    differences.isEmpty
      ? "Decided again by \(engine ?? "no engine"): the same." : "Decided again: " + differences.joined(separator: " ")
  }
}

extension WhatIf {
  fileprivate var ending: String {
    "\(NumberWords.of(decisions, "decision")): \(toDenied) would be denied, \(toAllowed) allowed."
  }
}

extension String {
  fileprivate var trimmingBlanks: String {
    guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace }) else {
      return ""
    }
    return String(self[first...last])
  }
}
