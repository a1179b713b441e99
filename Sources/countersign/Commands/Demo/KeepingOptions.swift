import ArgumentParser
import Catalog
import Evidence
import Exchange
import Foundation
import Governance
import Operations

/// What is done with a Postgres of our own besides opening the console on it.
struct KeepingOptions: ParsableArguments {
  @Flag(help: "Print the connection settings and stay up until told to stop, for scripts.") var headless = false
  @Flag(help: "Stop it.") var stop = false
  @Flag(help: "Remove it with all that is in it.") var reset = false
  @Flag(help: "Say whether it runs.") var status = false

  /// Does what one of the flags asks for; false when none does.
  func handled(_ postgres: PrivatePostgres, _ output: Output) throws(Problem) -> Bool {
    if status {
      try tell(postgres.status(), output)
      return true
    }
    if stop {
      guard postgres.stop() else {
        throw Problem(
          .fault, "postgres.stop", happened: "The server does not stop.", because: "Its log is \(postgres.log.path).",
          remedy: "Look there, then stop the process yourself.")
      }
      output.say("Stopped.")
      return true
    }
    if reset {
      try postgres.reset()
      output.say("Removed.")
      return true
    }
    return false
  }

  /// Opens the console, or stays up without one, and meanwhile has the log sealed and gates decided; stops the server when nobody else
  /// uses it.
  ///
  /// - Parameters:
  ///   - sealer: the login that seals.
  ///   - gatekeeper: the login that decides gates.
  func use(
    _ own: OwnCatalog, as person: String, asOf moment: Instant?, look: LookOptions, pinned: Instant?, logins: [String],
    sealer: String, gatekeeper: String, _ output: Output
  ) async throws(Problem) {
    defer { own.postgres.leave() }
    // A world whose clock stands still is left as it is.
    guard pinned == nil else {
      return try await show(own, as: person, asOf: moment, look: look, pinned: pinned, logins: logins, output)
    }
    let tending = Task { await own.tendLog(as: sealer, through: Courier()) }
    defer { tending.cancel() }
    try await OwnGatekeeper.beside(own.connection(as: gatekeeper)) { () async throws(Problem) in
      try await show(own, as: person, asOf: moment, look: look, pinned: nil, logins: logins, output)
    }
  }

  private func show(
    _ own: OwnCatalog, as person: String, asOf moment: Instant?, look: LookOptions, pinned: Instant?, logins: [String],
    _ output: Output
  ) async throws(Problem) {
    guard headless else {
      return try await Workstation(
        settings: own.connection(as: person), asOf: moment, pinned: pinned, keyRing: own.keyRing(of: person)
      ).open(look)
    }
    // Whoever reads the line may end the program at once.
    let ended = await Interruption.noted()
    if output.json {
      try output.document(
        .fields([
          ("conninfo", .string(own.settings.conninfo(user: person))), ("host", .string(own.settings.host)),
          ("port", .integer(own.settings.port)), ("database", .string(own.settings.database)),
          ("logins", .texts(logins)), ("keys", .string(own.keys.path)),
        ]))
    } else {
      output.line(own.settings.conninfo(user: person))
    }
    for await _ in ended {}
  }

  private func tell(_ status: PrivatePostgres.Status, _ output: Output) throws(Problem) {
    if output.json {
      try output.document(
        .fields([
          ("state", .string(status.state.rawValue)), ("home", .string(status.home)),
          ("major", status.major.map { .integer($0) } ?? .null),
          ("process", status.process.map { .integer(Int($0)) } ?? .null), ("since", .instant(status.since)),
          ("used", .bool(status.isUsed)), ("host", .text(status.settings?.host)),
        ]))
      return
    }
    output.line("\(status.state.rawValue)  \(status.home)\(status.isUsed ? "  in use" : "")")
    if let settings = status.settings { output.line("socket  \(settings.host)") }
  }
}

/// Who the operating system says is here.
enum OperatingSystemPerson {
  static var name: String { NSUserName() }
}
