package import Operations
package import Terminal

/// Opens the console on a workbench and returns when the officer has left; the terminal is as it was before.
///
/// - Throws: `terminal.none`, `terminal.unknown`, `terminal.dumb`, `terminal.closed`.
package func run(workbench: Workbench, options: ConsoleOptions) async throws(TerminalProblem) {
  try await run(
    desk: WorkbenchDesk(workbench: workbench, press: options.press, engine: options.engine), options: options)
}

/// The same on any desk.
package func run(desk: any Desk, options: ConsoleOptions) async throws(TerminalProblem) {
  let loop = ConsoleLoop(thread: TerminalThread(), desk: desk, options: options)
  try await loop.run()
}
