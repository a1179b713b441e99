import Evidence
import Governance

/// A run of MLflow as its REST interface tells it (`runs/get`), or the `metrics.json` that its evaluation writes: an object of
/// nothing but numbers.
///
/// Which version it is of stands in the tag `countersign.version` (`ARTIFACT@VERSION`), unless whoever hands it in says so.
/// A metric such as `faithfulness/v1/mean` names its judge and the judge's version.
struct MLflowRun {
  private let info: JSONValue?
  private let metrics: [(name: String, value: JSONValue, milliseconds: Int64?)]
  private let tags: [String: String]
  private let datasets: [(context: String, name: String, digest: String)]

  /// Nil for anything else.
  init?(_ value: JSONValue) {
    let run = value["run"] ?? value["response"]?["run"] ?? value
    if let info = run["info"], info["run_id"]?.text != nil, let data = run["data"] {
      self.info = info
      metrics = (data["metrics"]?.elements ?? []).compactMap { one in
        guard let name = one["key"]?.text, let value = one["value"] else { return nil }
        return (name, value, one["timestamp"]?.numberText.flatMap { Int64($0) })
      }
      tags = Dictionary(
        (data["tags"]?.elements ?? []).compactMap { one in
          one["key"]?.text.flatMap { key in one["value"]?.text.map { (key, $0) } }
        }, uniquingKeysWith: { $1 })
      datasets = (run["inputs"]?["dataset_inputs"]?.elements ?? []).compactMap { one in
        guard let name = one["dataset"]?["name"]?.text else { return nil }
        let context = one["tags"]?.elements?.first { $0["key"]?.text == "mlflow.data.context" }?["value"]?.text
        return (context ?? "", name, one["dataset"]?["digest"]?.text ?? "")
      }
      return
    }
    let members = value.members
    guard !members.isEmpty, members.allSatisfy({ $0.value.numberText != nil || Self.isUnmeasured($0.value) }),
      !members.contains(where: { ["value", "hits", "metric", "artifact"].contains($0.key) })
    else { return nil }
    info = nil
    metrics = members.map { ($0.key, $0.value, nil) }
    tags = [:]
    datasets = []
  }

  private static func isUnmeasured(_ value: JSONValue) -> Bool {
    ["NaN", "Infinity", "-Infinity"].contains(value.text ?? "")
  }

  /// - Throws: `report.unfinished`, `report.empty`.
  func figures() throws(Refusal) -> [[JSONValue.Member]] {
    if let status = info?["status"]?.text, status != "FINISHED" {
      throw Refusal("report.unfinished", "The run is \(status.lowercased().prefix(20)): its figures are not whole.")
    }
    let counted = metrics.first { $0.name == "example_count" || $0.name.hasSuffix("/example_count") }
    let figures = metrics.filter { $0.name != counted?.name }
    guard !figures.isEmpty else { throw Refusal("report.empty", "The run has no metric.") }
    var common: [JSONValue.Member] = []
    if let version = tags["countersign.version"], let at = version.lastIndex(of: "@") {
      common.append(.init("artifact", .string(String(version[..<at]))))
      common.append(.init("version", .string(String(version[version.index(after: at)...]))))
    }
    if let suite = tags["countersign.suite"] { common.append(.init("suite", .string(suite))) }
    let data = datasets.first { $0.context.hasPrefix("eval") } ?? datasets.first
    if let data {
      common += [.init("dataset", .string(data.name)), .init("dataset_version", .string(data.digest))]
    }
    if let count = counted?.value.numberText.flatMap({ Double($0) }), count >= 0, count < 1e15 {
      common.append(.init("n", .number(String(Int64(count)))))
    }
    return figures.map { figure in
      var members = common + [.init("metric", .string(figure.name)), .init("value", figure.value)]
      let parts = figure.name.split(separator: "/")
      if parts.count == 3, parts[1].first == "v", Int(parts[1].dropFirst()) != nil {
        members += [.init("judge", .string(String(parts[0]))), .init("judge_version", .string(String(parts[1])))]
      }
      if let milliseconds = figure.milliseconds {
        members.append(.init("at", .string(Instant(microseconds: milliseconds &* 1000).rfc3339)))
      }
      return members
    }
  }
}
