import Foundation
import Governance
import Operations
import Terminal

/// What is done about the chosen quarter: who owes something is asked, quarters are compared, packs are made and checked.
extension AuditScreen {
  var whyNotExportHere: String? {
    guard focus.isQuarter else { return whyNotExport }
    guard let row = shelf.current else { return "There is no quarter yet." }
    guard row.state == .frozen else {
      return "\(row.quarter) is not frozen: a pack holds nothing that can still change."
    }
    guard let officer = sight.officer, !officer.roles.contains("auditor") else { return nil }
    return "Packs are handed out by an auditor, and you are none."
  }

  var whyNotMark: String? {
    guard focus == .gaps, let gap = shelf.gap else { return "Go to what is missing first: Tab." }
    return gap.key == nil ? gap.remedy : nil
  }

  var whyNotAsk: String? { focus == .gaps && !shelf.marked.isEmpty ? nil : whyNotMark }

  var whyNoDifference: String? {
    guard focus.isQuarter, let row = shelf.current else { return "Go to the quarters first: Tab." }
    return (try? Quarter(row.quarter)) == nil ? "There is none before it." : nil
  }

  mutating func begin(_ act: QuarterAct) -> [Effect<Message>] {
    guard let row = shelf.current else { return [] }
    switch act {
    case .mark:
      shelf.mark()
      return []
    case .ask:
      return [.ask(QuarterForms.ask(shelf.chosen)) { .answeredQuarter(.ask, $0) }]
    case .pack: return [.ask(QuarterForms.pack(row)) { .answeredQuarter(.pack, $0) }]
    case .verify:
      return [.ask(QuarterForms.verify(row)) { .answeredQuarter(.verify, $0) }]
    case .difference:
      guard let earlier = (try? Quarter(row.quarter))?.before.name else { return [] }
      let later = row.quarter
      return [
        .load("difference", "the difference of two quarters") { desk throws(Problem) in
          try await desk.difference(from: earlier, to: later)
        } then: {
          .difference($0, from: earlier, to: later)
        }
      ]
    }
  }

  mutating func take(_ message: Message) -> [Effect<Message>] {
    switch message {
    case .source(.success(let fact), let gap): shelf.take(fact, of: gap)
    case .answeredQuarter(.ask, let answer):
      let (gaps, question) = (shelf.chosen, answer["question"])
      let due = sight.now.advanced(bySeconds: (Int64(answer["due"]) ?? 14) * 86_400)
      return [
        .write("the questions") { desk throws(Problem) in
          try await desk.ask(gaps, question: question, due: due)
        } then: {
          .asked($0)
        }
      ]
    case .answeredQuarter(.verify, let answer):
      let file = (answer["file"].trimmingCharacters(in: .whitespaces) as NSString).expandingTildeInPath
      let trust = answer["trust"].trimmingCharacters(in: .whitespaces)
      return [
        .local("the pack") { () async throws(Problem) -> PackVerdict in
          try PackVerdict(of: file, trust: trust.isEmpty ? nil : trust)
        } then: {
          .verdict($0)
        }
      ]
    case .answeredQuarter(.pack, let answer):
      guard let row = shelf.current, let wish = QuarterForms.wish(answer, row) else { return [.formDone] }
      return [
        .load("pack", "the pack") { desk throws(Problem) in
          try await desk.beginPack(wish)
        } then: {
          .packing($0, wish)
        }
      ]
    case .asked(.success(let count)):
      shelf.forget()
      return [.formDone, .say(Notice(.recorded, "\(NumberWords.of(count, "fact")) asked for."))] + refresh() + stand()
    case .difference(.success(let changes), let earlier, let later):
      shelf.show(.difference(changes, from: earlier, to: later))
      focus = .standing
    case .verdict(.success(let verdict)):
      shelf.show(.verdict(verdict))
      focus = .standing
      return [.formDone]
    case .packing(.success(let work), let wish): return [.formDone, .begin(errand(work, wish))]
    case .asked(.failure(let problem)), .verdict(.failure(let problem)), .packing(.failure(let problem), _):
      return [.formRefused(problem)]
    case .source(.failure(let problem), _), .difference(.failure(let problem), _, _): return tell(problem)
    default: break
    }
    return []
  }

  private func errand(_ work: any PackWork, _ wish: PackWish) -> Errand {
    Errand(
      "the pack of \(wish.quarter)", unit: "facts", total: shelf.current?.facts.map { .exactly($0) },
      at: sight.uptime
    ) { _ throws(Problem) in
      let step = try await work.step()
      return Errand.Progress(done: step.done, ending: step.ending)
    } abandon: {
      work.abandon()
    }
  }

  /// The fact behind the gap under the cursor.
  mutating func look(after: Int64 = 150) -> [Effect<Message>] {
    shelf.show(.gap)
    guard let gap = shelf.unseen, let key = gap.key else { return [] }
    let id = gap.id
    return [
      .load("source", "the fact", after: after) { desk throws(Problem) in
        try await desk.source(of: gap.scope, key: key)
      } then: {
        .source($0, gap: id)
      }
    ]
  }
}

extension QuarterGap {
  /// What it is about.
  var id: String { "\(scope)/\(key ?? what)" }
}
