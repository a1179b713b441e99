import Dispatch

/// Runs an engine's jobs one after the other on a queue of its own: it waits for another process, and the threads that
/// tasks share must not.
final class EngineQueue: SerialExecutor {
  private let queue = DispatchQueue(label: "countersign.exchange.rego")

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    let executor = asUnownedSerialExecutor()
    queue.async { job.runSynchronously(on: executor) }
  }
}
