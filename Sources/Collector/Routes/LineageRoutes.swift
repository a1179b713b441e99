import Evidence
import HTTPTypes
import Hummingbird
import Ingest
import Operations

/// `POST /api/v1/lineage`: one OpenLineage event, or a list of them; `/api/v1/lineage/batch` is the same for a list.
struct LineageRoutes: Sendable {
  let reception: Reception

  var intakes: [Intake] {
    ["/api/v1/lineage", "/api/v1/lineage/batch"].map { route in
      .lines(
        route, OpenLineage.self, scope: .openlineage, reception, read: { body, _ in try DeliveredLines(body: body) }
      ) { report, body in
        LineageRoutes.answer(report, isList: body.first { $0 > 0x20 } == UInt8(ascii: "["))
      }
    }
  }

  private static func answer(_ report: DeliveryReport, isList: Bool) -> Response {
    guard isList else {
      guard let (_, refusal) = report.refusals.first else {
        return AnswerStyle.json.answer(.created, .report(report))
      }
      return AnswerStyle.json.refusal(RequestProblem(refusal))
    }
    let counts = report.counts
    return AnswerStyle.json.answer(
      .ok,
      [
        "status": .string(counts.refused == 0 ? "success" : "partial_success"),
        "summary": [
          "received": .number(String(counts.lines)), "successful": .number(String(counts.lines - counts.refused)),
          "failed": .number(String(counts.refused)), "retriable": 0, "non_retriable": .number(String(counts.refused)),
        ],
        "failed_events": .array(
          report.refusals.map {
            ["index": .number(String($0.line - 1)), "reason": .string($0.refusal.reason), "retriable": false]
          }),
      ])
  }
}
