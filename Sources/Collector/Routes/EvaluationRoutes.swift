import Evidence
import HTTPTypes
import Ingest
import Operations

/// `POST /v1/evaluations`: figures that others measured, as `ingest evaluations` takes them: a list or lines of our own shape, a
/// log of OpenAI Evals, a run of MLflow. What a report does not say itself stands in the query: `for=ARTIFACT@VERSION`,
/// `kind`, `supplier`, `suite`, `dataset`, `dataset_version`, `judge`, `judge_version`, `environment`.
struct EvaluationRoutes: Sendable {
  let reception: Reception

  var intakes: [Intake] {
    [
      .lines("/v1/evaluations", EvaluationLines.self, scope: .evaluations, reception, read: EvaluationRoutes.lines) {
        report, _ in AnswerStyle.json.answer(.ok, .report(report))
      }
    ]
  }

  private static func lines(_ body: [UInt8], _ label: BodyLabel) throws -> DeliveredLines {
    DeliveredLines(
      figures: try GenerationRoutes.lines(body, label), digest: ContentDigest(of: body).hex,
      defaults: try FigureDefaults.members(label.told))
  }
}
