import HTTPTypes
import Hummingbird
import Ingest
import Operations

/// OTLP over HTTP, in protobuf and in JSON: `POST /v1/traces`, `/v1/logs`, `/v1/metrics`.
struct TelemetryRoutes: Sendable {
  let reception: Reception

  var intakes: [Intake] {
    [
      intake("/v1/traces", counted: "rejectedSpans") { body, style in
        style == .otlpBinary ? try OTLPBinary.traces(body) : try OTLPText.traces(body)
      } take: { desk, delivery, batch in
        try await desk.receive(delivery, batch)
      },
      intake("/v1/logs", counted: "rejectedLogRecords") { body, style in
        style == .otlpBinary ? try OTLPBinary.logs(body) : try OTLPText.logs(body)
      } take: { desk, delivery, batch in
        try await desk.receive(delivery, batch)
      },
      intake("/v1/metrics", counted: "rejectedDataPoints") { body, style in
        style == .otlpBinary ? try OTLPBinary.metrics(body) : try OTLPText.metrics(body)
      } take: { desk, delivery, counts in
        try await desk.receive(delivery, counts: counts)
      },
    ]
  }

  private func intake<Batch>(
    _ route: String, counted name: String, read: @escaping @Sendable ([UInt8], AnswerStyle) throws -> Batch,
    take: @escaping @Sendable (Workbench, Delivery, Batch) async throws -> IngestReport
  ) -> Intake {
    Intake(
      route: route, scope: .otlp, style: TelemetryRoutes.style,
      check: { _ = try read($0, TelemetryRoutes.style($1.type) ?? .otlpText) }
    ) { desk, delivery, body, label in
      let style = TelemetryRoutes.style(label.type) ?? .otlpText
      let report = try await take(desk, delivery, try read(body, style))
      reception.note(report, route)
      return style.partialSuccess(report.refused, counted: name)
    }
  }

  static func style(_ type: String?) -> AnswerStyle? {
    switch type?.split(separator: ";").first.map({ $0.lowercased().filter { $0 != " " } }) {
    case "application/x-protobuf": .otlpBinary
    case "application/json": .otlpText
    default: nil
    }
  }
}
