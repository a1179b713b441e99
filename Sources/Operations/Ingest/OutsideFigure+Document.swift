internal import Evidence
internal import Governance

extension OutsideFigure {
  /// As the catalog takes it.
  ///
  /// - Parameter place: in the batch, by which a refusal is told.
  func document(place: Int) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init("line", .number(String(place))), .init("kind", .string(kind.rawValue)),
      .init("artifact", .string(artifact)), .init("version", .string(version)), .init("metric", .string(metric)),
      .init("supplier", .string(supplier)), .init("report_digest", .string(Hexadecimal.text(of: report))),
    ]
    for (name, text) in [
      ("environment", environment), ("slice", slice), ("suite", suite), ("dataset", dataset),
      ("dataset_version", datasetVersion), ("judge", judge), ("judge_version", judgeVersion), ("at", at?.rfc3339),
    ] {
      if let text { members.append(.init(name, .string(text))) }
    }
    for (name, number) in [
      ("value", value.map { "\($0)" }), ("limit", limit.map { "\($0)" }), ("hits", hits.map { "\($0)" }),
      ("n", n.map { "\($0)" }),
    ] {
      if let number { members.append(.init(name, .number(number))) }
    }
    if let atLeast { members.append(.init("at_least", .bool(atLeast))) }
    return .object(members)
  }
}
