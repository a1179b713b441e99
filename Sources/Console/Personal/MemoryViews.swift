import Synchronization

/// Views that end with the program: where there is no folder for them, and in tests.
package final class MemoryViews: ViewStore {
  private let kept = Mutex<[String: [ListView]]>([:])

  package init() {}

  package func views(of officer: String) -> [ListView] { kept.withLock { $0[officer] ?? [] } }

  package func keep(_ views: [ListView], of officer: String) -> Bool {
    kept.withLock { $0[officer] = views }
    return true
  }
}
