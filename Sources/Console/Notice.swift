import Governance
import Terminal

/// One line under the screen: what was recorded, or why something did not happen.
struct Notice: Sendable, Equatable {
  enum Kind: Sendable { case word, recorded, refusal, failure }
  var kind: Kind
  var text: String
  /// The whole of it, for the error view.
  var problem: Problem?

  init(_ kind: Kind, _ text: String) {
    self.kind = kind
    self.text = text
  }

  init(_ problem: Problem) {
    kind = problem.kind == .fault || problem.kind == .unreachable ? .failure : .refusal
    text = problem.summary
    self.problem = problem
  }

  /// After an act: its sentence, the number of its line in the activity, and what can be done next.
  init(_ recorded: Recorded, offering next: String? = nil) {
    kind = .recorded
    text = "\(recorded.what) Activity \(NumberWords.grouped(Int(clamping: recorded.activity)))."
    if let next { text += " \(next)" }
  }

  var role: Role {
    switch kind {
    case .word: .notice
    case .recorded: .ok
    case .refusal: .warning
    case .failure: .failed
    }
  }

  var mark: String {
    switch kind {
    case .word: " "
    case .recorded: "✓"
    case .refusal: "!"
    case .failure: "✗"
    }
  }

  /// How long it stays when nothing else is said.
  var milliseconds: Int64 { kind == .word ? 6_000 : 20_000 }
}
