import Dispatch
import Glibc
package import Governance
package import Operations

/// Opens the console line by line on a workbench, and returns when the officer has left.
///
/// - Throws: `terminal.none` when nobody sits there: decisions of a script go by subcommands, which say so in the record.
package func runPlain(workbench: Workbench) async throws(Problem) {
  guard isatty(STDIN_FILENO) == 1 else {
    throw Problem(
      .usage, "terminal.none", happened: "--plain needs a person at a terminal, and standard input is none.",
      remedy: "Scripts use subcommands such as `countersign review decide`.")
  }
  let desk = WorkbenchDesk(workbench: workbench)
  let officer = try await desk.officer()
  await PlainSession(desk: desk, dialog: .standard, officer: officer).run()
}

extension LineDialog {
  /// Standard input and output. Waiting for a line blocks a queue of its own and nothing else.
  static let standard: LineDialog = {
    let queue = DispatchQueue(label: "countersign.lines")
    return LineDialog(
      read: {
        await withCheckedContinuation { line in
          queue.async { line.resume(returning: readLine(strippingNewline: true)) }
        }
      },
      write: { text in
        print(text, terminator: "")
        fflush(nil)
      },
      forget: { _ = tcflush(STDIN_FILENO, TCIFLUSH) })
  }()
}
