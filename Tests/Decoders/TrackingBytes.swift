import Evidence
import Governance
import Ingest

/// Answers of a tracking server.
enum TrackingBytes {
  static let decoders = [
    Decoder("mlflow-model", seeds: seeds) { bytes in
      guard let value = answer(bytes) else { return }
      for model in [value["registered_model"] ?? value] + (value["registered_models"]?.elements ?? []) {
        _ = taken { try TrackedModel(model) }
      }
      for version in [value["model_version"] ?? value] + (value["model_versions"]?.elements ?? []) {
        guard let tracked = taken({ try TrackedVersion(version) }) else { continue }
        _ = tracked.body(run: nil)
        _ = taken { try tracked.prompt() }
      }
    },
    Decoder("mlflow-run", seeds: seeds) { bytes in
      guard let value = answer(bytes) else { return }
      for one in [value["run"] ?? value] + (value["runs"]?.elements ?? []) {
        guard let run = taken({ try TrackedRun(one) }) else { continue }
        _ = (run.state, run.startedAt.rfc3339)
        guard let line = taken({ try run.lineage(namespace: "n", job: "j", version: nil) }) else { continue }
        _ = OpenLineage(now: Instant(year: 2026, month: 11, day: 22)).read(line)
      }
      var history = MetricHistory()
      history.add(value["metrics"]?.elements ?? [])
      _ = history.summary
    },
    Decoder("mlflow-trace", seeds: seeds) { bytes in
      guard let value = answer(bytes) else { return }
      for one in [value["trace"] ?? value] + (value["traces"]?.elements ?? []) {
        _ = taken { try TrackedTrace(one).judgements(producer: "p") }
        guard let lines = taken({ try TrackedTrace(one).lines(service: "s") }) else { continue }
        for line in lines { _ = GenerationLines(now: Instant(year: 2026, month: 11, day: 22)).read(line) }
      }
    },
  ]

  private static func answer(_ bytes: [UInt8]) -> JSONValue? {
    taken { try TrackingAnswer(status: 200, body: bytes).read(TrackingQuestion("api/2.0/mlflow/x")) }
  }

  private static let seeds: [[UInt8]] =
    [
      #"{"registered_model":{"name":"m","creation_timestamp":1767323046123,"last_updated_timestamp":"9223372036854775807","#
        + #""tags":[{"key":"a","value":"b"}],"aliases":[{"alias":"champion","version":"1"}]}}"#,
      #"{"model_versions":[{"name":"m","version":"1","creation_timestamp":1767323046123,"source":"runs:/r/m","run_id":"#
        + #""0123456789abcdef0123456789abcdef","status":"READY","tags":[{"key":"mlflow.prompt.text","value":"Say {{x}}"}]}]}"#,
      #"{"run":{"info":{"run_id":"0123456789abcdef0123456789abcdef","start_time":9223372036854775807,"end_time":"1","#
        + #""status":"FINISHED"},"data":{"metrics":[{"key":"a","value":NaN,"timestamp":9223372036854775807,"step":0}],"#
        + #""params":[{"key":"p","value":"1"}]},"inputs":{"dataset_inputs":[{"tags":[],"dataset":{"name":"d","digest":"e","#
        + #""schema":"{\"mlflow_colspec\":[{\"name\":\"c\",\"type\":\"long\"}]}"}}]}}}"#,
      #"{"trace":{"trace_info":{"trace_id":"tr-1","request_time":"2026-01-02T03:04:05Z","assessments":[{"assessment_name":"#
        + #""a","feedback":{"value":-Infinity},"source":{"source_type":"HUMAN","source_id":"p"}}]},"spans":[{"span_id":"#
        + #""AAAAAAAAAAA=","name":"n","start_time_unix_nano":"1780000000000000000","end_time_unix_nano":1,"attributes":["#
        + #"{"key":"mlflow.spanType","value":{"string_value":"\"LLM\""}},{"key":"mlflow.spanInputs","value":{"string_value":"#
        + #""{\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}"}}]}]}}"#,
    ].map { Array($0.utf8) } + SharedSeeds.files("mlflow/rest")
}
