import Evidence
import Governance
import Testing

@testable import Ingest

@Suite("Reports of others")
struct ReportReadingTests {
  private static let digest = String(repeating: "ab", count: 32)

  private func read(_ text: String, for defaults: [String: String] = [:]) -> [ReportLine] {
    var reading = ReportReading(defaults: defaults.sorted { $0.key < $1.key }.map { .init($0.key, .string($0.value)) })
    var reader = LineReader()
    var lines = reader.take(Array(text.utf8))
    if let last = reader.finish() { lines.append(last) }
    return lines.flatMap { reading.take($0) } + reading.finish(digest: Self.digest)
  }

  private func figures(_ lines: [ReportLine], _ format: any LineFormat = EvaluationLines(now: Instant(microseconds: 0)))
    throws -> [OutsideFigure]
  {
    try lines.map { line in
      guard line.refusal == nil, case .figure(let figure) = format.read(line.raw) else {
        throw line.refusal ?? Refusal("test", "\(format.read(line.raw))")
      }
      return figure
    }
  }

  private var refusalMissing: Refusal { Refusal("test", "It was taken.") }

  private static let of = ["artifact": "triage", "version": "4", "supplier": "Acme Labs"]

  @Test("a log of OpenAI Evals: its final report by suite, data set, judge, samples, and the digest of the whole")
  func evals() throws {
    let log = """
      {"spec": {"completion_fns": ["gpt-4o", "judge-1"], "eval_name": "coqa-match.dev.v0", "base_eval": "coqa-match", "split": "dev", "run_config": {"completion_fns": ["gpt-4o"], "eval_spec": {"cls": "x", "args": {"modelgraded_spec": "closedqa"}}}, "created_by": "", "run_id": "230405", "created_at": "2023-04-05 12:30:00.123456"}}
      {"run_id": "230405", "event_id": 0, "sample_id": "coqa.dev.0", "type": "match", "data": {"correct": true, "expected": "a", "picked": "a"}, "created_by": "", "created_at": "2023-04-05 12:30:01.0+00:00"}
      {"run_id": "230405", "event_id": 1, "sample_id": "coqa.dev.1", "type": "match", "data": {"correct": false, "expected": "b", "picked": "a"}}
      {"run_id": "230405", "event_id": 2, "sample_id": "coqa.dev.1", "type": "sampling", "data": {"sampled": ["a"]}}
      {"final_report": {"accuracy": 0.5, "boostrap_std": 0.25, "note": "none"}}
      """
    let found = try figures(read(log, for: Self.of))
    #expect(found.map(\.metric) == ["accuracy", "boostrap_std"])
    let first = try #require(found.first)
    #expect(first.artifact == "triage" && first.version == "4" && first.supplier == "Acme Labs")
    #expect(first.suite == "coqa-match" && first.dataset == "coqa-match.dev" && first.datasetVersion == "v0")
    #expect(first.judge == "judge-1" && first.judgeVersion == "closedqa")
    #expect(first.hits == 1 && first.n == 2 && first.value == nil, "it is a share of the matches")
    #expect(found[1].value == 0.25 && found[1].n == 2)
    #expect(first.at == Instant(microseconds: 1_680_697_800_123_456))
    #expect(Hexadecimal.text(of: first.report) == Self.digest)
    #expect(try figures(read(log, for: Self.of)) == found, "the same bytes, the same figures")
  }

