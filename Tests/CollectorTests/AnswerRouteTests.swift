import Evidence
import Foundation
import Operations
import TestSupport
import Testing

@testable import Collector

@Suite("What a service asks before it delivers, and before it serves")
struct AnswerRouteTests {
  private let flagged = #","delivery":"held","flags":[{"source":"guard","category":"ip","verdict":"flagged"}]"#

  private func report(_ events: [String], _ daemon: RunningDaemon, token: String) async {
    let body = Array(events.joined(separator: "\n").utf8)
    let answer = await daemon.client.post("/v1/generations", body, type: "application/x-ndjson", token: token)
    #expect(answer.text.contains(#""taken":\#(events.count)"#), "\(answer.text)")
  }

  /// Decides the one item under review, and lets the time to undo it run out.
  private func decide(_ decision: String, _ daemon: RunningDaemon) throws {
    let rui = try daemon.office.hire("rui", "reviewer")
    let item = try #require(try rui.value("select id from countersign.review_item"))
    #expect(rui.decides(item, try rui.claim(item), decision) == "allowed")
    try daemon.office.superuser.run(
      "update countersign_private.catalog set kind = 'demo', shift = coalesce(shift, '0') + interval '26 seconds'")
  }

  @Test("an outcome is told to its producer once it has left, by the producer's own name for it")
  func outcomes() async throws {
    let daemon = try await RunningDaemon()
    let token = try await daemon.token()
    await report([event("plain"), event("a &=ü", flagged)], daemon, token: token)
    let path = "/api/v1/outcomes?event=a%20%26%3D%C3%BC"
    let pending = try JSONValue(await daemon.client.get(path, token: token).body)
    #expect(pending["state"] == "pending" && pending["outcome"] == .null && pending["delivery"] == "held")
    #expect(pending["event"] == "a &=ü" && pending["tier"] == "medium")
    let plain = try JSONValue(await daemon.client.get("/api/v1/outcomes?event=plain", token: token).body)
    #expect(plain["state"] == "not_reviewed" && plain["outcome"] == .null, "\(plain)")

    async let waiting = daemon.client.get(path + "&wait=20", token: token)
    try decide("block", daemon)
    let told = try JSONValue(await waiting.body)
    #expect(
      told["state"] == "left" && told["outcome"]?["outcome"] == "refused" && told["outcome"]?["decision"] == "block")
  }

  @Test("nobody is told of another's events, nor without the scope, nor what was not reported")
  func refused() async throws {
    let daemon = try await RunningDaemon()
    let (mine, other) = (try await daemon.token(), try await daemon.token("other"))
    await report([event("a", flagged)], daemon, token: mine)
    let path = "/api/v1/outcomes?event=a"
    #expect(await daemon.client.get(path).status == 401)
    #expect(await daemon.client.get(path, token: "csp_guess").status == 401)
    #expect(await daemon.client.get(path, token: try await daemon.token("writes", [.generations])).status == 403)
    let stranger = await daemon.client.get(path, token: other)
    #expect(stranger.status == 404 && stranger.text.contains("other has reported no generation a."))
    for query in ["", "?event=", "?event=a&wait=31", "?event=a&wait=x", "?event=a&wait=-1", "?event=a&wait=nan"] {
      #expect(await daemon.client.get("/api/v1/outcomes" + query, token: mine).status == 400, "\(query)")
    }
    try daemon.office.chief.run("select countersign.revoke_producer('gateway', 'a test')")
    #expect(await daemon.client.get(path, token: mine).status == 401, "whatever the daemon remembers")
  }

  @Test("what to use is told as `countersign resolve` does, and nothing is when nothing may be")
  func resolves() async throws {
    let daemon = try await RunningDaemon()
    let token = try await daemon.token("serving", [.resolve])
    let (bea, amy) = (
      try daemon.office.hire("bea", "builder", team: "claims"), try daemon.office.hire("amy", "approver")
    )
    try bea.register("index", label: "1", body: "[1]")
    let path = "/api/v1/resolve?artifact=index&environment=production"
    let nothing = await daemon.client.get(path, token: token)
    #expect(nothing.status == 409 && nothing.text.contains("resolve.nothing"))
    #expect(amy.signs(try bea.request("index", "1")) == "allowed")
    let served = try JSONValue(await daemon.client.get(path + "&key=customer%207", token: token).body)
    #expect(served["version"] == "index@1" && served["state"] == "served")
    #expect(amy.tries("select * from countersign.stop('index', '1', null, 'leaks')") == "allowed")
    let stopped = await daemon.client.get(path, token: token)
    #expect(stopped.status == 409 && stopped.text.contains("resolve.stopped"), "\(stopped.text)")
    #expect(await daemon.client.get("/api/v1/resolve?artifact=no&environment=production", token: token).status == 404)
    #expect(await daemon.client.get("/api/v1/resolve?artifact=index&environment=moon", token: token).status == 404)
    #expect(await daemon.client.get("/api/v1/resolve?artifact=index", token: token).status == 400)
    #expect(await daemon.client.get(path, token: try await daemon.token("reads", [.outcomes])).status == 403)
  }
}
