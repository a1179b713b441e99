import ArgumentParser
import Evidence
import Foundation
import Governance
import Operations

/// `request`: what authorities, auditors and persons ask of the office.
struct RequestCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "request",
    abstract: "Requests of authorities, auditors and persons, with clock and what was handed out.",
    subcommands: [
      OpenRequestCommand.self, ListRequestsCommand.self, ShowRequest.self, ExtendRequestCommand.self,
      HandOutCommand.self, AnswerRequestCommand.self,
    ])
}

extension RequestRow.Kind: ExpressibleByArgument {}

/// `request open`
struct OpenRequestCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "open", abstract: "Record a request that came; its clock runs from when it came.",
    discussion: """
      What a person asks about their own data is due in a month (Regulation (EU) 2016/679, Art. 12(3)). An authority or an \
      auditor says when they expect an answer: --due.
      """)
  @OptionGroup var globals: GlobalOptions
  @Option(help: "Who asks: \(RequestRow.Kind.allCases.map(\.rawValue).joined(separator: ", ")).")
  var kind: RequestRow.Kind
  @Option(help: "The name of who asks.") var by: String
  @Option(help: "What is asked for.") var what: String
  @Option(help: ArgumentHelp("When it came.", valueName: "time")) var receivedAt: String
  @Option(help: "The artifact it is about; without it the office as a whole.") var scope: String?
  @Option(help: ArgumentHelp("By when who asks expects an answer.", valueName: "time")) var due: String?

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      let until: Instant? = if let due { try Instant(option: "--due", due) } else { nil }
      let answer = try await desk.openRequest(
        RequestNotice(
          kind: kind, askedBy: by, what: what, receivedAt: try Instant(option: "--received-at", receivedAt),
          scope: scope ?? "", due: until), channel: .command)
      try output.recorded(answer.recorded, [("request", .integer(answer.request)), ("due", .instant(answer.due))])
    }
  }
}

/// `request list`
struct ListRequestsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Open requests, by what is due first.")
  @OptionGroup var globals: GlobalOptions
  @OptionGroup var paging: PageOptions
  @Flag(help: "Answered ones too.") var all = false

  func run() async throws {
    try await globals.withDesk { desk, output throws(Problem) in
      let page = try await desk.requests(all: all, at: paging.place, limit: paging.limit)
      guard !output.json else { return try output.list(page) { .fields(JSONValue.members(of: $0)) } }
      output.table(
        ["NO", "STATE", "KIND", "DUE", "SCOPE", "BY", "WHAT"],
        page.rows.map {
          [String($0.id), $0.state, $0.kind.rawValue, $0.due.rfc3339, $0.scope, $0.askedBy, $0.what]
        })
      paging.tell(page, output)
    }
  }
}

/// `request show`
struct ShowRequest: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "A request with its clock, what was handed out, and its history.")
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "The request's number.") var request: Int64

  func run() async throws {
    try await globals.withDesk { desk, output throws(Problem) in
      let (row, acts) = try await desk.request(request)
      guard !output.json else {
        return try output.document(
          .fields(JSONValue.members(of: row) + [("acts", .array(acts.map { JSONValue.act($0) }))]))
      }
      var lines = [
        "request \(row.id)  \(row.state)  \(row.kind.rawValue)  by \(row.askedBy)",
        "asks: \(row.what)", "about: \(row.scope.isEmpty ? "the office as a whole" : row.scope)",
        "received \(row.receivedAt.rfc3339), due \(row.due.rfc3339) (the latest end \(row.ends.rfc3339))  \(row.source)",
        "opened by \(row.openedBy), \(row.recordedAt.rfc3339)",
      ]
      lines += acts.map { act in
        let handed = act.handed.map { "  \($0)  sha256:\(act.digest ?? "")" } ?? ""
        let due = act.due.map { "  due \($0.rfc3339)" } ?? ""
        return "\(act.recordedAt.rfc3339)  \(act.act)\(handed)\(due)  \(act.person): \(act.reason)"
      }
      for line in lines { output.line(Plain.visible(line)) }
    }
  }
}

/// Which request, and why.
struct RequestActArguments: ParsableArguments {
  @Argument(help: "The request's number.") var request: Int64
  @Option(help: "Why, in words.") var reason: String
}

/// `request extend`
struct ExtendRequestCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "extend", abstract: "Put it off by as many further months as its law gives; once.")
  @OptionGroup var globals: GlobalOptions
  @OptionGroup var act: RequestActArguments
  @Option(help: "Further months.") var months: Int

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      try output.recorded(
        try await desk.extendRequest(act.request, months: months, reason: act.reason, channel: .command))
    }
  }
}

/// `request hand-out`
struct HandOutCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hand-out", abstract: "Record what was handed out for it: a pack, or a file by its digest.")
  @OptionGroup var globals: GlobalOptions
  @OptionGroup var act: RequestActArguments
  @Option(help: "The number of a pack of ours.") var pack: Int64?
  @Option(help: ArgumentHelp("A file; its name and SHA-256 are recorded, not what it says.", valueName: "file"))
  var file: String?

  func validate() throws {
    if (pack == nil) == (file == nil) { throw ValidationError("Name --pack or --file.") }
  }

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      var digest: [UInt8]?
      if let file {
        guard let data = FileManager.default.contents(atPath: file) else {
          throw Problem(.notFound, "file.unreadable", happened: "\(file) cannot be read.", remedy: "Check the name.")
        }
        digest = ContentDigest(of: Array(data)).bytes
      }
      try output.recorded(
        try await desk.handOut(
          for: act.request, pack: pack, named: file.map { URL(fileURLWithPath: $0).lastPathComponent }, digest: digest,
          reason: act.reason, channel: .command))
    }
  }
}

/// `request answer`
struct AnswerRequestCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "answer", abstract: "Record that it was answered, or refused.")
  @OptionGroup var globals: GlobalOptions
  @OptionGroup var act: RequestActArguments
  @Flag(help: "It was refused.") var refused = false
  @Option(help: ArgumentHelp("When the answer went out; without it now.", valueName: "time")) var at: String?

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      let moment: Instant? = if let at { try Instant(option: "--at", at) } else { nil }
      try output.recorded(
        try await desk.answerRequest(
          act.request, refused: refused, at: moment, reason: act.reason, channel: .command))
    }
  }
}

extension JSONValue {
  fileprivate static func members(of row: RequestRow) -> [(String, JSONValue)] {
    [
      ("id", .integer(row.id)), ("kind", .string(row.kind.rawValue)), ("state", .string(row.state)),
      ("asked_by", .string(row.askedBy)), ("what", .string(row.what)), ("scope", .string(row.scope)),
      ("received_at", .instant(row.receivedAt)), ("due", .instant(row.due)), ("ends", .instant(row.ends)),
      ("source", .string(row.source)), ("zone", .string(row.zone)), ("opened_by", .string(row.openedBy)),
      ("recorded_at", .instant(row.recordedAt)), ("answered_at", .instant(row.answeredAt)),
      ("handed", .integer(row.handed)),
    ]
  }

  fileprivate static func act(_ act: RequestAct) -> JSONValue {
    .fields([
      ("act", .string(act.act)), ("due", .instant(act.due)), ("pack", .integer(act.pack)),
      ("handed", .text(act.handed)), ("digest", .text(act.digest.map { "sha256:" + $0 })),
      ("person", .string(act.person)), ("reason", .string(act.reason)), ("effective_at", .instant(act.effectiveAt)),
      ("recorded_at", .instant(act.recordedAt)),
    ])
  }
}
