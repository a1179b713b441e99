package import Evidence

/// What a metric of a run was at each of its steps, as a tracking server tells it page by page. What is kept of it is bounded.
///
/// Source: MLflow's `GET api/2.0/mlflow/metrics/get-history`, as MLflow 3.17 answers it.
package struct MetricHistory: Sendable {
  private struct Step {
    var number: Int64
    /// Milliseconds.
    var at: Int64
    var text: String
    /// Nil for what is no finite number.
    var value: Double?
  }
  private var steps: [Step] = []

  package static let mostSteps = 50_000
  package static let mostPoints = 200

  package init() {}

  /// No more steps are read.
  package var isFull: Bool { steps.count >= Self.mostSteps }

  package mutating func add(_ page: [JSONValue]) {
    for entry in page where !isFull {
      guard let text = entry["value"]?.plain else { continue }
      // What has no number there comes back as the largest a double has.
      let value = Double(text).flatMap { $0.isFinite && abs($0) < Double.greatestFiniteMagnitude ? $0 : nil }
      steps.append(
        Step(
          number: entry["step"]?.integer ?? 0, at: entry["timestamp"]?.integer ?? 0, text: String(text.prefix(40)),
          value: value))
    }
  }

  /// How many steps there were, its ends, and at most 200 of them, evenly chosen: each its number, milliseconds and value. Nil of a
  /// figure that was measured once, or more often than is read.
  package var summary: JSONValue? {
    guard steps.count > 1, !isFull else { return nil }
    let steps = steps.sorted { ($0.number, $0.at) < ($1.number, $1.at) }
    let measured = steps.filter { $0.value != nil }
    let count = min(steps.count, Self.mostPoints)
    let points = (0..<count).map { Self.point(steps[$0 * (steps.count - 1) / (count - 1)]) }
    return .object(present: [
      ("steps", .number(String(steps.count))), ("first", points.first), ("last", points.last),
      ("lowest", measured.min { ($0.value ?? 0) < ($1.value ?? 0) }.map(Self.point)),
      ("highest", measured.max { ($0.value ?? 0) < ($1.value ?? 0) }.map(Self.point)),
      ("points", .array(points)),
    ])
  }

  private static func point(_ step: Step) -> JSONValue {
    let value = step.value.flatMap { CanonicalNumber.text(of: $0) }.map { JSONValue.number($0) }
    return [.number(String(step.number)), .number(String(step.at)), value ?? .string(step.text)]
  }
}
