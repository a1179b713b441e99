import Evidence
import HTTPTypes
import Hummingbird
import Ingest
import Operations

/// `POST /v1/generations`: a JSON array, or one JSON object a line.
struct GenerationRoutes: Sendable {
  let reception: Reception

  func add(to router: Router<BasicRequestContext>) {
    let route = "/v1/generations"
    router.post(RouterPath(route)) { request, _ in
      await reception.answer(request, route, .json, scope: .generations) { desk, delivery, body in
        let lines = try GenerationRoutes.lines(body, type: request.headers[.contentType])
        let report = try await desk.receive(
          delivery, GenerationLines.self, scope: .generations, lines, now: try await reception.clock.now(desk))
        reception.note(report.counts, route)
        return AnswerStyle.json.answer(.ok, .report(report))
      }
    }
  }

  static func lines(_ body: [UInt8], type: String?) throws -> DeliveredLines {
    let type = type?.split(separator: ";").first.map { $0.lowercased().filter { $0 != " " } } ?? "application/x-ndjson"
    switch type {
    case "application/json":
      return try DeliveredLines(body: body)
    case "application/x-ndjson", "application/ndjson", "application/jsonl", "application/x-jsonlines":
      return DeliveredLines(lines: body)
    default:
      throw RequestProblem(
        .unsupportedMediaType, "body.type", "The body is neither application/json nor application/x-ndjson.")
    }
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
  static func report(_ report: DeliveryReport) -> JSONValue {
    [
      "taken": .number(String(report.counts.taken)), "known": .number(String(report.counts.known)),
      "refused": .number(String(report.counts.refused)), "queued": .number(String(report.counts.queued)),
      "refusals": .array(
        report.refusals.map {
          [
            "line": .number(String($0.line)), "code": .string($0.refusal.code), "reason": .string($0.refusal.reason),
          ]
        }),
    ]
  }
}
