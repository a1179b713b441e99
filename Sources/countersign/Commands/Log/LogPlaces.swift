import ArgumentParser
import Evidence
import Governance
import Operations

/// `log place`
struct LogPlaceCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "place", abstract: "Places outside that take checkpoints: out of the reach of who rules the catalog.",
    discussion: """
      A daemon with --log-key hands them over. A folder gets `checkpoint`, `checkpoints/` and the hashes of all leaves as \
      `tile/`; a git repository the same, a commit a checkpoint; a webhook the signed checkpoint by POST. Let others keep \
      them than those who administer the catalog.
      """,
    subcommands: [AddLogPlace.self, RemoveLogPlace.self, ListLogPlaces.self])
}

/// `log place add`
struct AddLogPlace: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "add", abstract: "Add a place that takes checkpoints.")
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "What to call it: small letters, digits, dots, hyphens.") var name: String
  @Option(help: "folder, git or webhook.") var kind: LogPlace.Kind
  @Option(help: "The folder as the daemon sees it, the repository's address, or the webhook's.") var address: String
  @Option(help: ArgumentHelp("How often it takes one.", valueName: "seconds")) var every: Int64 = 3600
  @Option(help: "Why, in words.") var reason: String

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      let place = LogPlace(name: name, kind: kind, address: address, every: every)
      try output.recorded(try await desk.addLogPlace(place, reason: reason, channel: .command))
    }
  }
}

/// `log place remove`
struct RemoveLogPlace: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Hand no more checkpoints to a place.")
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "Its name.") var name: String
  @Option(help: "Why, in words.") var reason: String

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      try output.recorded(try await desk.removeLogPlace(name, reason: reason, channel: .command))
    }
  }
}

/// `log place list`
struct ListLogPlaces: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Places that take checkpoints; status 1 when one has missed two.")
  @OptionGroup var globals: GlobalOptions

  func run() async throws {
    try await globals.withDesk { desk, output throws(Problem) in
      let places = try await desk.logPlaces()
      if output.json {
        try output.document(.fields([("items", .array(places.map { .place($0) })), ("next", .null)]))
      } else {
        output.table(
          ["NAME", "KIND", "EVERY", "LAST TAKEN", "LEAVES", "MISSED", "ADDRESS", "TROUBLE"],
          places.map { place in
            [
              place.name, place.kind.rawValue, "\(place.every) s", place.takenAt?.rfc3339 ?? "never",
              place.takenSize.map { String($0) } ?? "", String(place.missed), place.address, place.trouble,
            ]
          })
      }
      try LogPlace.mustTake(places)
    }
  }
}

/// `log status`
struct ShowLogStatus: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "How far the log is sealed, what waits, and who has its checkpoints.")
  @OptionGroup var globals: GlobalOptions

  func run() async throws {
    try await globals.withDesk { desk, output throws(Problem) in
      let standing = try await desk.logStanding()
      let places = try await desk.logPlaces()
      if output.json {
        try output.document(
          .fields([
            ("size", .integer(standing.size)), ("sealed_at", .instant(standing.sealedAt)),
            ("unsealed", .integer(standing.waiting)), ("oldest_unsealed", .instant(standing.oldest)),
            ("lag_seconds", .integer(standing.lag)),
            ("checkpoint_size", standing.checkpointSize.map { .integer($0) } ?? .null),
            ("checkpoint_at", .instant(standing.checkpointAt)), ("places", .array(places.map { .place($0) })),
          ]))
      } else {
        let waiting = standing.waiting > 10_000 ? "more than 10000" : String(standing.waiting)
        output.line("\(standing.size) leaves sealed, the last \(standing.sealedAt?.rfc3339 ?? "never")")
        output.line("\(waiting) rows wait, the oldest for \(standing.lag) s")
        output.line(
          "newest checkpoint: "
            + (standing.checkpointAt.map { "\(standing.checkpointSize ?? 0) leaves, \($0.rfc3339)" } ?? "none"))
        for place in places {
          output.line(
            Plain.visible("\(place.name) (\(place.kind.rawValue)): last took one \(place.takenAt?.rfc3339 ?? "never")"))
        }
      }
      try LogPlace.mustTake(places)
    }
  }
}

extension LogPlace.Kind: ExpressibleByArgument {}

extension LogPlace {
  /// - Throws: `place.missed` when one has missed two checkpoints.
  fileprivate static func mustTake(_ places: [LogPlace]) throws(Problem) {
    let late = places.filter(\.isAlarming)
    guard let first = late.first else { return }
    throw Problem(
      .unmet, "place.missed",
      happened: "\(late.map(\.name).joined(separator: ", ")) missed two checkpoints or more.",
      because: first.trouble.isEmpty ? "No daemon has handed one over: it needs --log-key." : first.trouble,
      remedy: "Look at the place, and at the daemon with --log-key.")
  }
}

extension JSONValue {
  fileprivate static func place(_ place: LogPlace) -> JSONValue {
    .fields([
      ("name", .string(place.name)), ("kind", .string(place.kind.rawValue)), ("address", .string(place.address)),
      ("every_seconds", .integer(place.every)), ("taken_at", .instant(place.takenAt)),
      ("taken_size", place.takenSize.map { .integer($0) } ?? .null), ("missed", .integer(place.missed)),
      ("alarm", .bool(place.isAlarming)), ("trouble", .string(place.trouble)),
    ])
  }
}
