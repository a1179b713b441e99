import Governance

/// What a screen asks for after a change. The loop does it; answers come back as messages.
enum Effect<Message: Sendable>: Sendable {
  case work(Work<Message>)
  case say(Notice)
  /// Another screen, or another place on this one.
  case go(Place)
  /// Where the officer came from.
  case back
  /// A form over the screen; its fields come back as a message and the form waits for `formDone` or `formRefused`.
  case ask(FormSpec, @Sendable (FormAnswer) -> Message)
  /// One line of text under the screen, such as a filter.
  case line(LineSpec, @Sendable (String) -> Message)
  case formDone
  case formRefused(Problem)
  /// Long work that goes on beside everything else; one at a time.
  case begin(Errand)

  /// Reads something. A second load of the same `slot` replaces the first: its answer is dropped and its query
  /// cancelled on the server. `after` milliseconds of rest come first.
  static func load<Value: Sendable>(
    _ slot: String, _ what: String, after: Int64 = 0,
    _ run: @escaping @Sendable (any Desk) async throws(Problem) -> Value,
    then answer: @escaping @Sendable (Result<Value, Problem>) -> Message
  ) -> Effect {
    .work(Work(slot: slot, what: what, writes: false, after: after, run: run, answer: answer))
  }

  /// Records something. It is never replaced and never cancelled.
  static func write<Value: Sendable>(
    _ what: String, _ run: @escaping @Sendable (any Desk) async throws(Problem) -> Value,
    then answer: @escaping @Sendable (Result<Value, Problem>) -> Message
  ) -> Effect {
    .work(Work(slot: "", what: what, writes: true, after: 0, run: run, answer: answer))
  }

  /// Does something on this machine alone, such as writing a file; says nothing about the catalog.
  static func local<Value: Sendable>(
    _ what: String, _ run: @escaping @Sendable () async throws(Problem) -> Value,
    then answer: @escaping @Sendable (Result<Value, Problem>) -> Message
  ) -> Effect {
    var work = Work<Message>(
      slot: "", what: what, writes: true, after: 0,
      run: { (_: any Desk) async throws(Problem) -> Value in try await run() }, answer: answer)
    work.isLocal = true
    return .work(work)
  }

  static func refuse(_ why: String) -> Effect { .say(Notice(.refusal, why)) }
  static func tell(_ problem: Problem) -> Effect { .say(Notice(problem)) }
}

/// Work outside the screen. It cannot throw: a failure comes back as a message too.
struct Work<Message: Sendable>: Sendable {
  var slot: String
  /// Named by the spinner: `the queue`.
  var what: String
  var writes: Bool
  var after: Int64
  var isLocal = false
  /// The message, and the problem it carries when it failed.
  var run: @Sendable (any Desk) async -> (message: Message, problem: Problem?)

  init<Value: Sendable>(
    slot: String, what: String, writes: Bool, after: Int64,
    run: @escaping @Sendable (any Desk) async throws(Problem) -> Value,
    answer: @escaping @Sendable (Result<Value, Problem>) -> Message
  ) {
    self.slot = slot
    self.what = what
    self.writes = writes
    self.after = after
    self.run = { desk in
      do throws(Problem) {
        return (answer(.success(try await run(desk))), nil)
      } catch {
        return (answer(.failure(error)), error)
      }
    }
  }
}
