internal import CPostgres
import Synchronization

/// Cancels a session's running statement from another thread: the session's own queue is blocked by that statement.
final class Canceller: Sendable {
  private struct Handle: @unchecked Sendable { var pointer: OpaquePointer? }
  private let handle = Mutex(Handle(pointer: nil))

  func remember(_ session: OpaquePointer) {
    handle.withLock { held in
      if let old = held.pointer { PQfreeCancel(old) }
      held.pointer = PQgetCancel(session)
    }
  }

  func forget() {
    handle.withLock { held in
      if let old = held.pointer { PQfreeCancel(old) }
      held.pointer = nil
    }
  }

  func cancel() {
    handle.withLock { held in
      guard let pointer = held.pointer else { return }
      var words = [CChar](repeating: 0, count: 256)
      _ = PQcancel(pointer, &words, Int32(words.count))
    }
  }

  deinit { forget() }
}
