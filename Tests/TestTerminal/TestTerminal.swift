import CNcurses
import CVTerm
import Dispatch
import Glibc
package import Terminal

/// A real program on a real pseudo-terminal, with libvterm as the terminal.
///
/// The emulator and the child belong to this actor alone; it runs on a queue of its own, so that many can wait at once.
package actor TestTerminal {
  package let size: Size
  package private(set) var currentSize: Size
  /// Everything the program wrote, in order.
  package private(set) var output: [UInt8] = []
  /// How many whole frames arrived: the program ends each with mode 2026 off.
  package private(set) var frames = 0
  /// How the program ended, as `waitpid` tells; nil while it runs.
  package private(set) var status: Int32?
  /// Whether nothing more can come: the program has ended, or its terminal was taken away.
  package var hasEnded: Bool { status != nil || isClosed }

  private let executor: QueueExecutor
  private let master: Int32
  package let child: Int32
  private var emulator: Emulator
  private var expander = OutputExpander()
  private var isClosed = false
  /// What is waited for, and the first frame that showed it.
  private var awaited: (@Sendable (isolated TestTerminal) -> Bool)?
  private var shown: String?
  /// What stood in the line of notices while something was waited for, each text once; the last ones.
  private var notices: [String] = []

  package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  /// Starts a program.
  ///
  /// The environment is exactly the one given, with TERM, LANG, PATH and HOME added where it has none.
  /// - Parameter directory: where the program works; here when nil.
  package init(
    running program: String, _ arguments: [String] = [], environment: [String: String] = [:],
    size: Size = Size(rows: 24, columns: 80), in directory: String? = nil
  ) throws {
    var environment = environment
    for (name, value) in ["TERM": "xterm-256color", "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin", "HOME": "/tmp"]
    where environment[name] == nil { environment[name] = value }
    (master, child) = try Spawning.start(
      [program] + arguments, environment.map { "\($0)=\($1)" }.sorted(), size: size, directory: directory)
    self.size = size
    currentSize = size
    executor = QueueExecutor()
    emulator = Emulator(size)
  }

  isolated deinit { shutDown() }

  // MARK: At the keyboard

  /// Types text, as if on the keyboard.
  package func type(_ text: String) { send(Array(text.utf8)) }

  /// Presses keys one after the other, sent as xterm sends them.
  package func press(_ keys: Key...) { for key in keys { send(Array(key.xtermBytes.utf8)) } }

  /// Sends bytes to the program. What it drew before them is no answer to them.
  package func send(_ bytes: [UInt8]) {
    pump(0)
    put(bytes)
  }

  private func put(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty, !isClosed {
      let count = rest.withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if errno == EAGAIN {
        pump(10)
      } else if errno != EINTR {
        return
      }
    }
  }

  /// Makes the window another size. The emulator is a new one: libvterm 0.1.4 must not be resized.
  package func resize(to size: Size) {
    pump(0)
    let wasAlternate = emulator.isAlternate
    emulator = Emulator(size)
    if wasAlternate { emulator.take(Array("\u{1B}[?1049h".utf8)) }
    currentSize = size
    _ = cn_pty_resize(master, Int32(size.rows), Int32(size.columns))
  }

  /// Takes the terminal away, as a closed window or a broken line does.
  package func hangUp() {
    guard !isClosed else { return }
    isClosed = true
    close(master)
  }

  /// Sends a signal to the program.
  package func signal(_ number: Int32) { kill(child, number) }

  // MARK: In front of the screen

  /// Waits until the screen shows a text, and returns the screen.
  /// - Throws: `ScreenNeverShowed` with the screen as it is when time is over or the program has ended.
  @discardableResult
  package func wait(for text: String, seconds: Double = 10) throws -> String {
    try wait("\"\(text)\"", seconds: seconds) { $0.text().contains(text) }
  }

  /// Waits until something holds; `what` names it in the error. Every frame counts, also those that came while nobody looked.
  @discardableResult
  package func wait(
    _ what: String, seconds: Double = 10, until holds: @escaping @Sendable (isolated TestTerminal) -> Bool
  ) throws -> String {
    let end = Clock.now() + Int(seconds * 1000)
    awaited = holds
    shown = nil
    notices = []
    defer { awaited = nil }
    while true {
      pump(0)
      if let shown { return shown }
      if isWhole, holds(self) { return text() }
      if isClosed || Clock.now() >= end {
        throw ScreenNeverShowed(what: what, screen: text(), ended: hasEnded, notices: notices)
      }
      pump(20)
    }
  }

  /// Whether no frame is half drawn. Before the program frames its output, a screen at rest counts as whole.
  private var isWhole: Bool {
    if expander.isWithinFrame { return false }
    if frames > 0 || isClosed { return true }
    let before = output.count
    pump(30)
    return isClosed || output.count == before
  }

  /// Waits until one more frame than `before` has been drawn.
  package func waitForFrame(after before: Int, seconds: Double = 10) throws {
    try wait("frame \(before + 1)", seconds: seconds) { $0.frames > before }
  }

  /// The rows on which cursors of lists stand, each with its place; what is beside the lists is left out.
  package func chosenRows() -> [String] {
    text().split(separator: "\n", omittingEmptySubsequences: false).enumerated()
      .filter { $1.hasPrefix("│›") }.map { "\($0) \($1.prefix(45))" }
  }

  /// Presses a key and waits until a cursor stands on another row: a frame may come for other reasons too.
  package func move(_ key: Key, seconds: Double = 10) throws {
    let before = chosenRows()
    press(key)
    try wait("a cursor on another row", seconds: seconds) { $0.chosenRows() != before }
  }

  /// Waits for the end of the program: its exit status, or 128 and the signal.
  package func waitForExit(seconds: Double = 10) throws -> Int32 {
    let end = Clock.now() + Int(seconds * 1000)
    while status == nil {
      if !isClosed { pump(20) } else { usleep(5000) }
      reap(WNOHANG)
      if Clock.now() >= end { throw ScreenNeverShowed(what: "its end", screen: text(), ended: false) }
    }
    if !isClosed { pump(0) }
    let status = status ?? 0
    return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
  }

  /// The screen: rows joined by line feeds, blanks at the end of a row trimmed.
  package func text() -> String { emulator.text() }

  package func cell(at position: Position) -> ScreenCell { emulator.cell(at: position) }

  /// Where the cursor is, and whether it shows.
  package var cursor: (position: Position, isVisible: Bool) { emulator.cursor }

  /// Whether the program is on the alternate screen.
  package var isAlternate: Bool { emulator.isAlternate }

  /// The screen with its colours, to be drawn as an SVG.
  package func picture(of theme: Theme) -> Picture { emulator.picture(theme) }

  /// Ends the program and closes the terminal.
  package func shutDown() {
    if !isClosed { close(master) }
    isClosed = true
    guard status == nil else { return }
    kill(child, SIGKILL)
    reap(0)
  }

  // MARK: Between the two

  /// Takes what the program wrote, waiting at most so many milliseconds for the first byte.
  package func pump(_ milliseconds: Int32) {
    guard !isClosed else { return }
    var wait = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    var patience = milliseconds
    var bytes = [UInt8](repeating: 0, count: 65536)
    while poll(&wait, 1, patience) > 0 {
      patience = 0
      let count = read(master, &bytes, bytes.count)
      if count <= 0 {
        if count < 0, errno == EINTR || errno == EAGAIN { continue }
        isClosed = true
        close(master)
        reap(WNOHANG)
        return
      }
      take(Array(bytes[0..<count]))
    }
  }

  private func take(_ bytes: [UInt8]) {
    output += bytes
    var rest = bytes[...]
    while !rest.isEmpty {
      let taken = expander.expand(&rest)
      emulator.take(taken.bytes)
      put(taken.answers)
      put(emulator.answers())
      guard taken.endsFrame else { continue }
      frames += 1
      guard shown == nil, let awaited else { continue }
      if awaited(self) { shown = text() } else { noteNotice() }
    }
  }

  private func noteNotice() {
    let rows = text().split(separator: "\n", omittingEmptySubsequences: false)
    guard rows.count >= 2, let notice = rows.dropLast().last, notice.contains(where: { $0 != " " }) else { return }
    if notices.last != String(notice) { notices = notices.suffix(7) + [String(notice)] }
  }

  private func reap(_ flags: Int32) {
    guard status == nil else { return }
    var result: Int32 = 0
    if waitpid(child, &result, flags) == child { status = result }
  }
}

/// What was waited for and did not come, with the screen as it was.
package struct ScreenNeverShowed: Error, CustomStringConvertible {
  package let what: String
  package let screen: String
  package let ended: Bool
  /// What was said meanwhile.
  package let notices: [String]

  package init(what: String, screen: String, ended: Bool, notices: [String] = []) {
    self.what = what
    self.screen = screen
    self.ended = ended
    self.notices = notices
  }

  package var description: String {
    let head = ended ? "The program ended; the screen never showed \(what)." : "The screen never showed \(what)."
    return head + (notices.isEmpty ? "" : " It said: \(notices.joined(separator: " |"))") + "\n"
      + screen.split(separator: "\n", omittingEmptySubsequences: false).map { "  ┃\($0)" }.joined(separator: "\n")
  }
}

enum Clock {
  /// Milliseconds of the monotonic clock.
  static func now() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
  }
}

/// A queue as an executor: Dispatch offers none on Linux.
final class QueueExecutor: SerialExecutor {
  private let queue = DispatchQueue(label: "test terminal")

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
  }

  func asUnownedSerialExecutor() -> UnownedSerialExecutor { UnownedSerialExecutor(ordinary: self) }
}
