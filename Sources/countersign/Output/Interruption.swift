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
    let listener = Listener([SIGINT, SIGTERM]) { work.cancel() }
    await listener.listens()
    defer { listener.stop() }
    return try await work.value.get()
  }

  /// From the moment this returns it is noted when somebody asks the program to end; the stream then ends.
  static func noted() async -> AsyncStream<Void> {
    let (asked, ask) = AsyncStream.makeStream(of: Void.self)
    let listener = Listener([SIGINT, SIGTERM, SIGHUP]) { ask.finish() }
    await listener.listens()
    ask.onTermination = { _ in listener.stop() }
    return asked
  }

  /// Signals taken by Dispatch. Confined to its queue once it listens.
  private final class Listener: @unchecked Sendable {
    private let queue = DispatchQueue(label: "countersign.interruption")
    private let sources: [(number: Int32, source: any DispatchSourceSignal)]

    init(_ numbers: [Int32], then act: @escaping @Sendable () -> Void) {
      sources = numbers.map { [queue] number in
        let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
        source.setEventHandler(handler: act)
        return (number, source)
      }
    }

    /// Waits until Dispatch has taken the signals over. Until then they keep their usual effect: one that is ignored
    /// meanwhile would be lost, and the program wait for ever.
    func listens() async {
      for (_, source) in sources {
        await withCheckedContinuation { (listens: CheckedContinuation<Void, Never>) in
          source.setRegistrationHandler { listens.resume() }
          source.resume()
        }
      }
    }

    func stop() {
      for (number, source) in sources {
        source.cancel()
        signal(number, SIG_DFL)
      }
    }
  }
}
