import Glibc
import Governance
import Terminal

/// Runs the shell on the thread that polls the terminal: takes all waiting events, then draws once; work is done by
/// tasks elsewhere and comes back as replies.
actor ConsoleLoop {
  private nonisolated let thread: TerminalThread
  nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

  private let desk: any Desk
  private let options: ConsoleOptions
  private var shell: Shell
  private var shown: Frame?
  /// The catalog's clock at a moment of ours; nil until it has answered.
  private var offset: Int64 = 0
  private var finished: CheckedContinuation<Void, Never>?
  private var isOver = false
  /// Asked to end while something was being recorded.
  private var isLeaving = false
  private var timer: TimerID?

  init(thread: TerminalThread, desk: any Desk, options: ConsoleOptions) {
    self.thread = thread
    self.desk = desk
    self.options = options
    let sight = Sight(
      now: options.now ?? Clocks.now(), uptime: Clocks.uptime(), asOf: options.asOf, calm: options.calm)
    shell = Shell(
      size: Size(rows: 24, columns: 80), sight: sight, first: options.first ?? .office, drafts: options.drafts)
  }

  /// Opens the screen, runs until the officer leaves or the terminal is gone, gives the terminal back.
  func run() async throws(TerminalProblem) {
    let found = try thread.open(
      options.screen, deliver: { events in self.assumeIsolated { $0.deliver(events) } },
      draw: { self.assumeIsolated { $0.draw() } })
    shell.size = found.size
    if let notice = found.notices.first { shell.say(Notice(.word, notice)) }
    shell.open()
    setClock()
    go()
    schedule()
    await withCheckedContinuation { finished = $0 }
    thread.close()
  }

  private func deliver(_ events: [TerminalEvent]) {
    passTime()
    for event in events {
      shell.receive(event)
      obey()
    }
    go()
  }

  private func passTime() {
    shell.sight.uptime = Clocks.uptime()
    shell.sight.now = options.now ?? Instant(microseconds: Clocks.now().microseconds &+ offset)
    shell.look()
  }

  private func obey() {
    for order in shell.orders {
      switch order {
      case .repaint:
        shown = nil
        thread.repaint()
      case .suspend: kill(getpid(), SIGTSTP)
      case .quit: leave()
      }
    }
    shell.orders = []
  }

  /// Ends the loop; what is being recorded is waited for, up to five seconds.
  private func leave() {
    guard !isOver else { return }
    if shell.work.isWriting, !isLeaving {
      isLeaving = true
      shell.say(Notice(.word, "Leaving as soon as it is recorded."))
      thread.after(milliseconds: 5_000) { self.assumeIsolated { $0.leave() } }
      return
    }
    isOver = true
    if shell.work.running?.job.writes == false { desk.cancel() }
    finished?.resume()
    finished = nil
  }

  /// Starts what may start, and cancels on the server what nobody waits for any more.
  private func go() {
    guard !isOver else { return }
    if shell.wantsCancel {
      shell.wantsCancel = false
      let desk = desk
      Task.detached { desk.cancel() }
    }
    guard let entry = shell.work.next(at: shell.sight.uptime) else { return }
    let desk = desk
    Task.detached {
      let reply = await entry.job.run(desk)
      await self.take(reply, of: entry)
    }
  }

  private func take(_ reply: Job.Reply, of entry: WorkQueue.Entry) {
    passTime()
    shell.receive(reply, of: entry)
    if isLeaving, !shell.work.isWriting { leave() }
    go()
    schedule()
  }

  private func draw() {
    guard !isOver else { return }
    let frame = shell.render()
    if frame != shown {
      thread.show(frame)
      shown = frame
    }
    passTime()
    shell.shown()
    schedule()
  }

  /// Wakes for what comes next: the spinner, work that rests, the next second.
  private func schedule() {
    guard !isOver else { return }
    if let timer { thread.cancel(timer) }
    let now = Clocks.uptime()
    var wait = options.calm ? 5_000 : 1_000 - Int(Clocks.now().microseconds / 1000 % 1_000)
    if let start = shell.work.running?.startedAt {
      wait = min(wait, now - start < Shell.spinnerAfter ? Int(Shell.spinnerAfter - (now - start)) : 120)
    }
    if let next = shell.frontSeat?.wakesAt { wait = min(wait, max(1, Int(next - now))) }
    if let next = shell.work.wakesAt { wait = min(wait, max(1, Int(next - now))) }
    timer = thread.after(milliseconds: max(1, wait)) { self.assumeIsolated { $0.tick() } }
  }

  private func tick() {
    passTime()
    shell.tick()
    go()
    schedule()
  }

  /// Times that count run from the server's clock.
  private func setClock() {
    guard options.now == nil else { return }
    let desk = desk
    Task.detached {
      let before = Clocks.now()
      guard let now = try? await desk.nowOnServer() else { return }
      let after = Clocks.now()
      let here = (before.microseconds + after.microseconds) / 2
      await self.setOffset(now.microseconds - here)
    }
  }

  private func setOffset(_ microseconds: Int64) { offset = microseconds }
}

/// The clocks of this machine.
enum Clocks {
  /// Milliseconds; only goes forward.
  static func uptime() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }

  static func now() -> Instant {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Instant(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000)
  }
}
