import Crypto
import Evidence
import Exchange
import Foundation
import Governance
import Operations
import TestSupport
import Testing

@testable import Collector

@Suite("Webhooks of the daemon")
struct WebhookTests {
  private func isSigned(_ call: WebhookReceiver.Call, by secret: String) throws -> Bool {
    let key = SymmetricKey(data: try #require(Data(base64Encoded: String(secret.dropFirst("whsec_".count)))))
    let id = try #require(call.headers["webhook-id"])
    let stamp = try #require(call.headers["webhook-timestamp"])
    let shown = try #require(call.headers["webhook-signature"])
    let code = try #require(Data(base64Encoded: String(shown.dropFirst(3))))
    #expect(shown.hasPrefix("v1,"))
    #expect(abs(Date().timeIntervalSince1970 - (Double(stamp) ?? 0)) < 60)
    return HMAC<SHA256>.isValidAuthenticationCode(
      code, authenticating: Data("\(id).\(stamp).\(call.body)".utf8), using: key)
  }

  private func until(_ holds: () throws -> Bool) async throws {
    for _ in 0..<600 {
      if try holds() { return }
      try await Task.sleep(for: .milliseconds(50))
    }
    Issue.record("it did not come about within 30 seconds")
  }

  @Test("are signed, come again with the same id after refusals and after their daemon was killed, and then no more")
  func delivered() async throws {
    let receiver = try WebhookReceiver(answers: [500, 0])
    let first = try await RunningDaemon(roles: [.receive, .deliver]) { $0.webhooks = WebhookClient() }
    let office = first.office
    let chief = Workbench(office.settings("chief"))
    let secret = try await chief.addWebhook(
      "claims", url: receiver.url, events: [.promotion, .outcome], reason: "a test", channel: .command
    ).secret
    let bea = try office.hire("bea", "builder", team: "claims")
    try bea.register("index", label: "1", body: "[1]")
    _ = try bea.request("index", "1")
    try await until { receiver.received.count >= 1 }
    await first.stop()
    let second = try await RunningDaemon(roles: [.receive, .deliver], office: office) { $0.webhooks = WebhookClient() }
    // The first may have ended before it could say what became of its try.
    try office.superuser.run("update countersign_private.webhook_delivery set lease_until = '-infinity'")
    try await until {
      try office.superuser.value("select state from countersign_private.webhook_delivery") == "delivered"
    }
    let calls = receiver.received
    #expect(calls.count >= 3)
    #expect(Set(calls.map { $0.headers["webhook-id"] }).count == 1)
    #expect(Set(calls.map(\.body)).count == 1)
    for call in calls { #expect(try isSigned(call, by: secret)) }
    var forged = try #require(calls.first)
    forged.body = forged.body.replacing("open", with: "promoted")
    #expect(try !isSigned(forged, by: secret))
    let body = try JSONValue(Array(forged.body.utf8))
    #expect(body["type"] == "countersign.promotion")
    #expect(body["data"]?["artifact"] == "index" && body["data"]?["environment"] == "production")
    let count = receiver.received.count
    try await Task.sleep(for: .seconds(3))
    #expect(receiver.received.count == count)
    #expect(await second.client.get("/health/ready").status == 200)
  }

  @Test("tell of one outcome from one daemon of several, and what one address does is nothing to another")
  func shared() async throws {
    let (good, bad) = (try WebhookReceiver(answers: []), try WebhookReceiver(answers: Array(repeating: 503, count: 99)))
    let first = try await RunningDaemon(roles: [.receive, .deliver]) { $0.webhooks = WebhookClient() }
    let office = first.office
    let second = try await RunningDaemon(roles: [.deliver, .receive], office: office) { $0.webhooks = WebhookClient() }
    let chief = Workbench(office.settings("chief"))
    for (name, receiver) in [("good", good), ("bad", bad)] {
      _ = try await chief.addWebhook(name, url: receiver.url, events: [.outcome], reason: "a test", channel: .command)
    }
    let token = try await first.token()
    let flagged = #","delivery":"held","flags":[{"source":"guard","category":"ip","verdict":"flagged"}]"#
    let body = Array((0..<5).map { event("e\($0)", flagged) }.joined(separator: "\n").utf8)
    #expect(await first.client.post("/v1/generations", body, type: "application/x-ndjson", token: token).status == 200)
    let rui = try office.hire("rui", "reviewer")
    for row in try rui.run("select id from countersign.review_item") {
      let item = try #require(row[0])
      #expect(rui.decides(item, try rui.claim(item), "block") == "allowed")
    }
    try office.superuser.run(
      "update countersign_private.catalog set kind = 'demo', shift = coalesce(shift, '0') + interval '26 seconds'")
    try await until { good.received.count >= 5 }
    try await until { bad.received.count >= 5 }
    try await Task.sleep(for: .seconds(1))
    #expect(good.received.count == 5)
    let told = try good.received.map { try JSONValue(Array($0.body.utf8)) }
    #expect(Set(told.compactMap { $0["data"]?["event"]?.text }) == ["e0", "e1", "e2", "e3", "e4"])
    #expect(told.allSatisfy { $0["data"]?["outcome"] == "refused" })
    #expect(!good.received.contains { $0.body.contains("yes") }, "nothing of what was written goes out")
    #expect(await second.client.get("/health/live").status == 200)
    #expect(
      try office.superuser.value(
        "select count(*) from countersign_private.webhook_delivery d join countersign_private.webhook w on w.id = d.webhook where w.name = 'bad' and d.last_words = 'It answered with status 503.'"
      ) == "5")
  }
}
