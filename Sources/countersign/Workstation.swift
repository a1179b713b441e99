import ArgumentParser
import Catalog
import Console
import Exchange
import Evidence
import Exchange
import Foundation
import Governance
import Operations
import Terminal

/// How the console looks; what is left out is taken from `config.yaml`.
struct LookOptions: ParsableArguments {
  @Option(
    help: "The theme: \(ThemeIndex.names.joined(separator: ", ")), one of your own, or a file that ends with .yaml.")
  var theme: String?
  @Flag(inversion: .prefixedNo, help: "Draw with ASCII only.") var ascii: Bool?
  @Flag(inversion: .prefixedNo, help: "Take clicks and the wheel.") var mouse: Bool?
  @Flag(inversion: .prefixedNo, help: "For slow lines: no spinner, flash or sparkline, clocks by the minute.")
  var calm: Bool?
  @Flag(help: "Line by line, for screen readers: review and sign without a drawn screen.") var plain = false
  @Option(help: ArgumentHelp("The settings, in place of config.yaml.", valueName: "file")) var config: String?

  /// What holds: these options over the settings' file over what the program does by itself.
  func settings(_ environment: [String: String]) throws(Problem) -> (settings: Settings, warnings: [String]) {
    var (settings, warnings) = try SettingsFile.settings(config, environment: environment)
    if let theme { settings.theme = Settings.Choice(theme, at: "--theme") }
    if let ascii { settings.ascii = Settings.Choice(ascii, at: "--ascii") }
    if let mouse { settings.mouse = Settings.Choice(mouse, at: "--mouse") }
    if let calm { settings.calm = Settings.Choice(calm ? .on : .off, at: "--calm") }
    return (settings, warnings)
  }
}

/// A console on a catalog.
struct Workstation: Sendable {
  var settings: ConnectionSettings
  /// The moment every screen shows; nil is the present.
  var asOf: Instant?
  /// Pins the clock, for pictures.
  var pinned: Instant?
  /// What the person signs with; nil: what the environment names.
  var keyRing: (any KeyRing)?

  /// Opens the console and returns when the officer has left.
  func open(_ look: LookOptions) async throws(Problem) {
    let environment = ProcessInfo.processInfo.environment
    let (settings, warnings) = try look.settings(environment)
    let desk = Workbench(self.settings, keyRing: keyRing ?? KeyOptions.ring(nil, environment))
    try await desk.open()
    if let asOf { try await desk.show(asOf: asOf) }
    if look.plain { return try await Console.runPlain(workbench: desk) }
    do throws(TerminalProblem) {
      let shelf = ThemeShelf(environment)
      var screen = ScreenOptions(theme: try shelf.theme(settings.theme.value), environment: environment)
      screen.mouse = settings.mouse.value
      screen.asciiOnly = settings.ascii.value
      var options = ConsoleOptions(
        screen: screen, now: pinned, asOf: asOf, settings: settings, themeName: settings.theme.value, shelf: shelf,
        drafts: FolderDrafts.usual(environment) ?? MemoryDrafts(),
        views: FolderViews.usual(environment) ?? MemoryViews(),
        columns: FolderColumns.usual(environment) ?? MemoryColumns(), notices: warnings)
      options.environment = environment
      options.engine = PolicyEngines.chosen(environment)
      if let printer = try? WeasyPrint(path: environment["PATH"] ?? "") {
        options.press = { html throws(Problem) in try printer.pdf(of: html) }
      }
      try await Console.run(workbench: desk, options: options)
    } catch {
      throw Problem(error)
    }
  }
}
