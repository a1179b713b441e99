import Governance
import Terminal

/// Long work: one piece of it at a time, so that whatever else is done meanwhile is served between two pieces.
extension Shell {
  static let errandSlot = "errand"

  mutating func begin(_ errand: Errand) {
    self.errand = errand
    goOn(after: 0)
  }

  /// Begins what a screen asks for, unless something else is on its way.
  mutating func begin(_ errand: Errand, for name: ScreenName) {
    if let other = self.errand {
      errand.abandon()
      if let message = errand.stopped { deliver(message, to: name) }
      return say(Notice(.refusal, "Wait for \(other.what), or stop it by Esc."))
    }
    var errand = errand
    errand.owner = name
    begin(errand)
  }

  private mutating func goOn(after pause: Int64) {
    guard let errand else { return }
    ask(
      Job(owner: .console, slot: Shell.errandSlot, what: errand.what, writes: false, after: pause) { desk in
        do throws(Problem) {
          return Job.Reply(message: ConsoleMessage.progressed(try await errand.step(desk)))
        } catch {
          return Job.Reply(message: ConsoleMessage.errandFailed(error), problem: error)
        }
      })
  }

  mutating func take(_ progress: Errand.Progress) {
    errand?.take(progress)
    if let news = progress.news, let owner = errand?.owner { deliver(news, to: owner) }
    guard let ending = progress.ending else { return goOn(after: errand?.pause ?? 0) }
    errand = nil
    say(Notice(.recorded, ending))
  }

  /// Ends it before its end and takes back what it has begun; why, for whoever asks.
  mutating func stopErrand(_ notice: Notice) {
    guard let errand else { return }
    if work.forget(.console, slot: Shell.errandSlot) { wantsCancel = true }
    errand.abandon()
    self.errand = nil
    if let message = errand.stopped, let owner = errand.owner { deliver(message, to: owner) }
    say(notice)
  }

  /// What stands at the right of the line of notices while it goes on.
  func progress(of errand: Errand, columns room: Int) -> [Piece] {
    let count = "\(NumberWords.grouped(errand.done)) \(errand.unit)"
    let stop = [Piece("  Esc", .key), Piece(" stops ", .dim)]
    guard let share = errand.share else { return [Piece("\(errand.what): \(count)", .text)] + stop }
    let percent = "\(Int(share * 100)) %"
    let rate = errand.rate(at: sight.uptime)
    let left = errand.secondsLeft(at: sight.uptime).map { "  \(TimeWords.span($0)) left" } ?? ""
    let long = [
      Piece("\(errand.what) ", .text), Piece(bar(share, columns: 12), .chart), Piece(" \(percent)", .text),
      Piece("  \(count)\(rate > 0 ? ", \(NumberWords.grouped(Int(rate)))/s" : "")\(left)", .dim),
    ]
    if (long + stop).columns <= room { return long + stop }
    return [Piece("\(errand.what) ", .text), Piece(bar(share, columns: 8), .chart), Piece(" \(percent)", .text)] + stop
  }
}
