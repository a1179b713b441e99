import HTTPTypes
import Ingest
import Operations

/// `POST /v1/flags`: what checkers say of events, a JSON array or one JSON object a line.
struct FlagRoutes: Sendable {
  let reception: Reception

  var intakes: [Intake] {
    [
      .lines("/v1/flags", FlagLines.self, scope: .flags, reception, read: GenerationRoutes.lines) { report, _ in
        AnswerStyle.json.answer(.ok, .flagReport(report))
      }
    ]
  }
}
