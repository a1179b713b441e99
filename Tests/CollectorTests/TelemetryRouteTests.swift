import Evidence
import Foundation
import Governance
import Operations
import TestSupport
import Testing

@testable import Collector

@Suite("OTLP over HTTP")
struct TelemetryRouteTests {
  private func span(
    _ id: String, trace: String = "5b8efff798038103d269b633813fc60c", parent: String? = nil, start: Int = 1_780_000_000,
    attributes: [String: String]
  ) -> String {
    let pairs = attributes.sorted { $0.key < $1.key }.map {
      #"{"key":"\#($0.key)","value":{"stringValue":"\#($0.value)"}}"#
    }
    let above = parent.map { #","parentSpanId":"\#($0)""# } ?? ""
    return #"{"traceId":"\#(trace)","spanId":"\#(id)"\#(above),"name":"s","startTimeUnixNano":"\#(start)000000000","#
      + #""endTimeUnixNano":"\#(start + 1)000000000","attributes":[\#(pairs.joined(separator: ","))]}"#
  }

  private func request(_ spans: String...) -> [UInt8] {
    Array(
      #"{"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"kyc"}}]},"scopeSpans":[{"spans":[\#(spans.joined(separator: ","))]}]}]}"#
        .utf8)
  }

  private let call = [
    "gen_ai.operation.name": "chat", "gen_ai.request.model": "gpt-5", "gen_ai.output.messages": "hello",
  ]

  private func assemble(_ daemon: RunningDaemon) async throws -> AssemblyReport {
    var whole = AssemblyReport()
    while true {
      let report = try await daemon.desk.assembleQuietTraces(quiet: 0)
      guard report.traces > 0 else { return whole }
      whole.traces += report.traces
      whole.generations += report.generations
      whole.refused += report.refused
    }
  }

  @Test(
    "of real instruments becomes generations, however often it is sent",
    .enabled(if: SharedData.isThere, "\(SharedData.absence)"),
    arguments: [
      ("openai-new_json", 48, 48), ("openai-old_proto_gzip", 48, 48), ("oi-langchain_proto", 40, 0),
      ("tl-anthropic_proto", 42, 40),
    ])
  func captured(file: String, generations: Int, counted: Int) async throws {
    let daemon = try await RunningDaemon()
    let token = try await daemon.token()
    let requests = try CapturedRequest.all("otlp/\(file).jsonl.gz")
    for _ in 0..<2 {
      for request in requests {
        let answer = await request.send(daemon.client, token: token)
        #expect(answer.status == 200)
        #expect(answer.headers["content-type"] == request.type)
        #expect(answer.body.isEmpty || answer.text == "{}")
      }
    }
    #expect(try await assemble(daemon).generations == generations)
    #expect(try daemon.count("generation") == generations)
    #expect(try daemon.count("quarantine") == 0)
    let told = try await daemon.desk.completeness(days: 100_000)
    #expect(told.reduce(0) { $0 + $1.counted } == Int64(counted))
  }

  @Test("is put together across requests, children first: a call has its conversation from a span that comes later")
  func acrossRequests() async throws {
    let daemon = try await RunningDaemon()
    let token = try await daemon.token()
    let child = span("00000000000000c1", parent: "00000000000000a1", attributes: call)
    let parent = span("00000000000000a1", attributes: ["session.id": "s-1", "countersign.prompt.name": "kyc-summary"])
    #expect(await daemon.client.post("/v1/traces", request(child), token: token).status == 200)
    #expect(await daemon.client.post("/v1/traces", request(parent), token: token).status == 200)
    #expect(try await assemble(daemon) == AssemblyReport(traces: 1, generations: 1, refused: 0))
    #expect(
      try daemon.office.superuser.run(
        "select conversation, prompt, service, model, producer from countersign_private.generation")
        == [["s-1", "kyc-summary", "kyc", "gpt-5", "gateway"]])
  }

