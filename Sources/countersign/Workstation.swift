import ArgumentParser
import Catalog
import Console
import Foundation
import Governance
import Operations
import Terminal

/// How the console looks.
struct LookOptions: ParsableArguments {
  @Option(help: "The theme: \(ThemeIndex.names.joined(separator: ", ")), or a file of your own.") var theme = "dark"
  @Flag(help: "Draw with ASCII only.") var ascii = false
  @Flag(inversion: .prefixedNo, help: "Take clicks and the wheel.") var mouse = true
  @Flag(help: "For slow lines: no spinner, flash or sparkline.") var calm = false

  func screen(_ environment: [String: String]) throws(TerminalProblem) -> ScreenOptions {
    var options = ScreenOptions(theme: try chosenTheme(), environment: environment)
    options.mouse = mouse
    options.asciiOnly = ascii
    return options
  }

  private func chosenTheme() throws(TerminalProblem) -> Theme {
    guard theme.hasSuffix(".yaml") else { return try ThemeIndex.theme(named: theme) }
    guard let data = FileManager.default.contents(atPath: theme) else {
      throw TerminalProblem(
        "theme.unreadable", happened: "\(theme) cannot be read.", remedy: "Check the name and who may read it.")
    }
    return try Theme(yaml: String(decoding: data, as: UTF8.self), from: theme)
  }
}

/// A console on a catalog.
struct Workstation: Sendable {
  var settings: ConnectionSettings
  /// The moment every screen shows; nil is the present.
  var asOf: Instant?
  /// Pins the clock, for pictures.
  var pinned: Instant?

  /// Opens the console and returns when the officer has left.
  func open(_ look: LookOptions) async throws(Problem) {
    let environment = ProcessInfo.processInfo.environment
    let desk = Workbench(settings)
    try await desk.open()
    if let asOf { try await desk.show(asOf: asOf) }
    do throws(TerminalProblem) {
      let drafts: any DraftStore = FolderDrafts.usual(environment) ?? MemoryDrafts()
      try await Console.run(
        workbench: desk,
        options: ConsoleOptions(
          screen: try look.screen(environment), now: pinned, asOf: asOf, calm: look.calm, drafts: drafts))
    } catch {
      throw Problem(
        .usage, error.code, happened: error.happened, because: error.because, remedy: error.remedy)
    }
  }
}
