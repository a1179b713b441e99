internal import Catalog
internal import Governance

/// Hands batches to the catalog one after the other; the next one is made while the catalog takes the one before.
struct BatchAhead {
  let connection: Connection
  let receipt: Int64
  private var running: Task<Result<BatchAnswer, Problem>, Never>?

  init(_ connection: Connection, receipt: Int64) {
    self.connection = connection
    self.receipt = receipt
  }

  /// Begins with a batch when the one before has been taken; answers what became of that.
  mutating func send(_ batch: IngestBatch) async throws(Problem) -> BatchAnswer? {
    let answer = try await settle()
    let (connection, receipt) = (connection, receipt)
    running = Task {
      do throws(Problem) {
        return .success(try await batch.take(over: connection, receipt: receipt))
      } catch {
        return .failure(error)
      }
    }
    return answer
  }

  /// Waits for the last batch; nil when none is under way.
  mutating func settle() async throws(Problem) -> BatchAnswer? {
    guard let last = running else { return nil }
    running = nil
    return try await last.value.get()
  }
}
