import ArgumentParser
import Catalog

import Governance
import Operations
import Terminal

/// How the console looks.
struct LookOptions: ParsableArguments {
  @Option(help: "The theme; `themes` of the manual lists them.") var theme = "dark"
  @Flag(help: "Draw with ASCII only.") var ascii = false
  @Flag(inversion: .prefixedNo, help: "Take clicks and the wheel.") var mouse = true
  @Flag(help: "For slow lines: no spinner, flash or sparkline.") var calm = false
}

/// A console on a catalog.
struct Workstation: Sendable {
  var settings: ConnectionSettings
  var asOf: Instant?
  var pinned: Instant?

  func open(_ look: LookOptions) async throws(Problem) {
  }
}
