import CNcurses
import Glibc
import Synchronization

/// The thread that polls the terminal, and an executor for the actor that answers it.
///
/// An actor whose `unownedExecutor` is this thread takes keys and draws without a hop: events are delivered here, by
/// `assumeIsolated`, and replies arrive as ordinary jobs between two polls. One turn of the loop delivers everything
/// that waits, runs all jobs and due timers, then calls `draw` once.
///
/// All functions but `init` and `enqueue` belong to this thread and trap elsewhere.
package final class TerminalThread: SerialExecutor {
  private let jobs = Mutex<[UnownedJob]>([])
  private let wakeUp: Int32
  private let identity = Mutex<pthread_t?>(nil)
  private nonisolated(unsafe) let turn = TerminalTurn()

  /// Starts the thread; it lives as long as the process.
  package init() {
    wakeUp = cn_eventfd()
    var thread = pthread_t()
    let context = Unmanaged.passRetained(self).toOpaque()
    pthread_create(
      &thread, nil,
      { context in
        guard let context else { return nil }
        Unmanaged<TerminalThread>.fromOpaque(context).takeUnretainedValue().run()
        return nil
      }, context)
    identity.withLock { $0 = thread }
  }

  package func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    let isFirst = jobs.withLock { jobs in
      jobs.append(job)
      return jobs.count == 1
    }
    if isFirst { wake() }
  }

  package func asUnownedSerialExecutor() -> UnownedSerialExecutor { UnownedSerialExecutor(ordinary: self) }

  package func checkIsolated() { precondition(isCurrent, "This belongs to the terminal's thread.") }

  package func isIsolatingCurrentContext() -> Bool? { isCurrent }

  private var isCurrent: Bool { identity.withLock { $0.map { pthread_equal($0, pthread_self()) != 0 } ?? true } }

  private func wake() {
    var one: UInt64 = 1
    _ = write(wakeUp, &one, 8)
  }

  private func run() {
    identity.withLock { $0 = pthread_self() }
    while true {
      let waiting = jobs.withLock { jobs in
        defer { jobs.removeAll(keepingCapacity: true) }
        return jobs
      }
      for job in waiting { job.runSynchronously(on: asUnownedSerialExecutor()) }
      if !waiting.isEmpty {
        turn.isDirty = true
        continue
      }
      turn.drawIfDirty()
      if jobs.withLock({ $0.isEmpty }) { turn.poll(wakeUp) }
    }
  }

  // MARK: The screen

  /// Opens the screen on standard input.
  ///
  /// - `deliver` gets all events that wait, in order; `draw` is called once after events, timers or jobs.
  /// - Throws: `terminal.none`, `terminal.unknown`, `terminal.dumb`, `terminal.closed`.
  package func open(
    _ options: ScreenOptions, deliver: @escaping @Sendable ([TerminalEvent]) -> Void,
    draw: @escaping @Sendable () -> Void
  ) throws(TerminalProblem) -> ScreenFound {
    checkIsolated()
    return try turn.open(options, deliver: deliver, draw: draw)
  }

  /// Gives the terminal back as it was.
  package func close() {
    checkIsolated()
    turn.close()
  }

  package var size: Size {
    checkIsolated()
    return turn.screen?.size ?? Size(rows: 24, columns: 80)
  }

  /// Draws a frame, and the cursor if there is one. A terminal that is gone is told of as `.hangup`, once.
  package func show(_ frame: Frame, cursor: Position? = nil) {
    checkIsolated()
    turn.show(frame, cursor)
  }

  package func use(_ theme: Theme) {
    checkIsolated()
    turn.screen?.use(theme)
    turn.isDirty = true
  }

  package func setMouse(_ on: Bool) {
    checkIsolated()
    turn.screen?.setMouse(on)
  }

  /// Draws everything again with the next frame: Ctrl-L.
  package func repaint() {
    checkIsolated()
    turn.screen?.repaint()
    turn.isDirty = true
  }

  /// Hands the terminal to another program (an editor), which `work` runs to its end.
  package func lend(to work: () -> Void) {
    checkIsolated()
    turn.lend(to: work)
  }

  /// Puts text on the terminal's clipboard (OSC 52); only for what the officer asked to copy.
  package func copy(_ text: String) {
    checkIsolated()
    _ = turn.screen?.write("\u{1B}]52;c;\(base64(text))\u{1B}\\")
  }

  // MARK: Timers

  /// Runs work on this thread after a time, unless cancelled.
  @discardableResult
  package func after(milliseconds: Int, _ work: @escaping @Sendable () -> Void) -> TimerID {
    checkIsolated()
    return turn.timers.add(after: milliseconds, work)
  }

  package func cancel(_ timer: TimerID) {
    checkIsolated()
    turn.timers.cancel(timer)
  }
}

/// RFC 4648, without a library: OSC 52 is its only use here.
private func base64(_ text: String) -> String {
  let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  let bytes = Array(text.utf8)
  var result: [UInt8] = []
  result.reserveCapacity(bytes.count / 3 * 4 + 4)
  for start in stride(from: 0, to: bytes.count, by: 3) {
    let group = bytes[start..<min(start + 3, bytes.count)]
    var bits: UInt32 = 0
    for byte in group { bits = bits << 8 | UInt32(byte) }
    bits <<= UInt32(8 * (3 - group.count))
    for place in 0..<4 {
      result.append(place > group.count ? UInt8(ascii: "=") : letters[Int(bits >> UInt32(18 - 6 * place) & 63)])
    }
  }
  return String(decoding: result, as: UTF8.self)
}
