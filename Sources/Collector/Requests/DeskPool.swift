import Governance
import Operations

/// A few sessions of the catalog, shared by all requests; who finds none free waits its turn, up to a limit.
actor DeskPool {
  private var free: [Workbench]
  private var queue: [CheckedContinuation<Workbench, Never>] = []
  private let most: Int

  init(_ desks: [Workbench], waiting most: Int) {
    free = desks
    self.most = most
  }

  var waiting: Int { queue.count }

  /// - Throws: `RequestProblem.busy` when too many wait already.
  nonisolated func withDesk<Value: Sendable>(_ body: (Workbench) async throws -> Value) async throws -> Value {
    let desk = try await take()
    do {
      let value = try await body(desk)
      await giveBack(desk)
      return value
    } catch {
      await giveBack(desk)
      throw error
    }
  }

  private func take() async throws -> Workbench {
    if let desk = free.popLast() { return desk }
    guard queue.count < most else { throw RequestProblem.busy }
    return await withCheckedContinuation { queue.append($0) }
  }

  private func giveBack(_ desk: Workbench) {
    if queue.isEmpty { free.append(desk) } else { queue.removeFirst().resume(returning: desk) }
  }
}
