import Dispatch
import Glibc
import Governance

/// Starts other programs without a shell: from `/`, with an environment of their own, nothing on standard input, default
/// signal handling, and no open file of ours.
enum Child {
  /// How a program ended and what it wrote to both streams together.
  struct Outcome: Sendable {
    /// Its exit status, or 128 + the signal that ended it; -1 when it could not be learned.
    var status: Int32
    var output: String
  }

  /// Runs a program to its end. Throws `postgres.child` when it cannot be started.
  static func run(_ command: [String]) throws(Problem) -> Outcome {
    var ends: [Int32] = [-1, -1]
    guard let calls = GnuCalls.found, calls.pipe2(&ends, O_CLOEXEC) == 0 else { throw .cannotRun(command, errno) }
    defer { close(ends[0]) }
    let child: pid_t
    do throws(Problem) {
      child = try spawn(command, apart: false) { actions in
        posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO)
        posix_spawn_file_actions_adddup2(&actions, ends[1], STDERR_FILENO)
      }
    } catch {
      close(ends[1])
      throw error
    }
    close(ends[1])
    let output = everything(from: ends[0])
    return Outcome(status: awaitEnd(of: child), output: output)
  }

  /// Leaves a program running in a session of its own, so that no key of our terminal reaches it. What it writes is
  /// appended to the file `log`. Throws `postgres.child` when it cannot be started.
  ///
  /// When it ends before us it is reaped at once: a zombie would still answer to its number, and PostgreSQL takes the lock
  /// files of a server that answers for those of a living one.
  static func launch(_ command: [String], log: String) throws(Problem) -> pid_t {
    let child = try spawn(command, apart: true) { actions in
      posix_spawn_file_actions_addopen(
        &actions, STDOUT_FILENO, log, O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW, S_IRUSR | S_IWUSR)
      posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO)
    }
    DispatchQueue(label: "countersign.postgres.reaper").async { _ = awaitEnd(of: child) }
    return child
  }

  /// Whether the process exists and has not ended.
  static func isAlive(_ process: pid_t) -> Bool {
    var status: Int32 = 0
    if waitpid(process, &status, WNOHANG) == process { return false }
    return kill(process, 0) == 0 || errno == EPERM
  }
}

extension Child {
  /// Messages in English, because we read them; times and paths without a person's settings.
  private static var environment: [String] {
    var variables = ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C", "TZ=UTC"]
    if let libraries = getenv("LD_LIBRARY_PATH") { variables.append("LD_LIBRARY_PATH=" + String(cString: libraries)) }
    return variables
  }

  private static func spawn(
    _ command: [String], apart: Bool, redirecting: (inout posix_spawn_file_actions_t) -> Void
  ) throws(Problem) -> pid_t {
    guard let calls = GnuCalls.found else { throw .cannotRun(command, ENOSYS) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    redirecting(&actions)
    _ = calls.closeFrom(&actions, 3)
    _ = calls.changeFolder(&actions, "/")

    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    var every = sigset_t()
    sigemptyset(&none)
    sigfillset(&every)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &every)
    // POSIX_SPAWN_SETSID of glibc 2.26 is not visible to Swift.
    let ownSession = 0x80
    posix_spawnattr_setflags(
      &attributes, Int16(Int(POSIX_SPAWN_SETSIGMASK) | Int(POSIX_SPAWN_SETSIGDEF) | (apart ? ownSession : 0)))

    let words = command.map { strdup($0) } + [nil]
    let variables = environment.map { strdup($0) } + [nil]
    defer { for pointer in words + variables { free(pointer) } }
    var child: pid_t = 0
    let failure = posix_spawn(&child, command[0], &actions, &attributes, words, variables)
    guard failure == 0 else { throw .cannotRun(command, failure) }
    return child
  }

  private static func everything(from descriptor: Int32) -> String {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 16_384)
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      if count > 0 {
        bytes.append(contentsOf: buffer[..<count])
      } else if count == 0 || errno != EINTR {
        return String(decoding: bytes, as: UTF8.self)
      }
    }
  }

  private static func awaitEnd(of child: pid_t) -> Int32 {
    var status: Int32 = 0
    while waitpid(child, &status, 0) != child {
      guard errno == EINTR else { return -1 }
    }
    let signal = status & 0x7f
    return signal == 0 ? (status >> 8) & 0xff : 128 + signal
  }
}
