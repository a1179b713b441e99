package import Evidence
package import Governance

/// A run, as a tracking server shows it.
package struct TrackedRun: Sendable {
  package struct Dataset: Sendable {
    package var name: String
    package var digest: String
    /// `training`, `testing` … ; empty when it does not say.
    package var context: String
    /// Columns with their types, as far as it tells.
    package var columns: [(name: String, type: String)]
  }
  package struct Metric: Sendable {
    package var key: String
    /// Nil for NaN and the infinities.
    package var value: Double?
    /// As the server wrote it.
    package var text: String
    package var at: Instant
  }

  package var id: String
  package var experiment: String
  package var name: String
  /// `RUNNING`, `SCHEDULED`, `FINISHED`, `FAILED` or `KILLED`.
  package var status: String
  package var start: Int64
  package var end: Int64?
  /// `active` or `deleted`.
  package var lifecycle: String
  package var parameters: [String: String]
  /// The last value of each.
  package var metrics: [Metric]
  package var datasets: [Dataset]
  package var tags: [String: String]

  package init(_ value: JSONValue) throws(Refusal) {
    guard let info = value["info"] else { throw .missing("info") }
    guard let id = info["run_id"]?.filledText ?? info["run_uuid"]?.filledText else { throw .missing("info.run_id") }
    self.id = id
    experiment = info["experiment_id"]?.plain ?? ""
    name = info["run_name"]?.filledText ?? id
    status = info["status"]?.text ?? "RUNNING"
    start = info["start_time"]?.integer ?? 0
    end = info["end_time"]?.integer.flatMap { $0 > 0 ? $0 : nil }
    lifecycle = info["lifecycle_stage"]?.text ?? "active"
    let data = value["data"]
    tags = data?.tags ?? [:]
    parameters = [:]
    for entry in data?["params"]?.elements ?? [] {
      if let key = entry["key"]?.filledText { parameters[key] = entry["value"]?.plain ?? "" }
    }
    metrics = []
    for entry in data?["metrics"]?.elements ?? [] {
      guard let key = entry["key"]?.filledText, let text = entry["value"]?.plain else { continue }
      // What has no number there comes back as the largest a double has.
      let number = Double(text).flatMap { $0.isFinite && abs($0) < Double.greatestFiniteMagnitude ? $0 : nil }
      metrics.append(
        Metric(
          key: key, value: number, text: text,
          at: Instant(microseconds: (entry["timestamp"]?.integer ?? start) &* 1000)))
    }
    metrics.sort { $0.key < $1.key }
    datasets = []
    for entry in value["inputs"]?["dataset_inputs"]?.elements ?? [] {
      guard let name = entry["dataset"]?["name"]?.filledText else { continue }
      datasets.append(
        Dataset(
          name: name, digest: entry["dataset"]?["digest"]?.plain ?? "",
          context: entry.tags["mlflow.data.context"] ?? "",
          columns: TrackedRun.columns(entry["dataset"]?["schema"])))
    }
  }

  package var hasEnded: Bool { ["FINISHED", "FAILED", "KILLED"].contains(status) }
  package var startedAt: Instant { Instant(microseconds: start &* 1000) }

  /// What may change in it.
  package var state: JSONValue {
    .object(present: [
      ("name", .string(name)), ("experiment", .string(experiment)), ("status", .string(status)),
      ("lifecycle", .string(lifecycle)), ("start", .number(String(start))), ("end", end.map { .number(String($0)) }),
      ("params", .texts(parameters)),
      ("metrics", .texts(Dictionary(metrics.map { ($0.key, $0.text) }, uniquingKeysWith: { _, last in last }))),
      ("tags", .texts(tags)),
      ("datasets", .array(datasets.map { .string("\($0.name) (\($0.digest)) \($0.context)") })),
    ])
  }

  /// The `schema` of a dataset is JSON in a text; kinds of it that have no columns tell none.
  private static func columns(_ schema: JSONValue?) -> [(name: String, type: String)] {
    (schema?.unpacked?["mlflow_colspec"]?.elements ?? []).compactMap { column in
      column["name"]?.filledText.map { ($0, column["type"]?.plain ?? "") }
    }
  }

  /// The run as an OpenLineage event: what it read, and what was made of it.
  ///
  /// - Parameters:
  ///   - namespace: of the server.
  ///   - job: what the experiment is called.
  ///   - version: the registered version that came of it, as a place of the office's; then the event is told when it was
  ///     registered.
  package func lineage(
    namespace: String, job: String, version: (namespace: String, name: String, at: Instant)?
  ) throws(Refusal) -> [UInt8] {
    guard let uuid else { throw Refusal("run.id", "The run's id is no UUID.") }
    let kind: String
    switch status {
    case _ where version != nil: kind = "OTHER"
    case "FINISHED": kind = "COMPLETE"
    case "FAILED": kind = "FAIL"
    case "KILLED": kind = "ABORT"
    default: kind = "START"
    }
    let at = version?.at ?? Instant(microseconds: (hasEnded ? end ?? start : start) &* 1000)
    let producer: JSONValue = "https://mlflow.org"
    let event: JSONValue = .object(present: [
      ("eventType", .string(kind)), ("eventTime", .string(at.rfc3339)), ("producer", producer),
      ("schemaURL", "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent"),
      ("run", ["runId": .string(uuid)]),
      ("job", ["namespace": .string(namespace), "name": .string(job)]),
      ("inputs", .array(datasets.map { input($0, namespace, producer) })),
      ("outputs", .array(version.map { [["namespace": .string($0.namespace), "name": .string($0.name)]] } ?? [])),
    ])
    do throws(JSONRefusal) {
      return try CanonicalJSON.bytes(of: event, policy: .generation)
    } catch {
      throw Refusal("run.value", error.sentence)
    }
  }

  private func input(_ dataset: Dataset, _ namespace: String, _ producer: JSONValue) -> JSONValue {
    let base = "https://openlineage.io/spec/facets/"
    let version: JSONValue = [
      "_producer": producer, "_schemaURL": .string(base + "1-0-1/DatasetVersionDatasetFacet.json"),
      "datasetVersion": .string(dataset.digest),
    ]
    let schema: JSONValue = [
      "_producer": producer, "_schemaURL": .string(base + "1-1-1/SchemaDatasetFacet.json"),
      "fields": .array(dataset.columns.map { ["name": .string($0.name), "type": .string($0.type)] }),
    ]
    return .object(present: [
      ("namespace", .string(namespace)), ("name", .string(dataset.name)),
      (
        "facets",
        .object(present: [
          ("version", dataset.digest.isEmpty ? nil : version), ("schema", dataset.columns.isEmpty ? nil : schema),
        ])
      ),
    ])
  }

  /// A run's id is a UUID without its hyphens.
  private var uuid: String? {
    let digits = Array(id.lowercased())
    guard digits.count == 32, digits.allSatisfy(\.isHexDigit) else { return nil }
    let ends = [8, 12, 16, 20, 32]
    return zip([0] + ends, ends).map { String(digits[$0..<$1]) }.joined(separator: "-")
  }
}
