import Governance
import Operations

/// What `y` takes along.
struct Quotation: Sendable, Equatable {
  /// In a sentence: `the answer`, `the version's name`.
  var what: String
  /// As it came, not as it was drawn: marks are for the screen alone.
  var text: String

  init(_ what: String, _ text: String) {
    self.what = what
    self.text = text
  }

  /// A place of lineage by the name that subcommands take.
  init(_ topic: LineageRoot) {
    switch topic {
    case .version(let name): self.init("the version's name", name.text)
    case .place(let namespace, let name, let field):
      self.init("the place's name", namespace + "/" + name + (field.map { "." + $0 } ?? ""))
    }
  }
}

/// Content on the screen that nobody reads without a record of it.
enum ShownContent: Sendable, Equatable {
  case item(Int64)
  case pair(run: Int64, prompt: Int, cell: ShadowCell)
}
