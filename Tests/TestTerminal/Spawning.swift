import CNcurses
import Glibc
import Terminal

/// Why a program could not be started on a terminal of ours.
package struct CannotStart: Error {
  package let program: String
  package let reason: String
}

enum Spawning {
  /// Starts a program as the leader of a session whose controlling terminal is a new pseudo-terminal.
  static func start(
    _ command: [String], _ environment: [String], size: Size, directory: String?
  ) throws -> (master: Int32, child: pid_t) {
    var name = [CChar](repeating: 0, count: 128)
    let master = cn_pty_open(Int32(size.rows), Int32(size.columns), &name, name.count)
    guard master >= 0 else { throw CannotStart(program: command[0], reason: "no pseudo-terminal") }
    _ = cn_set_nonblocking(master)

    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    // A session leader's first terminal becomes its controlling one.
    posix_spawn_file_actions_addopen(&actions, 0, name, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    // A program that kept another test's pipe open would keep that test waiting for its end.
    _ = cn_close_from(&actions, 3)

    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    let newSession: Int32 = 0x80
    posix_spawnattr_setflags(&attributes, Int16(newSession | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
    var signals = sigset_t()
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)

    let command = (directory.map { ["/usr/bin/env", "-C", $0] } ?? []) + command
    var arguments: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
    var variables: [UnsafeMutablePointer<CChar>?] = environment.map { strdup($0) } + [nil]
    defer { for pointer in arguments + variables { free(pointer) } }
    var child = pid_t()
    let result = posix_spawnp(&child, command[0], &actions, &attributes, &arguments, &variables)
    guard result == 0 else {
      close(master)
      throw CannotStart(program: command[0], reason: String(cString: strerror(result)))
    }
    return (master, child)
  }
}
