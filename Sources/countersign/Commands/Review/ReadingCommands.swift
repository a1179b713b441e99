import ArgumentParser
import Evidence
import Governance
import Operations

/// `review reveal`
struct RevealReviewCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reveal", abstract: "Show yourself what is masked of an item, for an hour.",
    discussion: """
      Masked is what is beyond your clearance, and what the tier policy covers by its list `masking`. The act is \
      recorded with its reason before anything is shown; then read the item: review show.
      """)
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "The item's number.") var item: Int64
  @Option(help: "Why, in words.") var reason: String

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      try output.recorded(try await desk.reveal(item, reason: reason, channel: .command))
    }
  }
}

/// `review clearance`
struct ReviewClearance: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clearance", abstract: "Up to which class of data people read; what is beyond it comes masked.",
    discussion: """
      Without --class it lists what is set. An administrator sets it: of one person, or with --others of all who have \
      none of their own. Without any, everything is read. What nobody has classed stands as yellow.
      """)
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "The person.") var person: String?
  @Flag(help: "All who have no clearance of their own.") var others = false
  @Option(name: .customLong("class"), help: "\(DataClass.allCases.map(\.rawValue).joined(separator: ", ")).")
  var dataClass: DataClass?

  @Option(help: "Why, in words.") var reason: String?

  func run() async throws {
    try await globals.withDesk(writes: dataClass != nil) { desk, output throws(Problem) in
      if let dataClass {
        guard (person == nil) == others else {
          throw Problem(
            .usage, "clearance.whose", happened: "A clearance is of a person, or of --others.",
            remedy: "Name one of the two.")
        }
        return try output.recorded(
          try await desk.setClearance(of: person, dataClass, reason: reason ?? "", channel: .command))
      }
      let rows = try await desk.clearances().filter { person == nil || $0.person == person }
      guard !output.json else {
        return try output.list(Page(rows: rows)) {
          .fields([
            ("person", .text($0.person)), ("class", .string($0.dataClass.rawValue)), ("reason", .string($0.reason)),
            ("set_by", .string($0.setBy)), ("recorded_at", .instant($0.at)),
          ])
        }
      }
      output.table(
        ["PERSON", "CLASS", "BY", "REASON"],
        rows.map { [$0.person ?? "(others)", $0.dataClass.rawValue, $0.setBy, $0.reason] })
    }
  }
}

/// `review attention`
struct ReviewAttention: AsyncParsableCommand {
  enum Switch: String, ExpressibleByArgument, CaseIterable { case on, off }
  static let configuration = CommandConfiguration(
    commandName: "attention", abstract: "How you read the items you decided, or whether the office keeps it.",
    discussion: """
      It is off unless a lead or an administrator switches it on. What is kept (lines that were on the screen, seconds) \
      is seen by who read, and by nobody else.
      """)
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "on or off; without it your own readings are listed.") var to: Switch?
  @Option(help: "Why, in words; needed with on and off.") var reason: String?
  @Option(help: "At most so many.") var limit = 50

  func run() async throws {
    try await globals.withDesk(writes: to != nil) { desk, output throws(Problem) in
      if let to {
        return try output.recorded(
          try await desk.setAttention(to == .on, reason: reason ?? "", channel: .command))
      }
      let rows = try await desk.attention(limit: limit)
      guard !output.json else {
        return try output.list(Page(rows: rows)) {
          .fields([
            ("item", .integer($0.item)), ("lines_shown", .integer($0.attention.linesShown)),
            ("lines", .integer($0.attention.lines)), ("seconds", .integer($0.attention.seconds)),
            ("recorded_at", .instant($0.at)),
          ])
        }
      }
      output.table(
        ["ITEM", "LINES", "SECONDS", "AT"],
        rows.map {
          [
            String($0.item), "\($0.attention.linesShown) of \($0.attention.lines)", String($0.attention.seconds),
            $0.at.rfc3339,
          ]
        })
    }
  }
}
