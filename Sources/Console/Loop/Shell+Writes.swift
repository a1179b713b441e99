import Governance
import Terminal

/// A write hits what was seen: what a key asks for is done when its subject has stood on the terminal long enough to be
/// read, in the present, and nothing else of the screen is being recorded.
extension Shell {
  /// What stands on the terminal with no layer over it, and since when.
  struct Seen: Sendable, Equatable {
    var screen: ScreenName
    var subject: Subject
    var since: Int64
  }

  /// Shorter than anybody reads, longer than keys typed ahead wait for their drawing.
  static let readingTime: Int64 = 300

  static let onlyJust = "It has only just come up. Read it, then decide."

  /// Does what a key or click asked of the screen in front, or says why not and leaves the screen as it was.
  mutating func obey(_ press: (inout any Seat) -> [Act]) {
    guard let index = seat(front) else { return }
    var seat = seats[index]
    let acts = press(&seat)
    if let why = whyNotWrite(acts, of: seat, before: seats[index]) {
      say(why)
      return
    }
    seats[index] = seat
    perform(acts, by: front)
  }

  private func whyNotWrite(_ acts: [Act], of seat: any Seat, before: any Seat) -> Notice? {
    guard acts.contains(where: \.isWrite) else { return nil }
    if let past = sight.asOf { return Notice(.pastIsFixed(past)) }
    if let job = work.recording(for: .screen(seat.name)) {
      return Notice(.refusal, "Wait until \(job.what) is recorded.")
    }
    // What the screen was about when the key came: the key itself may have moved on.
    switch before.subject {
    case .nothing: return nil
    case .coming: return Notice(.refusal, "It is still on its way. Read it, then decide.")
    case .shown:
      guard let seen, seen.screen == seat.name, seen.subject == before.subject,
        sight.uptime - seen.since >= Shell.readingTime
      else { return Notice(.refusal, Shell.onlyJust) }
      return nil
    }
  }

  /// The picture is on the terminal, and no layer hides the screen in it.
  mutating func noteSeen() {
    guard let subject = frontSeat?.subject else { return }
    if seen?.screen != front || seen?.subject != subject {
      seen = Seen(screen: front, subject: subject, since: sight.uptime)
    }
  }
}

extension Act {
  /// It records something, or opens the form that will.
  var isWrite: Bool {
    switch self {
    case .work(let job): job.writes && !job.isLocal
    case .ask(let spec, _): spec.isRecorded
    case .say, .go, .back, .line, .formDone, .formRefused, .begin: false
    }
  }
}
