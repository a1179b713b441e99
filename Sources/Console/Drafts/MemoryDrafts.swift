import Synchronization

/// Drafts that end with the program: where there is no folder for them, and in tests.
package final class MemoryDrafts: DraftStore {
  private let kept = Mutex<[String: [String: String]]>([:])

  package init() {}

  package func draft(_ id: String) -> [String: String]? { kept.withLock { $0[id] } }
  package func keep(_ id: String, _ fields: [String: String]) { kept.withLock { $0[id] = fields } }
  package func discard(_ id: String) { kept.withLock { $0[id] = nil } }
}
