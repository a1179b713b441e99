import Glibc

/// Runs work on a thread with a stack of its own size: rules recurse, and the threads of tasks have half a megabyte.
enum LargeStack {
  private final class Work {
    let body: () -> Int32
    var answer: Int32 = 70
    init(_ body: @escaping () -> Int32) { self.body = body }
  }

  /// Waits for `body` and returns what it returned; 70 when there is no thread to be had.
  static func run(megabytes: Int, _ body: @escaping () -> Int32) -> Int32 {
    // Space made by no initialiser: which one of `pthread_attr_t` is seen depends on what other files import.
    withUnsafeTemporaryAllocation(of: pthread_attr_t.self, capacity: 1) { space in
      guard let attributes = space.baseAddress, pthread_attr_init(attributes) == 0 else { return 70 }
      defer { pthread_attr_destroy(attributes) }
      pthread_attr_setstacksize(attributes, megabytes << 20)
      return run(attributes, body)
    }
  }

  private static func run(_ attributes: UnsafePointer<pthread_attr_t>, _ body: @escaping () -> Int32) -> Int32 {
    let work = Work(body)
    var thread = pthread_t()
    let passed = Unmanaged.passRetained(work).toOpaque()
    let failure = pthread_create(
      &thread, attributes,
      { passed in
        guard let passed else { return nil }
        let work = Unmanaged<Work>.fromOpaque(passed).takeRetainedValue()
        work.answer = work.body()
        return nil
      }, passed)
    guard failure == 0 else {
      Unmanaged<Work>.fromOpaque(passed).release()
      return 70
    }
    pthread_join(thread, nil)
    return work.answer
  }
}
