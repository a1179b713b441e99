/// Every format, by name: `ingest NAME FILE…`.
package enum FormatIndex {
  package static let all: [any LineFormat.Type] = [
    GenerationLines.self, OpenLineage.self, FlagLines.self, EvaluationLines.self, MetricLines.self,
  ]

  package static func format(named name: String) -> (any LineFormat.Type)? {
    all.first { $0.name == name }
  }
}
