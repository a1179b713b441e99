import Synchronization

/// Drafts that end with the program: where there is no folder for them, and in tests.
package final class MemoryDrafts: DraftStore {
  private let kept = Mutex<[DraftName: [String: String]]>([:])

  package init() {}

  package func draft(_ name: DraftName) -> [String: String]? { kept.withLock { $0[name] } }
  package func keep(_ name: DraftName, _ fields: [String: String]) { kept.withLock { $0[name] = fields } }
  package func discard(_ name: DraftName) { kept.withLock { $0[name] = nil } }
}
