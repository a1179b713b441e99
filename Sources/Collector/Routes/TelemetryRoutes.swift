import HTTPTypes
import Hummingbird
import Ingest
import Operations

/// OTLP over HTTP, in protobuf and in JSON: `POST /v1/traces`, `/v1/logs`, `/v1/metrics`.
struct TelemetryRoutes: Sendable {
  let reception: Reception

  func add(to router: Router<BasicRequestContext>) {
    add("/v1/traces", to: router) { desk, delivery, body, style in
      let batch = try style == .otlpBinary ? OTLPBinary.traces(body) : OTLPText.traces(body)
      return (try await desk.receive(delivery, batch), "rejectedSpans")
    }
    add("/v1/logs", to: router) { desk, delivery, body, style in
      let batch = try style == .otlpBinary ? OTLPBinary.logs(body) : OTLPText.logs(body)
      return (try await desk.receive(delivery, batch), "rejectedLogRecords")
    }
    add("/v1/metrics", to: router) { desk, delivery, body, style in
      let counts = try style == .otlpBinary ? OTLPBinary.metrics(body) : OTLPText.metrics(body)
      return (try await desk.receive(delivery, counts: counts), "rejectedDataPoints")
    }
  }

  private func add(
    _ route: String, to router: Router<BasicRequestContext>,
    _ take: @escaping @Sendable (Workbench, Delivery, [UInt8], AnswerStyle) async throws -> (IngestReport, String)
  ) {
    router.post(RouterPath(route)) { request, _ in
      guard let style = TelemetryRoutes.style(request.headers[.contentType]) else {
        let problem = RequestProblem(
          .unsupportedMediaType, "body.type", "The body is neither application/x-protobuf nor application/json.")
        reception.tally.answered(route, status: problem.status.code, seconds: 0)
        return AnswerStyle.otlpText.refusal(problem)
      }
      return await reception.answer(request, route, style, scope: .otlp) { desk, delivery, body in
        let (report, name) = try await take(desk, delivery, body, style)
        reception.note(report, route)
        return style.partialSuccess(report.refused, counted: name)
      }
    }
  }

  private static func style(_ type: String?) -> AnswerStyle? {
    switch type?.split(separator: ";").first.map({ $0.lowercased().filter { $0 != " " } }) {
    case "application/x-protobuf": .otlpBinary
    case "application/json": .otlpText
    default: nil
    }
  }
}
