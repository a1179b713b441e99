import CNcurses
import Glibc

/// One turn of the terminal's thread: waits, reads, delivers, draws. Touched by that thread alone.
final class TerminalTurn {
  /// Set when something happened that may show.
  var isDirty = false
  var timers = TimerList()
  private(set) var screen: CursesScreen?

  private var deliver: (@Sendable ([TerminalEvent]) -> Void)?
  private var draw: (@Sendable () -> Void)?
  private var decoder = InputDecoder()
  private var escapeDelay = 100
  /// When the last input came, while its meaning depends on whether more comes soon. Timers and jobs that come first do not put it off.
  private var waitingSince: Int?
  private var signals: Int32 = -1
  private var isGone = false
  private var bytes = [UInt8](repeating: 0, count: 4096)

  func open(
    _ options: ScreenOptions, deliver: @escaping @Sendable ([TerminalEvent]) -> Void,
    draw: @escaping @Sendable () -> Void
  ) throws(TerminalProblem) -> ScreenFound {
    let screen = try CursesScreen(tty: STDIN_FILENO, options: options)
    signals = cn_signals_open()
    decoder = InputDecoder(CursesScreen.keySequences())
    escapeDelay = options.escapeDelay
    isGone = false
    self.screen = screen
    self.deliver = deliver
    self.draw = draw
    isDirty = true
    return screen.found
  }

  func close() {
    screen?.close()
    screen = nil
    deliver = nil
    draw = nil
    if signals >= 0 { cn_signals_close() }
    signals = -1
  }

  func show(_ frame: Frame, _ cursor: Position?) {
    guard let screen, !isGone else { return }
    if !screen.show(frame, cursor: cursor) { hangUp() }
  }

  func drawIfDirty() {
    guard isDirty else { return }
    isDirty = false
    draw?()
  }

  func lend(to work: () -> Void) {
    guard let screen else { return work() }
    screen.leave()
    work()
    screen.comeBack()
    isDirty = true
  }

  /// Waits for the terminal, a signal, a timer or a job, and deals with what came.
  func poll(_ wakeUp: Int32) {
    let start = TimerList.now()
    var wait = timers.wait(from: start) ?? -1
    if let waitingSince {
      let rest = max(0, waitingSince + escapeDelay - start)
      wait = wait < 0 ? rest : min(wait, rest)
    }
    let reads = screen != nil && !isGone
    var waits = [
      pollfd(fd: wakeUp, events: Int16(POLLIN), revents: 0),
      pollfd(fd: signals, events: Int16(POLLIN), revents: 0),
      pollfd(fd: reads ? STDIN_FILENO : -1, events: Int16(POLLIN), revents: 0),
    ]
    _ = Glibc.poll(&waits, 3, Int32(wait))
    if waits[0].revents != 0 {
      var count: UInt64 = 0
      _ = read(wakeUp, &count, 8)
    }
    var events: [TerminalEvent] = []
    if waits[1].revents != 0 { events += takeSignals() }
    if waits[2].revents != 0 {
      events += takeInput()
      waitingSince = decoder.isWaiting ? TimerList.now() : nil
    } else if let since = waitingSince, TimerList.now() - since >= escapeDelay {
      events += decoder.timeOut()
      waitingSince = nil
    }
    for work in timers.takeDue(at: TimerList.now()) {
      work()
      isDirty = true
    }
    hand(events)
  }

  private func hand(_ events: [TerminalEvent]) {
    let events = events.flatMap(prepare)
    guard !events.isEmpty else { return }
    isDirty = true
    deliver?(events)
  }

  /// Deals with what is ours alone: the answers of the terminal, and Ctrl-Z.
  private func prepare(_ event: TerminalEvent) -> [TerminalEvent] {
    switch event {
    case .reply(let reply):
      screen?.note(reply: reply)
      return [event]
    case .key(.control("z")):
      return suspend(wholeGroup: true)
    default:
      return [event]
    }
  }

  private func suspend(wholeGroup: Bool) -> [TerminalEvent] {
    guard let screen, !isGone else { return [] }
    screen.suspend(wholeGroup: wholeGroup)
    return [.resumed, .resized(screen.size)]
  }

  /// Everything that waits, so that typing ahead costs one drawing.
  private func takeInput() -> [TerminalEvent] {
    var events: [TerminalEvent] = []
    for _ in 0..<64 {
      let count = read(STDIN_FILENO, &bytes, bytes.count)
      if count < 0, errno == EINTR || errno == EAGAIN { break }
      guard count > 0 else {
        isGone = true
        events.append(.hangup)
        break
      }
      events += decoder.feed(bytes[0..<count])
      var more = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
      if Glibc.poll(&more, 1, 0) <= 0 { break }
    }
    return events
  }

  private func takeSignals() -> [TerminalEvent] {
    let count = read(signals, &bytes, bytes.count)
    guard count > 0 else { return [] }
    let came = Set(bytes[0..<count])
    var events: [TerminalEvent] = []
    if came.contains(UInt8(SIGTSTP)) {
      events += suspend(wholeGroup: false)
    } else if came.contains(UInt8(SIGCONT)), let screen {
      screen.comeBack()
      events += [.resumed, .resized(screen.size)]
    } else if came.contains(UInt8(SIGWINCH)), let screen {
      screen.resize()
      events.append(.resized(screen.size))
    }
    if came.contains(UInt8(SIGHUP)) { events.append(.hangup) }
    if came.contains(UInt8(SIGTERM)) || came.contains(UInt8(SIGINT)) { events.append(.terminate) }
    return events
  }

  private func hangUp() {
    guard !isGone else { return }
    isGone = true
    _ = timers.add(after: 0) { [deliver] in deliver?([.hangup]) }
  }
}
