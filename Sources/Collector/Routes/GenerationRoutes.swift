import Evidence
import HTTPTypes
import Hummingbird
import Ingest
import Operations

/// `POST /v1/generations`: a JSON array, or one JSON object a line.
struct GenerationRoutes: Sendable {
  let reception: Reception

  var intakes: [Intake] {
    [
      .lines("/v1/generations", GenerationLines.self, scope: .generations, reception, read: GenerationRoutes.lines) {
        report, _ in AnswerStyle.json.answer(.ok, .report(report))
      }
    ]
  }

  static func lines(_ body: [UInt8], _ label: BodyLabel) throws -> DeliveredLines {
    let type =
      label.type?.split(separator: ";").first.map { $0.lowercased().filter { $0 != " " } } ?? "application/x-ndjson"
    switch type {
    case "application/json": return try counted(DeliveredLines(body: body))
    case "application/x-ndjson", "application/ndjson", "application/jsonl", "application/x-jsonlines":
      return try counted(DeliveredLines(lines: body))
    default:
      throw RequestProblem(
        .unsupportedMediaType, "body.type", "The body is neither application/json nor application/x-ndjson.")
    }
  }

  private static func counted(_ lines: DeliveredLines) throws -> DeliveredLines {
    if lines.isTooMany {
      throw RequestProblem(
        .contentTooLarge, "body.lines", "The body holds more than \(DeliveredLines.most) records: send them in parts.")
    }
    return lines
  }
}

extension DeliveredLines {
  /// - Throws: a refusal of the whole body.
  init(body: [UInt8]) throws(Refusal) {
    do throws(JSONRefusal) {
      try self.init(json: body)
    } catch {
      throw Refusal("body.json", "The body is no JSON that can be taken. \(error.sentence)")
    }
  }
}

extension JSONValue {
  /// `{"known", "queued", "refused", "refusals": [{"line", "code", "reason"}], "taken"}`
  static func report(_ report: DeliveryReport) -> JSONValue { .object(members(report)) }

  /// The same, and `"waiting"`: reports whose events have not come.
  static func flagReport(_ report: DeliveryReport) -> JSONValue {
    .object(members(report) + [.init("waiting", .number(String(report.counts.waiting)))])
  }

  private static func members(_ report: DeliveryReport) -> [Member] {
    [
      .init("taken", .number(String(report.counts.taken))), .init("known", .number(String(report.counts.known))),
      .init("refused", .number(String(report.counts.refused))), .init("queued", .number(String(report.counts.queued))),
      .init(
        "refusals",
        .array(
          report.refusals.map {
            [
              "line": .number(String($0.line)), "code": .string($0.refusal.code), "reason": .string($0.refusal.reason),
            ]
          })),
    ]
  }
}
