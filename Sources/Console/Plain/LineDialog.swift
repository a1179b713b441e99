import Terminal

/// A conversation by lines: what is said is read aloud or printed, what is answered ends with Enter.
struct LineDialog: Sendable {
  /// The next line without its end; nil when there will be none.
  let read: @Sendable () async -> String?
  let write: @Sendable (String) -> Void
  /// Drops lines that were typed before they were asked for.
  let forget: @Sendable () -> Void

  /// Says a line; nothing from outside in it can act on the terminal.
  func say(_ text: String = "") { write(visible(text) + "\n") }

  func say(_ lines: [String]) { for line in lines { say(line) } }

  /// Asks and returns the answer without blanks around it; nil when there is nobody any more.
  func ask(_ question: String) async -> String? {
    write(visible(question) + " ")
    guard let line = await read() else { return nil }
    let words = line.split(separator: " ", omittingEmptySubsequences: true)
    return words.joined(separator: " ")
  }

  /// The same where the answer decides something: it counts only when it was typed after the question.
  func askAnew(_ question: String) async -> String? {
    forget()
    return await ask(question)
  }
}
