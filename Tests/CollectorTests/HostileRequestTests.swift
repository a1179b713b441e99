import Evidence
import Foundation
import Governance
import Operations
import TestSupport
import Testing

@testable import Collector

@Suite("A hostile request", .serialized)
struct HostileRequestTests {
  private func stillReady(_ daemon: RunningDaemon) async throws {
    #expect(await daemon.client.get("/health/ready").status == 200)
    let id = UUID().uuidString
    #expect(await daemon.client.post("/v1/generations", Array(event(id).utf8)).status == 200)
  }

  @Test(
    "of the collection is answered with the status it deserves",
    .enabled(if: SharedData.isThere, "\(SharedData.absence)"))
  func collection() async throws {
    let daemon = try await RunningDaemon { $0.trusted = "app" }
    for line in try SharedData.contents(of: "hostile/otlp_requests.jsonl").split(separator: UInt8(ascii: "\n")) {
      let value = try JSONValue(Array(line), policy: .generation)
      let expected = try #require(value["expect_status"]?.text)
      guard case .array(let headers)? = value["headers"], case .array(let type)? = headers.first else { continue }
      let encoded = try #require(value["body_base64"]?.text)
      let body = Array(try #require(Data(base64Encoded: encoded)))
      let answer = await daemon.client.post(
        try #require(value["path"]?.text), body, type: type[1].text ?? "")
      #expect(expected.contains(String(answer.status)), "\(value["case"]?.text ?? "")")
      try await stillReady(daemon)
    }
    _ = try await daemon.desk.assembleQuietTraces(quiet: 0)
    #expect(
      try daemon.office.superuser.value("select count(*) from countersign_private.generation where latency_micros < 0")
        == "0")
  }

  @Test("that is a bomb, too large, too deep, cut or packed wrongly is refused by its own status")
  func bodies() async throws {
    let daemon = try await RunningDaemon {
      $0.trusted = "app"
      $0.limits.body = 4 << 20
    }
    let client = daemon.client
    let bomb = try packed([UInt8](repeating: 0x20, count: 100 << 20))
    #expect(bomb.count < 200_000)
    let deep = Array((String(repeating: "[", count: 10_000) + String(repeating: "]", count: 10_000)).utf8)
    let deepSpan = Array((String(repeating: #"{"resourceSpans":["#, count: 10_000)).utf8)
    // A value that holds a list of one value, and so on, of an attribute of a resource.
    var nested: [UInt8] = []
    for tag in (0..<4000).map({ $0 % 2 == 0 ? 0x0A as UInt8 : 0x2A }) + [0x12, 0x0A, 0x0A, 0x0A] {
      nested = [tag] + length(nested.count) + nested
    }
    let whole = try packed(Array(event("x").utf8))
    let cases: [(String, Int, () async -> PlainClient.Answer)] = [
      ("bomb", 413, { await client.post("/v1/generations", bomb, encoding: "gzip") }),
      (
        "bomb of spans", 413,
        { await client.post("/v1/traces", bomb, type: "application/x-protobuf", encoding: "gzip") }
      ),
      ("large", 413, { await client.post("/v1/generations", [UInt8](repeating: 0x20, count: 5 << 20)) }),
      ("deep list", 400, { await client.post("/v1/generations", deep) }),
      ("deep flag", 400, { await client.post("/v1/flags", deep) }),
      ("flags by another name", 415, { await client.post("/v1/flags", whole, type: "text/plain") }),
      ("deep event", 400, { await client.post("/api/v1/lineage", deep) }),
      ("deep span", 400, { await client.post("/v1/traces", deepSpan) }),
      ("deep protobuf", 400, { await client.post("/v1/traces", nested, type: "application/x-protobuf") }),
      ("cut gzip", 400, { await client.post("/v1/generations", Array(whole.dropLast(9)), encoding: "gzip") }),
      ("no gzip", 400, { await client.post("/v1/generations", Array(event("x").utf8), encoding: "gzip") }),
      ("zstd", 415, { await client.post("/v1/generations", whole, encoding: "zstd") }),
      (
        "more lines than a request may hold", 413,
        {
          await client.post(
            "/v1/generations", Array(String(repeating: "x\n", count: 20_001).utf8), type: "application/x-ndjson")
        }
      ),
      (
        "more elements than a request may hold", 413,
        {
          await client.post(
            "/v1/generations", Array(("[0" + String(repeating: ",0", count: 20_000) + "]").utf8),
            type: "application/json")
        }
      ),
      ("html", 415, { await client.post("/v1/generations", whole, type: "text/html") }),
      ("bytes that are no text", 400, { await client.post("/v1/generations", [0xFF, 0xFE, 0x00]) }),
      ("nowhere", 404, { await client.post("/v1/nowhere", whole) }),
      ("no HTTP", 400, { await client.send([Array("\u{16}\u{3}\u{1} hello\r\n\r\n".utf8)]) }),
      (
        "a body longer than told", 413,
        {
          await client.send([
            Array("POST /v1/generations HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\n\r\n{".utf8)
          ])
        }
      ),
    ]
    let before = residentBytes()
    for (name, status, send) in cases {
      #expect(await send().status == status, "\(name)")
    }
    try await stillReady(daemon)
    #expect(residentBytes() - before < 150 << 20)
    #expect(try daemon.count("generation") == 1)
  }

  @Test("that drips is answered 408 and let go; one that stops in its middle leaves nothing behind")
  func slow() async throws {
    let daemon = try await RunningDaemon {
      $0.trusted = "app"
      $0.limits.seconds = 1
    }
    let head = Array("POST /v1/generations HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n".utf8)
    let dripping = await daemon.client.send([head] + (0..<15).map { _ in [0x20] }, pause: 0.1)
    #expect(dripping.status == 408)
    let cut = await daemon.client.send([head, Array(event("x").utf8)], thenCut: true)
    #expect(cut.status == 400 || cut.status == 0)
    try await stillReady(daemon)
    #expect(try daemon.count("generation") == 1)
  }

  @Test("whose head is dripped is let go, and a hundred of them leave room for others")
  func slowHeads() async throws {
    let daemon = try await RunningDaemon {
      $0.trusted = "app"
      $0.limits.head = 1
    }
    let (client, began) = (daemon.client, ContinuousClock.now)
    await withTaskGroup(of: PlainClient.Answer.self) { group in
      for number in 0..<100 {
        group.addTask {
          await client.send(
            [Array("POST /v1/generations HTTP/1.1\r\n".utf8)]
              + (0..<300).map { Array("X-\(number)-\($0): x\r\n".utf8) },
            pause: 0.1)
        }
      }
      group.addTask { await client.post("/v1/generations", Array(event("beside").utf8)) }
      var statuses: [Int] = []
      for await answer in group { statuses.append(answer.status) }
      #expect(statuses.filter { $0 == 200 }.count == 1)
      #expect(statuses.filter { $0 == 0 || $0 == 408 }.count == 100)
    }
    #expect(began.duration(to: .now) < .seconds(25), "none dripped to its end")
    try await stillReady(daemon)
  }

  @Test("is told to come again before memory grows")
  func overload() async throws {
    let daemon = try await RunningDaemon {
      $0.trusted = "app"
      $0.limits.bodies = 64 << 10
    }
    let answer = await daemon.client.post("/v1/generations", [UInt8](repeating: 0x20, count: 128 << 10))
    #expect(answer.status == 503)
    #expect(answer.headers["retry-after"] == "2")
    try await stillReady(daemon)
    #expect(await daemon.client.get("/metrics").text.contains("countersign_body_bytes 0\n"))
  }

  /// As protobuf writes lengths.
  private func length(_ count: Int) -> [UInt8] {
    var (rest, bytes) = (count, [UInt8]())
    repeat {
      bytes.append(UInt8(rest & 0x7F) | (rest > 0x7F ? 0x80 : 0))
      rest >>= 7
    } while rest > 0
    return bytes
  }

  private func residentBytes() -> Int {
    let fields = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?.split(separator: " ") ?? []
    return fields.count > 1 ? (Int(fields[1]) ?? 0) * 4096 : 0
  }
}
