import Dispatch

/// Runs an actor's jobs one after the other on a queue of its own: libpq blocks, and the threads that tasks share must not.
final class ConnectionQueue: SerialExecutor {
  private let queue = DispatchQueue(label: "countersign.catalog.connection")

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    let executor = asUnownedSerialExecutor()
    queue.async { job.runSynchronously(on: executor) }
  }
}
