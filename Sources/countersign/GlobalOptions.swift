import ArgumentParser
import Catalog
import Evidence
import Foundation
import Governance
import Operations

/// What every subcommand understands.
struct GlobalOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Where the catalog is: a libpq connection string or URI.", valueName: "conninfo"))
  var catalog: String?

  @Option(help: ArgumentHelp("Show a past moment, as recorded by then (RFC 3339).", valueName: "time"))
  var asOf: String?

  @Flag(help: "Print one JSON document.")
  var json = false

  @Flag(help: "Refuse every write.")
  var readOnly = false

  @Flag(help: "Print no messages on standard error, but errors.")
  var quiet = false

  var moment: Instant? {
    get throws(Problem) {
      guard let asOf else { return nil }
      return try Instant(option: "--as-of", asOf)
    }
  }

  func settings() throws(Problem) -> ConnectionSettings {
    try .found(given: catalog, environment: ProcessInfo.processInfo.environment, readOnly: readOnly)
  }

  /// Runs a subcommand on an open workbench, and ends the program with the status of what it throws.
  func withDesk(
    writes: Bool = false, keyRing: (any KeyRing)? = nil, _ body: (Workbench, Output) async throws(Problem) -> Void
  ) async throws {
    try await reporting { output throws(Problem) in
      let moment = try moment
      if writes, moment != nil {
        throw Problem(
          .usage, "as-of.write", happened: "Nothing can be written to the past.", remedy: "Leave out --as-of.")
      }
      let desk = Workbench(try settings(), keyRing: keyRing)
      try await desk.open()
      if let moment {
        guard try await desk.nowOnServer() >= moment else {
          throw Problem(
            .usage, "as-of.future", happened: "The moment asked for lies in the future.",
            remedy: "Name a moment that has passed.")
        }
        try await desk.show(asOf: moment)
      }
      try await body(desk, output)
    }
  }

  /// Runs a subcommand and ends the program with the status of what it throws.
  func reporting(_ body: (Output) async throws(Problem) -> Void) async throws {
    let output = Output(json: json, quiet: quiet)
    do throws(Problem) {
      try await body(output)
    } catch {
      output.fail(error)
      throw ExitCode(error.exitStatus)
    }
  }
}

extension Instant {
  /// Reads the value of an option.
  init(option: String, _ text: String) throws(Problem) {
    guard let reading = Instant.reading(of: text) ?? Instant.reading(of: text + "T00:00:00Z") else {
      throw Problem(
        .usage, "time", happened: "\(option) needs a time.", because: "What was given is not RFC 3339.",
        remedy: "Write it like 2026-11-21T17:24:00Z, or only the day.")
    }
    self = reading.instant
  }
}
