import Governance
import Terminal

/// `@`: every screen shows a past moment, until it leads back.
extension Shell {
  var momentPrompt: LinePrompt {
    let clock = clock
    return LinePrompt(
      LineSpec(
        label: sight.asOf == nil ? "show the moment (2026-10-01 14:00, -3d, yesterday)" : "moment; nothing for now",
        text: ""
      ) { text in
        guard !text.isEmpty else { return nil }
        guard let moment = MomentWords.parse(text, now: clock) else {
          return LineFault(at: 0, words: "a day, a day and a time in UTC, -3d, -12h or yesterday")
        }
        return moment > clock ? LineFault(at: 0, words: "this is still to come") : nil
      }, earlier: typedLines[Shell.momentLine])
  }

  mutating func show(momentIn text: String) {
    let moment = MomentWords.parse(text, now: clock)
    guard moment != sight.asOf else { return }
    ask(.showing(moment))
  }

  mutating func nowShows(_ moment: Instant?) {
    if let errand { stopErrand(Notice(.word, "Stopped \(errand.what): it was of another moment.")) }
    sight.asOf = moment
    if moment == nil { sight.now = clock }
    // What was read of another moment is not shown under this one's name, and no write can hit it.
    for seat in seats { dropLoads(of: seat.name) }
    seats = entries.map { $0.make(sight) }
    trail = []
    seen = nil
    // A form rests on what was seen of the other moment; its words are kept.
    keepDraft()
    layers.removeAll { if case .form = $0 { true } else { false } }
    look()
    say(
      Notice(
        .word,
        moment.map { "Everything is shown as it was recorded by \(TimeWords.dated($0)). Nothing can be written." }
          ?? "This is the present again."))
    refreshFront()
  }
}

extension Job {
  static func showing(_ moment: Instant?) -> Job {
    Job(owner: .console, slot: "moment", what: "the moment", writes: false, after: 0) { desk in
      do throws(Problem) {
        try await desk.show(asOf: moment)
        return Reply(message: ConsoleMessage.shows(moment))
      } catch {
        return Reply(message: ConsoleMessage.failed(error), problem: error)
      }
    }
  }
}

extension Problem {
  /// The screen shows another moment than the one a write would be of.
  static func pastIsFixed(_ moment: Instant) -> Problem {
    Problem(
      .conflict, "as-of.write",
      happened: "The screen shows \(TimeWords.dated(moment)): nothing can be written there.",
      because: "A write is of the present, and may not hit what was seen of another moment.",
      remedy: "@ and Enter lead back to the present.")
  }
}
