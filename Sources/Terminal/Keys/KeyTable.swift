/// Keys, what they do in words, the message they send, and why they may be refused: one line a command.
package struct Binding<State, Message: Sendable>: Sendable {
  package let keys: [Key]
  /// The names of its keys, apart by blanks.
  let keyNames: String
  package let words: String
  package let message: Message
  /// What state says why the key does nothing now; nil there means it works.
  package nonisolated(unsafe) let unless: KeyPath<State, String?>?
  /// Left out of the footer, which is short; help and palette show it.
  package let isQuiet: Bool

  package init(
    _ keys: [Key], _ words: String, _ message: Message, unless: KeyPath<State, String?>? = nil, quiet: Bool = false
  ) {
    self.keys = keys
    keyNames = keys.map(\.name).joined(separator: " ")
    self.words = words
    self.message = message
    self.unless = unless
    self.isQuiet = quiet
  }
}

/// All bindings of a screen. Dispatch, footer, help, palette and manual are made from it.
package struct KeyTable<State, Message: Sendable>: Sendable {
  package enum Answer: Sendable {
    case send(Message)
    case refuse(because: String)
    case unbound
  }

  package let bindings: [Binding<State, Message>]
  private let indexOf: [Key: Int]

  /// Where a key is bound twice the first binding has it; `doublyBound` names such keys for a test.
  package init(_ bindings: [Binding<State, Message>]) {
    self.bindings = bindings
    var indexOf: [Key: Int] = [:]
    for (index, binding) in bindings.enumerated() {
      for key in binding.keys where indexOf[key] == nil { indexOf[key] = index }
    }
    self.indexOf = indexOf
  }

  package func answer(_ key: Key, in state: State) -> Answer {
    guard let index = indexOf[key] else { return .unbound }
    let binding = bindings[index]
    if let unless = binding.unless, let reason = state[keyPath: unless] { return .refuse(because: reason) }
    return .send(binding.message)
  }

  /// A line a binding, in their order.
  package func help(in state: State) -> [HelpLine] {
    bindings.map { binding in
      HelpLine(
        keys: binding.keyNames, words: binding.words,
        refused: binding.unless.flatMap { state[keyPath: $0] }, isQuiet: binding.isQuiet)
    }
  }

  /// Keys that two bindings claim; a screen that has any is wrong.
  package var doublyBound: [Key] {
    var seen: Set<Key> = []
    return bindings.flatMap(\.keys).filter { !seen.insert($0).inserted }
  }
}

/// What a command is called by key, in words, and why it cannot be used now.
package struct HelpLine: Sendable, Equatable {
  package var keys: String
  package var words: String
  package var refused: String?
  package var isQuiet: Bool

  package init(keys: String, words: String, refused: String? = nil, isQuiet: Bool = false) {
    self.keys = keys
    self.words = words
    self.refused = refused
    self.isQuiet = isQuiet
  }
}
