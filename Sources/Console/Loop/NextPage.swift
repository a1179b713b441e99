import Synchronization

/// Where the next page of a list begins; steps of one errand come one after another and share it.
final class NextPage: Sendable {
  private let cursor = Mutex<String?>(nil)

  var place: String? {
    get { cursor.withLock { $0 } }
    set { cursor.withLock { $0 = newValue } }
  }
}
