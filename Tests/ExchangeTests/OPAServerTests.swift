import Evidence
import Exchange
import Foundation
import Governance
import Policy
import Testing

/// A stand-in for OPA's REST interface, in a process of its own.
private final class Stub: Sendable {
  let url: String
  private let process: Process
  private let folder: URL

  init(_ answer: JSONValue, status: Int = 200, raw: String? = nil, pause: Double = 0) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "opa-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let file = folder.appending(path: "answer.json")
    let document: JSONValue = ["status": .number(String(status)), "body": raw.map { .string($0) } ?? answer]
    try Data(try CanonicalJSON.bytes(of: document, policy: .generation)).write(to: file)
    process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "opa_stub.py").path
    process.arguments = ["python3", script, file.path, String(pause)]
    let output = Pipe()
    process.standardOutput = output
    // A test run is not over while somebody holds its error output.
    process.standardError = FileHandle.nullDevice
    try process.run()
    let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
    url = "http://127.0.0.1:\(line.trimmingCharacters(in: .whitespacesAndNewlines))"
  }

  var requests: [String] {
    let log = try? String(contentsOf: folder.appending(path: "answer.json.log"), encoding: .utf8)
    return log.map { $0.split(separator: "\n").map(String.init) } ?? []
  }

  deinit {
    process.terminate()
    try? FileManager.default.removeItem(at: folder)
  }
}

@Suite("A policy server")
struct OPAServerTests {
  let good: PolicyBundle

  init() throws { good = try bundle(requirement(if: "input.subject") + decisionRule) }

  private func document(_ allow: Bool = true) -> JSONValue {
    [
      "allow": .bool(allow), "deny": [], "warn": [], "policy_revision": .string(good.revision.text),
      "requirements": [
        [
          "id": "a", "title": "t", "state": "met", "value": "v", "limit": "l", "evidence": "e", "remedy": "r",
          "principle": "p",
        ]
      ],
    ]
  }

  private func answer(_ result: JSONValue?, revision: String? = nil) -> JSONValue {
    .object(
      [
        .init(
          "provenance",
          ["version": "1.18.1", "bundles": ["gates": ["revision": .string(revision ?? good.revision.text)]]])
      ] + (result.map { [.init("result", $0)] } ?? []))
  }

  private func verdict(_ stub: Stub, seconds: Double = 2) async throws -> GateVerdict {
    defer { withExtendedLifetime(stub) {} }
    return await Gate(good, engine: OPAServer(stub.url, seconds: seconds)).decide(try candidate())
  }

  @Test("decides by the bundle that is in force, and is told the facts")
  func decides() async throws {
    let stub = try Stub(answer(document()))
    let verdict = try await verdict(stub)
    #expect(verdict.allow)
    #expect(verdict.engine == "opa 1.18.1")
    let request = try #require(stub.requests.first)
    #expect(request.contains("/v1/data/countersign/promote/decision?provenance=true&strict-builtin-errors=true"))
    #expect(request.contains("kyc-summary"))
  }

  @Test("is unmet when it has another revision, says none, or answers by another in the document")
  func revisions() async throws {
    let other = try await verdict(try Stub(answer(document(), revision: "sha256:0")))
    #expect(!other.allow && other.reasons.first?.contains("another bundle") == true, "\(other.reasons)")
    let none = try await verdict(try Stub(["result": document()]))
    #expect(!none.allow && none.reasons.first?.contains("by which bundle") == true, "\(none.reasons)")
    var members: [JSONValue.Member] = []
    if case .object(let all) = document() {
      members = all.map { $0.key == "policy_revision" ? .init($0.key, "x") : $0 }
    }
    #expect(try await !verdict(try Stub(answer(.object(members)))).allow)
  }

  @Test("is unmet when its rule is undefined, an error, no JSON, or not there")
  func undecided() async throws {
    let undefined = try await verdict(try Stub(answer(nil)))
    #expect(undefined.reasons.first?.contains("undefined") == true)
    let failed = try await verdict(
      try Stub(["code": "internal_error", "message": "eval_conflict_error"], status: 500))
    #expect(failed.reasons.first?.contains("eval_conflict_error") == true)
    let garbled = try await verdict(try Stub(.null, raw: "<html>"))
    #expect(garbled.reasons.first?.contains("no JSON") == true)
    let absent = await Gate(good, engine: OPAServer("http://127.0.0.1:1")).decide(try candidate())
    #expect(absent.reasons.first?.contains("cannot be reached") == true)
    for verdict in [undefined, failed, garbled, absent] {
      #expect(!verdict.allow)
      #expect(verdict.requirements.map(\.state) == [.unmet])
    }
  }

  @Test("is unmet at the deadline")
  func slow() async throws {
    let stub = try Stub(answer(document()), pause: 5)
    let clock = ContinuousClock()
    let began = clock.now
    let verdict = try await verdict(stub, seconds: 0.5)
    #expect(!verdict.allow && verdict.reasons.first?.contains("in time") == true, "\(verdict.reasons)")
    #expect(clock.now - began < .seconds(4))
  }
}
