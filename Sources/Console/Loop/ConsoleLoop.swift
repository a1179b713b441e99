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
  /// When the terminal was asked what it knows; nil once it has answered.
  private var openedAt: Int64?
  private var listening: Task<Void, Never>?

  init(thread: TerminalThread, desk: any Desk, options: ConsoleOptions) {
    self.thread = thread
    self.desk = desk
    self.options = options
    var sight = Sight(
      now: options.now ?? Clocks.now(), uptime: Clocks.uptime(), asOf: options.asOf,
      calm: options.settings.calm.value == .on)
    sight.keymap = options.settings.keymap
    shell = Shell(
      size: Size(rows: 24, columns: 80), sight: sight,
      first: options.first ?? ScreenName(rawValue: options.settings.screen.value), drafts: options.drafts,
      personal: options.personal)
  }

  /// Opens the screen, runs until the officer leaves or the terminal is gone, gives the terminal back.
  func run() async throws(TerminalProblem) {
    let found = try thread.open(
      options.screen, deliver: { events in self.assumeIsolated { $0.deliver(events) } },
      draw: { self.assumeIsolated { $0.draw() } })
    openedAt = Clocks.uptime()
    shell.size = found.size
    if found.palette == .none {
      shell.personal.hasColors = false
      shell.personal.theme = ThemeIndex.monochrome
    }
    shell.open()
    if let notice = (found.notices + options.notices).first { shell.say(Notice(.word, notice)) }
    setClock()
    go()
    schedule()
    listen()
    await withCheckedContinuation { finished = $0 }
    thread.close()
  }

  private func deliver(_ events: [TerminalEvent]) {
    passTime()
    for event in events {
      if case .reply = event { timeTerminal() }
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
      case .theme(let theme):
        shown = nil
        thread.use(theme)
      case .mouse(let on): thread.setMouse(on)
      case .copy(let text): thread.copy(text)
      case .edit(let text): edit(text)
      case .quit: leave()
      }
    }
    shell.orders = []
  }

  /// Lends the terminal to the officer's editor, until it ends.
  private func edit(_ text: String) {
    var result: Result<String, Problem> = .success(text)
    thread.lend {
      do throws(Problem) {
        result = .success(try OwnEditor.usual(options.environment).edit(text))
      } catch {
        result = .failure(error)
      }
    }
    shown = nil
    passTime()
    shell.edited(result)
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
    shell.errand?.abandon()
    listening?.cancel()
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
    obey()
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

  /// Hears what others do, beside everything else; a lost session is tried again after 1, 2, 4 … 30 seconds.
  private func listen() {
    let desk = desk
    listening = Task.detached {
      var pause = 0
      while !Task.isCancelled {
        do throws(Problem) {
          let kinds = try await desk.changes()
          if pause > 0 { await self.hearAgain() }
          pause = 0
          if !kinds.isEmpty { await self.hear(kinds) }
        } catch {
          if pause == 0 { await self.hearNothing() }
          pause = min(30, max(1, pause * 2))
          try? await Task.sleep(for: .seconds(pause))
        }
      }
    }
  }

  private func hear(_ kinds: Set<ChangeKind>) { told { $0.hear(kinds) } }
  private func hearNothing() { told { $0.hearNothing() } }
  private func hearAgain() { told { $0.hearAgain() } }

  private func told(_ what: (inout Shell) -> Void) {
    passTime()
    what(&shell)
    go()
    schedule()
  }

  /// Wakes for what comes next: the spinner, work that rests, the next second.
  private func schedule() {
    guard !isOver else { return }
    if let timer { thread.cancel(timer) }
    let now = Clocks.uptime()
    var wait = shell.sight.calm ? 5_000 : 1_000 - Int(Clocks.now().microseconds / 1000 % 1_000)
    if let start = shell.work.running?.startedAt {
      wait = min(wait, now - start < Shell.spinnerAfter ? Int(Shell.spinnerAfter - (now - start)) : 120)
    }
    if let next = shell.frontSeat?.wakesAt { wait = min(wait, max(1, Int(next - now))) }
    if let next = shell.refreshDue { wait = min(wait, max(1, Int(next - now))) }
    if let next = shell.work.wakesAt { wait = min(wait, max(1, Int(next - now))) }
    timer = thread.after(milliseconds: max(1, wait)) { self.assumeIsolated { $0.tick() } }
  }

  private func tick() {
    passTime()
    shell.tick()
    go()
    schedule()
  }

  /// Times that count run from the server's clock. How long the way there and back takes is the shortest of three.
  private func setClock() {
    guard options.now == nil else { return }
    let desk = desk
    Task.detached {
      var shortest = Int64.max
      for _ in 0..<3 {
        let (before, start) = (Clocks.now(), Clocks.uptime())
        guard let now = try? await desk.nowOnServer() else { return }
        let after = Clocks.now()
        shortest = min(shortest, Clocks.uptime() - start)
        await self.setOffset(now.microseconds - (before.microseconds + after.microseconds) / 2)
        if shortest <= Shell.slowLine { return }
      }
      await self.tellOfSlowLine("The catalog", shortest)
    }
  }

  /// The terminal was asked something when it was opened; over a slow line its answer takes as long as an echo does.
  private func timeTerminal() {
    guard let start = openedAt else { return }
    openedAt = nil
    shell.offerCalm("The terminal", milliseconds: Clocks.uptime() - start)
  }

  private func tellOfSlowLine(_ what: String, _ milliseconds: Int64) {
    passTime()
    shell.offerCalm(what, milliseconds: milliseconds)
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
