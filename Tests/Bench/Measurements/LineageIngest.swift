import Catalog
import Foundation
import Governance
import Operations
import TestSupport

/// Lineage events through the door of ingest: runs of a dbt project of 400 models, each with a start and an end, columns told.
struct LineageIngest: Measurement {
  let name = "lineage-ingest"
  let about = "OpenLineage events a second through `ingest openlineage`, into an empty catalog and into a full one"

  func run(_ report: @Sendable (Figure) -> Void, in place: BenchPlace, on cluster: BenchCluster) async throws {
    try await cluster.make("events")
    try await Crowd.collector("collector", by: Connection(cluster.connection(to: "events")))
    let count = min(20_000, place.generations / 50)
    for (turn, words) in ["into an empty catalog", "the next as many", "the next as many"].enumerated() {
      let file = cluster.folder + "/events-\(turn).jsonl"
      var bytes = Data()
      for number in 0..<(count / 2) {
        for kind in ["START", "COMPLETE"] { bytes.append(line(turn * count + number, kind)) }
      }
      try bytes.write(to: URL(fileURLWithPath: file))
      let began = Stopwatch()
      let taken = try await Workbench(cluster.connection(as: "collector", to: "events"))
        .ingestOpenLineage(files: [file], producer: "bench").reduce(0) { $0 + $1.taken }
      report(
        Figure(
          what: "events \(words)", ours: Double(taken) / began.seconds, unit: .perSecond,
          note: "\(taken) events, \(bytes.count / max(1, taken)) bytes each"))
    }
    try cluster.drop("events")
  }

  private func line(_ number: Int, _ kind: String) -> Data {
    let model = number % 400
    let fields = (0..<8).map { column in
      #""c\#(column)":{"inputFields":[{"namespace":"bench","name":"raw_\#((model * 7 + column) % 300)","field":"c\#(column)","transformations":[{"type":"DIRECT","subtype":"IDENTITY","masking":false}]}]}"#
    }
    let inputs = (0..<3).map { #"{"namespace":"bench","name":"raw_\#((model * 7 + $0) % 300)"}"# }
    let run = String(format: "018f0000-0000-7000-8000-%012x", number)
    return Data(
      (#"{"eventType":"\#(kind)","eventTime":"2026-01-01T\#(String(format: "%02d:%02d:%02d", number / 3600 % 24, number / 60 % 60, number % 60))Z","#
        + #""producer":"bench","schemaURL":"https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent","run":{"runId":"\#(run)"},"#
        + #""job":{"namespace":"bench","name":"model_\#(model)"},"inputs":[\#(inputs.joined(separator: ","))],"#
        + #""outputs":[{"namespace":"bench","name":"model_\#(model)","facets":{"columnLineage":{"_producer":"bench","_schemaURL":"s","fields":{\#(fields.joined(separator: ","))}}}}]}"#
        + "\n").utf8)
  }
}
