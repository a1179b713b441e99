import Dispatch
import Glibc
import Governance

/// Ctrl-C and SIGTERM as the cancellation of a task: work stops between two transactions and says how to go on.
enum Interruption {
  static func listening<Value: Sendable>(
    _ body: @escaping @Sendable () async throws(Problem) -> Value
  ) async throws(Problem) -> Value {
    let work = Task { () -> Result<Value, Problem> in
      do throws(Problem) {
        return .success(try await body())
      } catch {
        return .failure(error)
      }
    }
    let sources = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { work.cancel() }
      source.resume()
      return source
    }
    defer {
      for source in sources { source.cancel() }
      signal(SIGINT, SIG_DFL)
      signal(SIGTERM, SIG_DFL)
    }
    return try await work.value.get()
  }

  /// Waits until somebody asks the program to end.
  static func wait() async {
    await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
      let queue = DispatchQueue(label: "countersign.interruption")
      let once = Once(continuation)
      for number in [SIGINT, SIGTERM, SIGHUP] {
        signal(number, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
        source.setEventHandler { once.fire() }
        source.resume()
        once.keep(source)
      }
    }
  }

  /// Confined to the queue of its sources.
  private final class Once: @unchecked Sendable {
    private var continuation: CheckedContinuation<Void, Never>?
    private var sources: [any DispatchSourceSignal] = []
    init(_ continuation: CheckedContinuation<Void, Never>) { self.continuation = continuation }
    func keep(_ source: any DispatchSourceSignal) { sources.append(source) }
    func fire() {
      continuation?.resume()
      continuation = nil
      for source in sources { source.cancel() }
      sources = []
    }
  }
}
