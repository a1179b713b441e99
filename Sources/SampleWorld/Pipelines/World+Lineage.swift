package import Governance

extension World {
  /// What pipelines reported, as OpenLineage events in order of time: a START and its end for every run.
  package var lineage: [(at: Instant, line: [UInt8])] {
    let calendar = OfficeCalendar(now: now)
    var events: [(at: Instant, line: [UInt8])] = []
    for pipeline in Pipeline.all {
      for run in pipeline.runs {
        let start = calendar.startOfDay(now).advanced(
          bySeconds: Int64(-run.daysAgo * 86_400 + (240 + run.minutes) * 60))
        let end = start.advanced(bySeconds: Int64(run.lasts * 60))
        guard end < now else { continue }
        var chance = SplitMix64(seed, "\(pipeline.namespace) \(pipeline.name) \(run.daysAgo)")
        let id = LineagePen.runID(&chance)
        let pen = LineagePen(pipeline: pipeline, run: id)
        events.append((start, pen.event("START", at: start)))
        events.append((end, pen.event(run.fails ? "FAIL" : "COMPLETE", at: end)))
      }
    }
    return events.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }.map(\.element)
  }
}

/// Writes the events of one run.
struct LineagePen {
  let pipeline: Pipeline
  let run: String

  private static let producer: JSONText = "https://meridian.example/data-platform"
  private static let facets = "https://openlineage.io/spec/facets/"

  /// A version 4 UUID.
  static func runID(_ chance: inout SplitMix64) -> String {
    let (high, low) = (chance.next() & ~0xF000 | 0x4000, chance.next() >> 2 | 1 << 63)
    let digits = hex(high) + hex(low)
    let parts = [(0, 8), (8, 4), (12, 4), (16, 4), (20, 12)].map { digits.dropFirst($0.0).prefix($0.1) }
    return parts.joined(separator: "-")
  }

  private static func hex(_ number: UInt64) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  func event(_ type: String, at moment: Instant) -> [UInt8] {
    let isEnd = type == "COMPLETE"
    let event: JSONText = [
      "eventType": .text(type), "eventTime": .text(moment.rfc3339), "producer": LineagePen.producer,
      "schemaURL": "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent",
      "run": ["runId": .text(run), "facets": [:]],
      "job": [
        "namespace": .text(pipeline.namespace), "name": .text(pipeline.name),
        "facets": [
          "documentation": facet("1-1-0/DocumentationJobFacet", [("description", .text(pipeline.about))])
        ],
      ],
      "inputs": .list(pipeline.inputs.map { dataset($0, columns: false) }),
      "outputs": .list(pipeline.outputs.map { dataset($0, columns: isEnd) }),
    ]
    return Array(event.written.utf8)
  }

  private func facet(_ schema: String, _ members: [(String, JSONText)]) -> JSONText {
    .object(
      [
        ("_producer", LineagePen.producer),
        ("_schemaURL", .text(LineagePen.facets + schema + ".json#/$defs/" + (schema.split(separator: "/").last ?? ""))),
      ] + members)
  }

  private func dataset(_ table: Table, columns: Bool) -> JSONText {
    var facets: [(String, JSONText)] = []
    if !table.columns.isEmpty {
      let fields = table.columns.map { JSONText.object([("name", .text($0))]) }
      facets.append(("schema", facet("1-1-1/SchemaDatasetFacet", [("fields", .list(fields))])))
    }
    if !table.classes.isEmpty {
      let tags = table.classes.map { column, dataClass -> JSONText in
        ["key": "data_class", "value": .text(dataClass), "source": "STEWARD", "field": .text(column)]
      }
      facets.append(("tags", facet("1-0-0/TagsDatasetFacet", [("tags", .list(tags))])))
    }
    let made = pipeline.columns.filter { table.columns.contains($0.name) }
    if columns, !made.isEmpty {
      facets.append(
        ("columnLineage", facet("1-2-0/ColumnLineageDatasetFacet", [("fields", .object(made.map(lineage)))])))
    }
    return ["namespace": .text(table.namespace), "name": .text(table.name), "facets": .object(facets)]
  }

  private func lineage(of column: Pipeline.Column) -> (String, JSONText) {
    let inputs = column.from.map { table, field -> JSONText in
      [
        "namespace": .text(table.namespace), "name": .text(table.name), "field": .text(field),
        "transformations": [
          ["type": "DIRECT", "subtype": .text(column.how), "description": "", "masking": .truth(column.isMasked)]
        ],
      ]
    }
    return (column.name, ["inputFields": .list(inputs)])
  }
}
