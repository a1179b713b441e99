import Governance

/// Work of a screen, or of the console itself, with its message type taken off.
struct Job: Sendable {
  enum Owner: Sendable, Hashable {
    case screen(ScreenName)
    case console
  }
  var owner: Owner
  /// Loads of one owner and slot replace each other.
  var slot: String
  var what: String
  var writes: Bool
  /// Milliseconds of rest before it begins.
  var after: Int64
  /// Does not ask the catalog, so its success says nothing about the connection.
  var isLocal = false
  var run: @Sendable (any Desk) async -> Reply

  /// What came back.
  struct Reply: Sendable {
    var message: any Sendable
    var problem: Problem?
  }
}

/// A screen's effect with its message type taken off.
enum Act: Sendable {
  case work(Job)
  case say(Notice)
  case go(Place)
  case back
  case ask(FormSpec, @Sendable (FormAnswer) -> any Sendable)
  case line(LineSpec, @Sendable (String) -> any Sendable)
  case formDone
  case formRefused(Problem)
  case begin(Errand)

  init<Message: Sendable>(_ effect: Effect<Message>, of name: ScreenName) {
    switch effect {
    case .work(let work):
      self = .work(
        Job(
          owner: .screen(name), slot: work.slot, what: work.what, writes: work.writes, after: work.after,
          isLocal: work.isLocal
        ) { desk in
          let done = await work.run(desk)
          return Job.Reply(message: done.message, problem: done.problem)
        })
    case .say(let notice): self = .say(notice)
    case .go(let place): self = .go(place)
    case .back: self = .back
    case .ask(let spec, let answer): self = .ask(spec) { answer($0) }
    case .line(let spec, let answer): self = .line(spec) { answer($0) }
    case .formDone: self = .formDone
    case .formRefused(let problem): self = .formRefused(problem)
    case .begin(let errand): self = .begin(errand)
    }
  }
}
