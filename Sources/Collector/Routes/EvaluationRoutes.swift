import Evidence
import Governance
import HTTPTypes
import Hummingbird
import Ingest
import Operations

/// `POST /v1/evaluations`: figures that others measured, as `ingest evaluations` takes them: a list or lines of our own shape, a
/// log of OpenAI Evals, a run of MLflow. What a report does not say itself stands in the query: `for=ARTIFACT@VERSION`,
/// `kind`, `supplier`, `suite`, `dataset`, `dataset_version`, `judge`, `judge_version`, `environment`.
struct EvaluationRoutes: Sendable {
  let reception: Reception

  func add(to router: Router<BasicRequestContext>) {
    let route = "/v1/evaluations"
    router.post(RouterPath(route)) { request, _ in
      await reception.take(request, route, scope: .evaluations) { desk, delivery, body in
        let lines = try GenerationRoutes.lines(body, type: request.headers[.contentType])
        let asked = Dictionary(
          request.uri.queryParameters.map { (String($0.key), String($0.value)) }, uniquingKeysWith: { $1 })
        let figures = DeliveredLines(
          figures: lines, digest: ContentDigest(of: body).hex, defaults: try FigureDefaults.members(asked))
        let report = try await desk.receive(
          delivery, EvaluationLines.self, scope: .evaluations, figures, now: try await reception.clock.now(desk))
        reception.note(report.counts, route)
        return AnswerStyle.json.answer(.ok, .report(report))
      }
    }
  }
}