  @Test("re-opens a trace for a late span: its own call goes in, what would change another is kept aside")
  func late() async throws {
    let daemon = try await RunningDaemon()
    let token = try await daemon.token()
    let child = span("00000000000000c1", parent: "00000000000000a1", attributes: call)
    #expect(await daemon.client.post("/v1/traces", request(child), token: token).status == 200)
    #expect(try await assemble(daemon).generations == 1)
    let second = span("00000000000000c2", attributes: call)
    #expect(await daemon.client.post("/v1/traces", request(second), token: token).status == 200)
    #expect(try await assemble(daemon) == AssemblyReport(traces: 1, generations: 1, refused: 0))
    let parent = span("00000000000000a1", attributes: ["session.id": "s-1"])
    #expect(await daemon.client.post("/v1/traces", request(parent), token: token).status == 200)
    #expect(try await assemble(daemon) == AssemblyReport(traces: 1, generations: 0, refused: 1))
    #expect(try daemon.office.superuser.run("select code from countersign_private.quarantine") == [["conflict"]])
    #expect(try daemon.count("generation") == 2)
  }

  /// What a judge says of a call, as a log record.
  private func judgement(_ value: String, of span: String, at: Int) -> [UInt8] {
    Array(
      (#"{"resourceLogs":[{"scopeLogs":[{"logRecords":[{"timeUnixNano":"\#(at)000000000","eventName":"gen_ai.evaluation.result","#
        + #""traceId":"5b8efff798038103d269b633813fc60c","spanId":"\#(span)","attributes":["#
        + #"{"key":"gen_ai.evaluation.name","value":{"stringValue":"polite"}},"#
        + #"{"key":"gen_ai.evaluation.score.value","value":{"doubleValue":\#(value)}}]}]}]}]}"#).utf8)
  }

  @Test("re-opens a trace for a late judgement: it goes to its call, once, and nothing else changes")
  func lateJudgement() async throws {
    let daemon = try await RunningDaemon()
    let token = try await daemon.token()
    func scores() throws -> [[String?]] {
      try daemon.office.superuser.run(
        "select value, at at time zone 'UTC', standing from countersign.score order by ordinal")
    }
    #expect(
      await daemon.client.post("/v1/traces", request(span("00000000000000c1", attributes: call)), token: token).status
        == 200)
    let first = judgement("0.5", of: "00000000000000c1", at: 1_780_000_100)
    #expect(await daemon.client.post("/v1/logs", first, token: token).status == 200)
    #expect(try await assemble(daemon) == AssemblyReport(traces: 1, generations: 1, refused: 0))
    #expect(try scores() == [["0.5", "2026-05-28 20:28:20", "counts"]])
    for (value, at) in [("0.25", 1_780_000_200), ("1", 1_780_000_300)] {
      let later = judgement(value, of: "00000000000000c1", at: at)
      for _ in 0..<2 { #expect(await daemon.client.post("/v1/logs", later, token: token).status == 200) }
      #expect(try await assemble(daemon) == AssemblyReport(traces: 1, generations: 0, refused: 0))
    }
    #expect(
      try scores() == [
        ["0.5", "2026-05-28 20:28:20", "replaced"], ["0.25", "2026-05-28 20:30:00", "replaced"],
        ["1", "2026-05-28 20:31:40", "counts"],
      ])
    #expect(try daemon.count("quarantine") == 0 && daemon.count("generation") == 1)
    // An older one that comes after it never counts.
    let older = judgement("0.75", of: "00000000000000c1", at: 1_780_000_150)
    #expect(await daemon.client.post("/v1/logs", older, token: token).status == 200)
    #expect(try await assemble(daemon) == AssemblyReport(traces: 1, generations: 0, refused: 0))
    #expect(try scores().map { $0[2] } == ["replaced", "replaced", "counts", "replaced"])
    // Nor is anything lost of one that comes when its trace is long forgotten.
    try daemon.office.superuser.run("update countersign_private.trace set last_at = now() - interval '2 days'")
    #expect(try daemon.office.hire("other", "ingest").value("select countersign.drop_old_traces('1 day')") == "1")
    let lastly = judgement("0.125", of: "00000000000000c1", at: 1_780_100_000)
    let astray = judgement("0.125", of: "00000000000000dd", at: 1_780_100_000)
    #expect(await daemon.client.post("/v1/logs", lastly, token: token).status == 200)
    #expect(try await assemble(daemon) == AssemblyReport(traces: 1, generations: 0, refused: 0))
    #expect(try scores().map { $0[2] } == ["replaced", "replaced", "replaced", "replaced", "counts"])
    #expect(try daemon.count("quarantine") == 0)
    #expect(await daemon.client.post("/v1/logs", astray, token: token).status == 200)
    #expect(try await assemble(daemon).refused == 1)
    #expect(
      try daemon.office.superuser.run("select code from countersign_private.quarantine") == [["score.no-generation"]])
    // With another word of its call, too: what would change that is kept aside.
    let parent = span("00000000000000a1", attributes: ["session.id": "s-1"])
    let child = span("00000000000000c2", parent: "00000000000000a1", attributes: call)
    #expect(await daemon.client.post("/v1/traces", request(child), token: token).status == 200)
    #expect(try await assemble(daemon).generations == 1)
    #expect(await daemon.client.post("/v1/traces", request(parent), token: token).status == 200)
    let other = judgement("0", of: "00000000000000c2", at: 1_780_000_400)
    #expect(await daemon.client.post("/v1/logs", other, token: token).status == 200)
    #expect(try await assemble(daemon).refused == 2, "and the one astray again")
    #expect(try daemon.count("quarantine") == 2)
    #expect(try scores().count == 5)
  }

