import Glibc
import Governance

/// A helper process and the socket to it. Not shared: belongs to one engine.
final class WorkerProcess {
  let process: pid_t
  private let socket: Int32
  private var reader = LineBuffer()
  private var isReaped = false

  /// Starts a program without a shell, with an empty environment, in a process group of its own; its standard input
  /// is the socket.
  ///
  /// - Throws: `policy.worker` when it cannot be started.
  init(_ command: [String]) throws(Problem) {
    var ends: [Int32] = [-1, -1]
    let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    guard let program = command.first, socketpair(AF_UNIX, kind, 0, &ends) == 0 else {
      throw Self.cannotStart(errno)
    }
    defer { close(ends[1]) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDIN_FILENO)
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)

    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    var every = sigset_t()
    sigemptyset(&none)
    sigfillset(&every)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &every)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP))

    let words = command.map { strdup($0) } + [nil]
    // Where Swift's own libraries are, when they are not in the program; the worker drops it before it loads a rule.
    var settings: [String] = []
    if let libraries = getenv("LD_LIBRARY_PATH") { settings.append("LD_LIBRARY_PATH=" + String(cString: libraries)) }
    let variables = settings.map { strdup($0) }
    defer { for word in words + variables { free(word) } }
    var child: pid_t = 0
    let failure = posix_spawn(&child, program, &actions, &attributes, words, variables + [nil])
    guard failure == 0 else {
      close(ends[0])
      throw Self.cannotStart(failure)
    }
    process = child
    socket = ends[0]
  }

  deinit {
    end()
    close(socket)
  }

  /// Sends one line and waits for one.
  ///
  /// - Parameter seconds: from now until the answer must be there, writing included.
  /// - Throws: `policy.deadline`, `policy.worker-ended`; after either the process is gone.
  func ask(_ line: [UInt8], within seconds: Double) throws(Problem) -> [UInt8] {
    let deadline = Self.now() + seconds
    var sent = 0
    while sent < line.count {
      try wait(for: POLLOUT, until: deadline, seconds)
      let count = line.withUnsafeBytes { bytes in
        Glibc.send(
          socket, bytes.baseAddress?.advanced(by: sent), bytes.count - sent,
          Int32(MSG_NOSIGNAL | MSG_DONTWAIT))
      }
      if count > 0 {
        sent += count
      } else if errno != EAGAIN, errno != EINTR {
        throw ended()
      }
    }
    return try answer(until: deadline, seconds)
  }

  /// Waits for a line nobody asked for: the first one.
  func greeting(within seconds: Double) throws(Problem) -> [UInt8] {
    try answer(until: Self.now() + seconds, seconds)
  }

  private func answer(until deadline: Double, _ seconds: Double) throws(Problem) -> [UInt8] {
    while true {
      if let answer = reader.line() { return answer }
      try wait(for: POLLIN, until: deadline, seconds)
      guard reader.fill(from: socket) else { throw ended() }
    }
  }

  private func wait(for event: Int32, until deadline: Double, _ seconds: Double) throws(Problem) {
    while true {
      let left = deadline - Self.now()
      guard left > 0 else {
        end()
        throw Problem(
          .unmet, "policy.deadline", happened: "The policy did not decide within \(seconds) seconds.",
          because: "Its helper process was ended.", remedy: "Mend the policy bundle, or give it more time.")
      }
      var waited = pollfd(fd: socket, events: Int16(event), revents: 0)
      let count = poll(&waited, 1, Int32(min(left * 1000 + 1, 3_600_000)))
      if count > 0 { return }
      if count < 0, errno != EINTR { throw ended() }
    }
  }

  /// Ends the process, if it has not ended, and learns how it did: its exit status, or minus the signal.
  @discardableResult
  private func end() -> Int32 {
    guard !isReaped else { return 0 }
    isReaped = true
    kill(process, SIGKILL)
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    let signal = status & 0x7f
    return signal == 0 ? (status >> 8) & 0xff : -signal
  }

  private func ended() -> Problem {
    // Give a process that is about to end the moment it needs, so that its own signal is told and not ours.
    var information = siginfo_t()
    for _ in 0..<50 where !isReaped {
      information.si_signo = 0
      if waitid(P_PID, id_t(process), &information, WEXITED | WNOHANG | WNOWAIT) == 0, information.si_signo != 0 {
        break
      }
      usleep(2000)
    }
    let how = end()
    return Problem(
      .unmet, "policy.worker-ended", happened: "The policy's helper process ended before it decided.",
      because: how < 0 ? "Signal \(-how) ended it." : "Its exit status was \(how).", remedy: "Mend the policy bundle.")
  }

  private static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  private static func cannotStart(_ code: Int32) -> Problem {
    Problem(
      .unmet, "policy.worker", happened: "The policy's helper process cannot be started.",
      because: String(cString: strerror(code)) + ".", remedy: "Try again.")
  }
}
