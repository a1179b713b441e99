import Catalog
import Evidence
import Foundation
import Governance
import Operations
import TestSupport
import Testing

@testable import Collector

@Suite("POST /v1/generations")
struct GenerationRouteTests {
  private let path = "/v1/generations"

  private func lines(_ lines: String...) -> [UInt8] { Array(lines.joined(separator: "\n").utf8) }

  @Test("takes lines, a list, or one object, packed or not; what is sent twice changes nothing")
  func takes() async throws {
    let daemon = try await RunningDaemon()
    let token = try await daemon.token()
    let body = lines(event("a"), event("b"), "")
    let first = await daemon.client.post(path, body, type: "application/x-ndjson", token: token)
    #expect(first.status == 200)
    #expect(first.text == #"{"known":0,"queued":0,"refusals":[],"refused":0,"taken":2}"#)
    let again = await daemon.client.post(
      path, try packed(body), type: "application/x-ndjson", token: token, encoding: "gzip")
    #expect(again.text == #"{"known":2,"queued":0,"refusals":[],"refused":0,"taken":0}"#)
    let list = await daemon.client.post(path, Array("[\(event("b")), \(event("c"))]".utf8), token: token)
    #expect(list.text == #"{"known":1,"queued":0,"refusals":[],"refused":0,"taken":1}"#)
    #expect(await daemon.client.post(path, Array(event("d").utf8), token: token).status == 200)
    #expect(try daemon.count("generation") == 4)
    #expect(
      try daemon.office.superuser.value("select string_agg(distinct producer, ',') from countersign_private.generation")
        == "gateway")
  }

  @Test("keeps what it refuses in quarantine with the reason, takes the rest, and tells both")
  func refuses() async throws {
    let daemon = try await RunningDaemon()
    let token = try await daemon.token()
    let body = lines(event("a"), #"{"event_id":"b"}"#, "no json", event("c", #","producer":"another""#), event("d"))
    let answer = await daemon.client.post(path, body, type: "application/x-ndjson", token: token)
    #expect(answer.status == 200)
    let told = try JSONValue(answer.body)
    #expect(told["taken"] == 2 && told["refused"] == 3)
    #expect(
      try daemon.office.superuser.run("select line, code from countersign_private.quarantine order by line")
        == [["2", "field.missing"], ["3", "line.json"], ["4", "producer.other"]])
    #expect(
      try daemon.office.superuser.value("select taken || '/' || refused from countersign_private.receipt") == "2/3")
  }

  @Test("names what the catalog refuses, too: an event that is there with other content")
  func conflict() async throws {
    let daemon = try await RunningDaemon()
    let token = try await daemon.token()
    #expect(await daemon.client.post(path, Array(event("a").utf8), token: token).status == 200)
    let body = lines(event("b"), event("a", #","language":"de""#))
    let answer = await daemon.client.post(path, body, type: "application/x-ndjson", token: token)
    let told = try JSONValue(answer.body)
    #expect(told["taken"] == 1 && told["refused"] == 1)
    #expect(answer.text.contains(#""code":"conflict","line":2"#))
  }

  @Test("keeps a body that cannot be read as a whole, and says so; a method that is not taken is told which is")
  func wholes() async throws {
    let daemon = try await RunningDaemon()
    let token = try await daemon.token()
    let answer = await daemon.client.post(path, Array("[{".utf8), token: token)
    #expect(answer.status == 400 && answer.text.contains("The office has it in quarantine"))
    #expect(await daemon.client.post(path, Array("[{".utf8), token: "csp_guess").status == 401)
    #expect(
      try daemon.office.superuser.run(
        "select r.producer, q.format, q.code, convert_from(q.raw, 'UTF8') from countersign_private.quarantine q join countersign_private.receipt r on r.id = q.receipt"
      ) == [["gateway", "generations", "body.json", "[{"]])
    #expect(await daemon.client.get(path).status == 405)
    #expect(await daemon.client.post("/api/v1/resolve", [], token: token).status == 405)
    #expect(await daemon.client.post("/metrics", []).status == 405)
    #expect(await daemon.client.get("/v1/nothing").status == 404)
  }

  @Test("answers only once all is committed: what a receipt counts is there")
  func committed() async throws {
    let daemon = try await RunningDaemon { $0.sessions = 4 }
    let token = try await daemon.token()
    let client = daemon.client
    let taken = await withTaskGroup(of: Int.self) { group in
      for number in 0..<24 {
        group.addTask {
          // Every event comes from two senders at once.
          let body = (0..<20).map { event("e\(number / 2)-\($0)") }.joined(separator: "\n")
          let answer = await client.post(
            "/v1/generations", Array(body.utf8), type: "application/x-ndjson", token: token)
          guard answer.status == 200, let told = try? JSONValue(answer.body), case .number(let text)? = told["taken"]
          else { return -1 }
          return Int(text) ?? -1
        }
      }
      return await group.reduce(0, +)
    }
    #expect(taken == 240)
    #expect(try daemon.count("generation") == 240)
    #expect(try daemon.count("quarantine") == 0)
  }

  @Test("lets nobody in without a token, by another's scope, or by a revoked token, however fresh in memory")
  func tokens() async throws {
    let daemon = try await RunningDaemon()
    let body = Array(event("a").utf8)
    let missing = await daemon.client.post(path, body)
    #expect(missing.status == 401)
    #expect(missing.headers["www-authenticate"] == "Bearer")
    #expect(await daemon.client.post(path, body, token: "csp_guess").status == 401)
    let token = try await daemon.token("lineage-only", [.openlineage])
    #expect(await daemon.client.post(path, body, token: token).status == 403)
    let good = try await daemon.token("good", [.generations])
    #expect(await daemon.client.post(path, body, token: good).status == 200)
    try daemon.office.chief.run("select countersign.revoke_producer('good', 'a test')")
    #expect(await daemon.client.post(path, Array(event("b").utf8), token: good).status == 401)
    #expect(try daemon.count("generation") == 1)
  }

  @Test("takes requests without a token as those of the producer it was told to trust")
  func trusted() async throws {
    let daemon = try await RunningDaemon { $0.trusted = "local-app" }
    #expect(await daemon.client.post(path, Array(event("a").utf8)).status == 200)
    #expect(await daemon.client.post(path, Array(event("b").utf8), token: "wrong").status == 401)
    #expect(try daemon.office.superuser.value("select producer from countersign_private.generation") == "local-app")
  }

  @Test("says when to come again while the catalog is away, and is alive but not ready")
  func outage() async throws {
    let daemon = try await RunningDaemon(
      catalog: .init(conninfo: "host=127.0.0.1 port=1 dbname=none user=nobody connect_timeout=1")
    ) { $0.trusted = "app" }
    let answer = await daemon.client.post(path, Array(event("a").utf8))
    #expect(answer.status == 503)
    #expect(answer.headers["retry-after"] == "5")
    #expect(await daemon.client.get("/health/live").status == 200)
    #expect(await daemon.client.get("/health/ready").status == 503)
  }
}
