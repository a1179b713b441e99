import Catalog
import Foundation
import Governance
import Operations
import Shadow
import TestSupport

extension Office {
  /// Hires, and answers the workbench.
  func desk(hiring name: String, _ right: String, team: String? = "office") throws -> Workbench {
    try hire(name, right, team: team)
    return Workbench(settings(name))
  }
}

/// An office in which production answers prompts, and versions that answer them again.
struct ReplayOffice {
  let office: Office
  /// A builder of the team that owns the artifact.
  let bea: Workbench
  /// Sets endpoints.
  let lea: Workbench
  private let ingest: Workbench

  init() async throws {
    office = try await Office.open()
    bea = Workbench(office.settings("bea"))
    lea = Workbench(office.settings("lea"))
    ingest = Workbench(office.settings("ing"))
    try office.hire("bea", "builder", team: "claims")
    try office.hire("lea", "lead")
    try office.hire("ing", "ingest")
  }

  func register(_ artifact: String, _ label: String, kind: ArtifactKind = .model, body: String? = nil) async throws {
    _ = try await bea.register(
      Registration(
        artifact: artifact, kind: kind, team: "claims", owner: "bea", tier: .high, label: label,
        body: body ?? #"{"weights":"\#(label)"}"#, message: "a release"), channel: .command)
  }

  /// Prices as the stand-in bills.
  func serve(
    _ artifact: String, at url: String, ceiling: DataClass = .green, model: String? = nil, version: String? = nil,
    isIdempotent: Bool = true, atOnce: Int = 4
  ) async throws {
    _ = try await lea.setShadowEndpoint(
      artifact, version: try version.map { try VersionName("\(artifact)@\($0)") },
      ShadowEndpoint(
        url: url, model: model, ceiling: ceiling, priceIn: "1", priceOut: "2", currency: "EUR", maxTokens: 2000,
        perMinute: 600_000, atOnce: atOnce, isIdempotent: isIdempotent), reason: "to be tried", channel: .command)
  }

  /// What production was asked, an hour ago.
  struct Live: Sendable {
    var id: String
    var model: String
    var messages: [StandIn.Answer.Message]
    var answer: String
    var dataClass: DataClass?
    var retrieved: DataClass?
  }

  func take(_ live: [Live]) async throws {
    let at = ISO8601DateFormatter().string(from: Date(timeIntervalSinceNow: -3600))
    let lines = try live.map { event in
      func message(_ role: String, _ content: String) -> [String: Any] {
        ["role": role, "parts": [["type": "text", "content": content]]]
      }
      var line: [String: Any] = [
        "event_id": event.id, "started_at": at, "model": event.model, "model_version": "live",
        "environment": "production", "input_messages": event.messages.map { message($0.role, $0.content) },
        "output_messages": [message("assistant", event.answer)],
      ]
      line["data_class"] = event.dataClass?.rawValue
      if let retrieved = event.retrieved {
        line["retrieved"] = [["index": "notes", "row_key": event.id, "data_class": retrieved.rawValue]]
      }
      return String(decoding: try JSONSerialization.data(withJSONObject: line), as: UTF8.self)
    }
    let file = FileManager.default.temporaryDirectory.appending(path: "countersign-live-\(UUID().uuidString)")
    try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let reports = try await ingest.ingestGenerations(files: [file.path], producer: "tests")
    guard reports.first?.taken == live.count else { throw CocoaError(.fileReadCorruptFile) }
  }

  /// A small world: versions 1 to 3 that say "VERSION: QUESTION", and so many green questions.
  func small(_ prompts: Int = 40) async throws -> [StandIn.Answer] {
    for label in ["1", "2", "3"] { try await register("triage", label) }
    let asked = (1...prompts).map { [StandIn.Answer.Message(role: "user", content: "Question \($0)?")] }
    try await take(
      asked.enumerated().map { place, messages in
        Live(id: "live-\(place)", model: "triage", messages: messages, answer: "An answer.", dataClass: .green)
      })
    return asked.flatMap { messages in
      ["1", "2", "3"].map { label in
        StandIn.Answer(
          model: label, messages: messages, text: "\(label): \(messages[0].content)", tokens_in: 10, tokens_out: 20)
      }
    }
  }

  func count(_ what: String) throws -> Int {
    Int(try office.superuser.value("select count(*) from countersign_private.\(what)") ?? "") ?? -1
  }
}
