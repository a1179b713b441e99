import Evidence
import Foundation
import Governance
import Testing

@testable import Ingest

/// Requests that real instruments sent, read as the daemon reads them.
struct CapturedRequests {
  var parts: [TracePart] = []
  var refused = 0
  var counts: [CallCount] = []

  /// - Parameter name: of a file of `otlp/`, such as `openai-new_proto`.
  init(_ name: String) throws {
    for line in try SharedData.lines(of: "otlp/\(name).jsonl.gz") {
      let request = try JSONValue(line.bytes, policy: .generation)
      var headers: [String: String] = [:]
      for header in request["headers"]?.elements ?? [] {
        guard let both = header.elements, both.count == 2 else { continue }
        headers[both[0].text?.lowercased() ?? ""] = both[1].text
      }
      let encoded = try #require(request["body_base64"]?.text)
      var body = Array(try #require(Data(base64Encoded: encoded)))
      if headers["content-encoding"] == "gzip" { body = try SharedData.unpacked(body) }
      let isText = headers["content-type"] == "application/json"
      switch request["path"]?.text {
      case "/v1/traces": add(isText ? try OTLPText.traces(body) : try OTLPBinary.traces(body))
      case "/v1/logs": add(isText ? try OTLPText.logs(body) : try OTLPBinary.logs(body))
      case "/v1/metrics": counts += isText ? try OTLPText.metrics(body) : try OTLPBinary.metrics(body)
      default: Issue.record("a path nobody knows")
      }
    }
  }

  private mutating func add(_ batch: TelemetryBatch) {
    parts += batch.parts
    refused += batch.refused.count
  }

  /// What becomes of them when they have been through the catalog: written and read once more.
  func events() throws -> [GenerationEvent] {
    let kept = try parts.compactMap { TracePart(text: try $0.text) }
    #expect(kept.count == parts.count)
    let assembly = TraceAssembly(kept)
    #expect(assembly.refused.isEmpty)
    let format = GenerationLines(producer: "gateway", now: Instant(year: 2026, month: 11, day: 22))
    return try assembly.calls.map { try Reading.event(from: format.read($0.line)) }
  }
}

extension GenerationEvent {
  /// The erasable part, taken apart.
  var body: JSONValue { (try? JSONValue(content, policy: .generation)) ?? .null }

  /// The text of the answer; empty when there is none.
  var answer: String {
    (body["output"]?.elements ?? []).flatMap { $0["parts"]?.elements ?? [] }.compactMap { $0["content"]?.text }.joined()
  }

  /// The text of the last question of a user.
  var question: String {
    (body["input"]?.elements ?? []).last { $0["role"]?.text == "user" }?["parts"]?.elements?
      .compactMap { $0["content"]?.text }.joined() ?? ""
  }
}

extension SharedData {
  /// A gzip body, unpacked.
  static func unpacked(_ bytes: [UInt8]) throws -> [UInt8] {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["gzip", "-dc"]
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    try input.fileHandleForWriting.write(contentsOf: Data(bytes))
    try input.fileHandleForWriting.close()
    let unpacked = Array(output.fileHandleForReading.readDataToEndOfFile())
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return unpacked
  }
}
