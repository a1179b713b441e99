import Governance
import Terminal

/// `S` and `y`: what leaves the screen for a file or the clipboard. Content that nobody reads unrecorded is recorded as
/// read once more before it leaves.
extension Shell {
  mutating func saveScreen() {
    guard let seat = frontSeat, !isTooSmall else { return }
    let title = "Countersign · \(seat.title) · \(officer?.catalog ?? "") · \(TimeWords.dated(sight.moment))"
    var frame = self
    frame.notice = nil
    let file = ScreenFile(
      frame.render(), personal.theme, screen: seat.name, title: title, at: clock, in: personal.pictures)
    ask(
      .taking("the picture", seat.content) { () throws(Problem) in
        .said(Notice(.word, "Saved \(try file.write()).svg and .txt"))
      })
  }

  mutating func copy() {
    guard let quotation = frontSeat?.quotation else {
      say(
        personal.copies
          ? Notice(.refusal, "Nothing is chosen here that could be copied.") : Shell.copyingIsOff(sight.key))
      return
    }
    copy(quotation, frontSeat?.content)
  }

  private static func copyingIsOff(_ key: (String) -> String) -> Notice {
    Notice(.refusal, "Copying is off. \(key(":")) copying on switches it on; `copy: true` in config.yaml keeps it.")
  }

  mutating func copy(_ quotation: Quotation, _ content: ShownContent?) {
    guard personal.copies else {
      say(Shell.copyingIsOff(sight.key))
      return
    }
    // Terminals drop longer ones without a word.
    guard quotation.text.utf8.count <= 56_000 else {
      say(Notice(.refusal, "This is too long for a terminal's clipboard. \(sight.key("S")) saves the screen."))
      return
    }
    ask(
      .taking(quotation.what, content) {
        .copies(quotation.text, Notice(.word, "Copied \(quotation.what): \(Cutting.line(quotation.text))"))
      })
  }
}

extension Job {
  /// Records the reading where there is content, then takes it along.
  static func taking(
    _ what: String, _ content: ShownContent?, _ take: @escaping @Sendable () throws(Problem) -> ConsoleMessage
  ) -> Job {
    var job = Job(owner: .console, slot: "taking", what: what, writes: true, after: 0) { desk in
      do throws(Problem) {
        switch content {
        case .item(let item)?: _ = try await desk.openReview(item)
        case .pair(let run, let prompt, let cell)?:
          _ = try await desk.openShadowPair(run, cell, from: prompt, by: 0)
        case nil: break
        }
        return Reply(message: try take())
      } catch {
        return Reply(message: ConsoleMessage.failed(error), problem: error)
      }
    }
    job.isLocal = content == nil
    return job
  }
}
