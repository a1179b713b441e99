/// Why the terminal or a theme cannot be used; the same parts as every problem of the program.
package struct TerminalProblem: Error, Sendable, Equatable {
  package var code: String
  /// One factual sentence without advice.
  package var happened: String
  /// The detail behind it, may be empty.
  package var because: String
  /// One imperative sentence, may be empty.
  package var remedy: String

  package init(_ code: String, happened: String, because: String = "", remedy: String = "") {
    self.code = code
    self.happened = happened
    self.because = because
    self.remedy = remedy
  }
}

extension TerminalProblem {
  static let notATerminal = TerminalProblem(
    "terminal.none", happened: "The console needs a terminal, and standard input is none.",
    remedy: "Start countersign in a terminal, or use a subcommand with --json.")

  static func unknown(_ term: String) -> TerminalProblem {
    TerminalProblem(
      "terminal.unknown", happened: "The terminal type '\(term)' is not known on this machine, nor is xterm-256color.",
      remedy: "Set TERM to a type that `toe -a` lists.")
  }

  static func cannotPlace(_ term: String) -> TerminalProblem {
    TerminalProblem(
      "terminal.dumb", happened: "The terminal type '\(term)' cannot place the cursor.",
      remedy: "Set TERM to what the terminal really is, for instance xterm-256color.")
  }

  static let cannotOpen = TerminalProblem(
    "terminal.closed", happened: "The terminal could not be opened.",
    because: "It is in use by this program already, or the system refused a descriptor.")
}
