import Glibc
package import Governance

/// A lock on a file that the kernel gives back when its process ends, however it ends.
package final class FileLock: Sendable {
  package enum Mode: Sendable { case shared, exclusive }

  private let descriptor: Int32

  /// Opens or creates the file; no lock is held yet. Throws `postgres.home` when it cannot be opened.
  package init(path: String) throws(Problem) {
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, S_IRUSR | S_IWUSR)
    guard descriptor >= 0 else { throw .homeFails(path, errno) }
  }

  deinit { close(descriptor) }

  /// Takes the lock, or changes the mode of the one held, if that is possible at once.
  package func tries(_ mode: Mode) -> Bool { take(mode, LOCK_NB) }

  /// Takes the lock if it becomes possible within a tenth of a second: somebody may only be looking.
  func triesPatiently(_ mode: Mode) -> Bool {
    for _ in 0..<10 {
      if tries(mode) { return true }
      usleep(10_000)
    }
    return false
  }

  /// Takes the lock, waiting for whoever holds it.
  package func waits(for mode: Mode) { _ = take(mode, 0) }

  package func release() { flock(descriptor, LOCK_UN) }

  private func take(_ mode: Mode, _ extra: Int32) -> Bool {
    let operation = (mode == .shared ? LOCK_SH : LOCK_EX) | extra
    while flock(descriptor, operation) != 0 {
      guard errno == EINTR else { return false }
    }
    return true
  }
}
