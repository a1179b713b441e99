import Evidence
import Foundation
import Ingest
import Operations
import TestSupport
import Testing

@testable import Collector

@Suite("POST /v1/evaluations")
struct EvaluationRouteTests {
  private let path = "/v1/evaluations"

  private func daemon() async throws -> RunningDaemon {
    let daemon = try await RunningDaemon()
    let bea = try daemon.office.hire("bea", "builder", team: "claims")
    try bea.register("triage", label: "4", kind: "model", tier: "high")
    return daemon
  }

  private func figure(_ metric: String, version: String = "4", value: String = "0.9") -> String {
    #"{"artifact":"triage","version":"\#(version)","suite":"qa","metric":"\#(metric)","value":\#(value),"at":"2026-03-01T00:00:00Z"}"#
  }

  @Test("takes figures, says what it refused and keeps it, and takes the same body once")
  func takes() async throws {
    let daemon = try await daemon()
    let token = try await daemon.token("acme", [.evaluations])
    let body = Array(
      [figure("accuracy"), figure("f1", version: "9"), "no json", figure("f2", value: "\"x\"")].joined(separator: "\n")
        .utf8)
    let answer = await daemon.client.post(path, body, type: "application/x-ndjson", token: token)
    #expect(answer.status == 200)
    let told = try JSONValue(answer.body)
    #expect(told["taken"] == 1 && told["refused"] == 3)
    #expect(
      Set(told["refusals"]?.elements?.compactMap { $0["code"]?.text } ?? [])
        == ["version.unknown", "line.json", "field.type"])
    #expect(
      try daemon.office.superuser.run("select line, code from countersign_private.quarantine order by line")
        == [["2", "version.unknown"], ["3", "line.json"], ["4", "field.type"]])
    #expect(
      try daemon.office.superuser.run(
        "select supplier, producer, metric from countersign_private.outside_figure o join countersign_private.receipt r on r.id = o.receipt"
      ) == [["acme", "acme", "accuracy"]])
    let again = try JSONValue(
      await daemon.client.post(path, Array(figure("accuracy").utf8), token: token).body)
    #expect(again["known"] == 1 && again["taken"] == 0)
    #expect(try daemon.count("evaluation") == 1)
  }

  @Test("takes a log of OpenAI Evals and a run of MLflow with what the query says of them")
  func reports() async throws {
    let daemon = try await daemon()
    let token = try await daemon.token("acme", [.evaluations])
    let log = """
      {"spec": {"eval_name": "coqa.dev.v0", "base_eval": "coqa", "created_at": "2026-02-01 12:00:00"}}
      {"final_report": {"accuracy": 0.5}}
      """
    let first = await daemon.client.post(
      path + "?for=triage%404&supplier=Acme%20Labs&kind=red_team", Array(log.utf8), type: "application/x-ndjson",
      token: token)
    #expect(first.status == 200, "\(first.text)")
    let run =
      #"{"info":{"run_id":"1","status":"FINISHED"},"data":{"metrics":[{"key":"f1","value":0.7}]}}"#
    let second = await daemon.client.post(path + "?for=triage%404&suite=nightly", Array(run.utf8), token: token)
    #expect(second.status == 200, "\(second.text)")
    #expect(
      try daemon.office.superuser.run(
        "select kind, suite, metric, value, supplier, report_digest = sha256($1) from countersign_private.outside_figure order by id",
        "\\x" + Data(log.utf8).map { String(format: "%02x", $0) }.joined())
        == [
          ["red_team", "redteam.coqa", "accuracy", "0.5", "Acme Labs", "t"],
          ["evaluation", "nightly", "f1", "0.7", "acme", "f"],
        ])
    let odd = await daemon.client.post(path + "?of=triage", Array(run.utf8), token: token)
    #expect(odd.status == 400 || odd.status == 422, "\(odd.status) \(odd.text)")
  }

  @Test("lets nobody in by a token for something else")
  func scope() async throws {
    let daemon = try await daemon()
    let token = try await daemon.token("gateway", [.generations])
    #expect(await daemon.client.post(path, Array(figure("f1").utf8), token: token).status == 403)
    #expect(await daemon.client.post(path, Array(figure("f1").utf8)).status == 401)
    #expect(try daemon.count("outside_figure") == 0)
  }
}