  @Test("that two instruments report in two traces, an hour apart, is one generation by its provider's id")
  func twice() async throws {
    let daemon = try await RunningDaemon()
    let token = try await daemon.token()
    let named = call.merging(["gen_ai.response.id": "resp-1"]) { _, new in new }
    for (trace, start) in [
      ("5b8efff798038103d269b633813fc601", 1_780_000_000), ("5b8efff798038103d269b633813fc602", 1_780_003_600),
    ] {
      let body = request(span("00000000000000c1", trace: trace, start: start, attributes: named))
      #expect(await daemon.client.post("/v1/traces", body, token: token).status == 200)
      _ = try await assemble(daemon)
    }
    #expect(try daemon.count("generation") == 1)
    #expect(try daemon.count("quarantine") == 0)
  }

  @Test("that is partly wrong is taken for the rest, and says how many were refused")
  func partial() async throws {
    let daemon = try await RunningDaemon()
    let token = try await daemon.token()
    let bad = span("00000000000000c2", trace: "00000000000000000000000000000000", attributes: call)
    let short = span("c3", attributes: call)
    let answer = await daemon.client.post(
      "/v1/traces", request(span("00000000000000c1", attributes: call), bad, short), token: token)
    #expect(answer.status == 200)
    #expect(try JSONValue(answer.body)["partialSuccess"]?["rejectedSpans"] == "2")
    #expect(
      try daemon.office.superuser.run("select code from countersign_private.quarantine order by code")
        == [["span.span_id"], ["span.trace_id"]])
    #expect(try await assemble(daemon).generations == 1)
  }

  @Test("with nothing in it succeeds", arguments: [("application/json", "{}"), ("application/x-protobuf", "")])
  func empty(type: String, body: String) async throws {
    let daemon = try await RunningDaemon()
    let token = try await daemon.token()
    for path in ["/v1/traces", "/v1/logs", "/v1/metrics"] {
      let answer = await daemon.client.post(path, Array(body.utf8), type: type, token: token)
      #expect(answer.status == 200)
      #expect(answer.headers["content-type"] == type)
    }
  }
}
