import Evidence
import Foundation
import Governance
import Ingest
import TestSupport
import Testing

@testable import Collector

@Suite("POST /api/v1/lineage")
struct LineageRouteTests {
  private let path = "/api/v1/lineage"

  private func run(_ id: Int, _ type: String) -> String {
    """
    {"eventType":"\(type)","eventTime":"2026-03-01T12:00:00Z","run":{"runId":"00000000-0000-0000-0000-00000000000\(id)"},
     "job":{"namespace":"n","name":"j"},"inputs":[{"namespace":"n","name":"in"}],"outputs":[{"namespace":"n","name":"out"}],
     "producer":"https://example.org/p","schemaURL":"https://openlineage.io/spec/2-0-2/OpenLineage.json#/definitions/RunEvent"}
    """
  }

  @Test("answers 201 to an event, 400 to one that is none, and tells of each in a list")
  func answers() async throws {
    let daemon = try await RunningDaemon()
    let token = try await daemon.token()
    #expect(await daemon.client.post(path, Array(run(1, "START").utf8), token: token).status == 201)
    #expect(await daemon.client.post(path, Array(run(1, "START").utf8), token: token).status == 201)
    let bad = await daemon.client.post(path, Array("{}".utf8), token: token)
    #expect(bad.status == 400)
    #expect(try JSONValue(bad.body)["error"]?["code"]?.text?.isEmpty == false)
    let list = await daemon.client.post(
      path, Array("[\(run(1, "COMPLETE")),{\"a\":1},\(run(2, "START"))]".utf8), token: token)
    #expect(list.status == 200)
    let told = try JSONValue(list.body)
    #expect(told["status"] == "partial_success")
    #expect(told["summary"]?["successful"] == 2)
    #expect(told["failed_events"]?.elements?.first?["index"] == 1)
    #expect(try daemon.count("lineage_event") == 3)
    #expect(try daemon.count("quarantine") == 2)
  }

  @Test(
    "takes all that dbt's own transport sent, plain and packed, each once",
    .enabled(if: SharedData.isThere, "\(SharedData.absence)"))
  func captured() async throws {
    let daemon = try await RunningDaemon()
    let token = try await daemon.token()
    let requests = try CapturedRequest.all("openlineage/http/dbt_ol_http_requests.jsonl")
    #expect(requests.count == 24)
    for _ in 0..<2 {
      for request in requests {
        #expect(await request.send(daemon.client, token: token).status == 201)
      }
    }
    // The same run sent plain and packed is the same run: what differs is what the producer made to differ.
    let digests = Set(try requests.map { ContentDigest(of: try $0.unpacked).hex })
    #expect(try daemon.count("lineage_event") == digests.count)
    #expect(try daemon.count("quarantine") == 0)
  }
}