  @Test("a log that did not end is refused once, and kept for who wants to see it")
  func unfinished() {
    let lines = read(
      #"{"spec": {"eval_name": "a.b.v0"}}"# + "\n" + #"{"sample_id": "1", "type": "match"}"#, for: Self.of)
    #expect(lines.map(\.refusal?.code) == ["report.unfinished"])
    #expect(lines.first?.raw.isEmpty == false)
  }

  @Test("runs of MLflow: on one line, over many, as metrics.json, and what a run did not end")
  func runs() throws {
    let run = """
      {
        "run": {"info": {"run_id": "05dd", "status": "FINISHED"},
          "data": {"metrics": [{"key": "faithfulness/v1/mean", "value": 0.91, "timestamp": 1795280496265, "step": 0}, {"key": "example_count", "value": 40}],
            "tags": [{"key": "countersign.version", "value": "triage@4"}, {"key": "countersign.suite", "value": "rag"}]},
          "inputs": {"dataset_inputs": [{"tags": [{"key": "mlflow.data.context", "value": "training"}], "dataset": {"name": "train", "digest": "1"}}, {"tags": [{"key": "mlflow.data.context", "value": "eval"}], "dataset": {"name": "held-out", "digest": "780be5cd"}}]}}
      }
      """
    let one = try #require(try figures(read(run)).first)
    #expect(
      one.artifact == "triage" && one.version == "4" && one.suite == "rag" && one.metric == "faithfulness/v1/mean")
    #expect(one.judge == "faithfulness" && one.judgeVersion == "v1" && one.n == 40 && one.value == 0.91)
    #expect(one.dataset == "held-out" && one.datasetVersion == "780be5cd")
    #expect(one.at == Instant(microseconds: 1_795_280_496_265_000))
    #expect(try figures(read(run.split(separator: "\n").joined(separator: " "))) == [one], "laid out or not")

    let plain = try figures(
      read(#"{"accuracy": 0.9, "toxicity/v1/mean": 0.1}"#, for: Self.of.merging(["suite": "s"]) { $1 }))
    #expect(plain.map(\.metric) == ["accuracy", "toxicity/v1/mean"])
    #expect(read(run.replacing("FINISHED", with: "RUNNING")).map(\.refusal?.code) == ["report.unfinished"])
    let unmeasured = read(#"{"accuracy": "NaN", "f1": 1}"#, for: Self.of.merging(["suite": "s"]) { $1 })
    #expect(unmeasured.count == 2)
    #expect((try? figures([unmeasured[0]])) == nil && (try? figures([unmeasured[1]])) != nil)
  }

  @Test(
    "a run as a real server tells it is figures with its data set",
    .enabled(if: SharedData.isThere, Comment(rawValue: SharedData.absence)))
  func recorded() throws {
    let bytes = try SharedData.contents(of: "mlflow/rest/007_run_get.json")
    let lines = read(String(decoding: bytes, as: UTF8.self), for: ["artifact": "a", "version": "1", "suite": "sweep"])
    let found = try figures(lines)
    #expect(found.map(\.metric) == ["accuracy", "f1_macro", "precision_macro", "recall_macro", "curve_score"])
    #expect(found.first?.value == 0.9473684210526315 && found.first?.dataset == "breast_cancer-train")
  }

  @Test("our own lines pass, and are told what they do not say; what is no JSON passes as it is")
  func own() throws {
    let text = """
      {"artifact":"triage","version":"4","suite":"s","metric":"m","value":1}

      no json
      {"artifact":"triage","version":"5","suite":"s","metric":"m","hits":3,"n":9,"supplier":"Own"}
      """
    let lines = read(text, for: ["supplier": "Acme", "judge": "j"])
    #expect(lines.map(\.number) == [1, 3, 4])
    let format = EvaluationLines(now: Instant(microseconds: 0))
    let found = try figures([lines[0], lines[2]])
    #expect(found.map(\.supplier) == ["Acme", "Own"] && found.map(\.judge) == ["j", "j"])
    #expect(found[0].report != found[1].report && found[0].report.count == 32)
    guard case .refused(let refusal) = format.read(lines[1].raw) else { throw refusalMissing }
    #expect(refusal.code == "line.json")
  }

  @Test(
    "a figure that cannot be is refused by the field's name",
    arguments: [
      (#"{"version":"4","suite":"s","metric":"m","value":1}"#, "field.missing"),
      (#"{"artifact":"a","version":"4","suite":"s","metric":"m"}"#, "field.missing"),
      (#"{"artifact":"a","version":"4","metric":"m","value":1}"#, "field.missing"),
      (#"{"artifact":"a","version":"4","suite":"s","metric":"m","value":"high"}"#, "field.type"),
      (#"{"artifact":"a","version":"4","suite":"s","metric":"m","value":1e999}"#, "field.number"),
      (#"{"artifact":"a","version":"4","suite":"s","metric":"m","value":1,"hits":1,"n":2}"#, "field.value"),
      (#"{"artifact":"a","version":"4","suite":"s","metric":"m","hits":3,"n":2}"#, "field.hits"),
      (#"{"artifact":"a","version":"4","suite":"s","metric":"m","hits":3}"#, "field.hits"),
      (#"{"artifact":"a","version":"4","suite":"s","metric":"m","value":1,"limt":2}"#, "field.unknown"),
      (#"{"artifact":"a","version":"4","suite":"s","metric":"m","value":1,"kind":"metric"}"#, "field.kind"),
      (#"{"artifact":"a","version":"4","suite":"s","metric":"m","value":1,"kind":"guess"}"#, "field.word"),
      (#"{"artifact":"a","version":"4","suite":"s","metric":"m","value":1,"at":"yesterday"}"#, "field.time"),
      (#"{"artifact":"a","version":"4","suite":"s","metric":"m","value":1,"report_digest":"md5:1"}"#, "field.digest"),
      ("{\"artifact\":\"a\",\"version\":\"4\",\"suite\":\"s\",\"metric\":\"m\\u001b[2J\",\"value\":1}", "field.text"),
      ("[]", "line.object"), ("{", "line.json"),
    ])
  func refused(_ line: String, _ code: String) {
    guard case .refused(let refusal) = EvaluationLines(now: Instant(microseconds: 0)).read(Array(line.utf8)) else {
      Issue.record("\(line) is taken")
      return
    }
    #expect(refusal.code == code)
    #expect(refusal.reason.hasSuffix("."))
  }

  @Test("a metric says when")
  func metric() {
    let line = #"{"artifact":"a","version":"4","metric":"m","value":1}"#
    let format = MetricLines(now: Instant(microseconds: 0))
    #expect(format.read(Array(line.utf8)) == .refused(Refusal("field.missing", "The field at is missing.")))
    guard case .figure(let figure) = format.read(Array((line.dropLast() + #","at":"2026-03-01T00:00:00Z"}"#).utf8))
    else {
      Issue.record("refused")
      return
    }
    #expect(figure.kind == .metric)
  }
}
