import Catalog
import Foundation
import Governance
import Operations
import TestSupport

/// Traces of two spans, one of them a call with its prompt and answer, posted as OTLP in protobuf to a daemon at several
/// numbers of connections: until they are committed, and until they have been put together as generations. Beside the most
/// that Phoenix and MLflow stored on one machine like this: 199 and 767 traces a second.
struct TracesOverHTTP: Measurement {
  let name = "otlp"
  let about =
    "OTLP protobuf through `POST /v1/traces` at 1, 8 and 64 connections, beside what MLflow stored at best (767/s)"
  private let tracesInRequest = 100
  private let peer = 767.0
  private let phoenix = 199.0

  func run(_ report: @Sendable (Figure) -> Void, in place: BenchPlace, on cluster: BenchCluster) async throws {
    let requests = max(20, place.generations / 5000)
    for connections in [1, 8, 64] {
      try await cluster.make("traced")
      try await Crowd.collector("collector", by: Connection(cluster.connection(to: "traced")))
      let bodies = (0..<requests).map { request(UInt64($0 * tracesInRequest)) }
      let before = ResidentMemory.bytes
      let running = try await BenchDaemon(cluster.connection(as: "collector", to: "traced"))
      let began = Stopwatch()
      let taken = await running.deliver(
        bodies, connections: connections, as: .otlp(tracesInRequest))
      let committed = began.seconds
      await running.stop()
      let desk = Workbench(cluster.connection(as: "collector", to: "traced"))
      var generations = 0
      while true {
        let done = try await desk.assembleQuietTraces(quiet: 0)
        guard done.traces > 0 else { break }
        generations += done.generations
      }
      report(
        Figure(
          what: "traces over \(connections) connections, committed", ours: Double(taken) / committed, peer: peer,
          unit: .perSecond, goal: .atLeast(20),
          note:
            "\(taken) of \(requests * tracesInRequest), \(tracesInRequest) a request; × \(Int(Double(taken) / committed / phoenix)) of Phoenix's 199; memory \((ResidentMemory.bytes - before) >> 20) MiB more"
        ))
      report(
        Figure(
          what: "traces over \(connections) connections, as generations", ours: Double(generations) / began.seconds,
          peer: peer, unit: .perSecond, goal: .atLeast(20),
          note: "\(generations) generations, assembled by one daemon after the last request"))
      try cluster.drop("traced")
    }
  }

  /// A request whose traces are numbered from `first`.
  private func request(_ first: UInt64) -> [UInt8] {
    let now = UInt64(Date().timeIntervalSince1970) * 1_000_000_000
    var spans: [UInt8] = []
    for number in first..<first + UInt64(tracesInRequest) {
      let trace = Self.big(number &+ 1) + Self.big(number ^ 0x5DEE_CE66)
      let parent = Self.big(number &* 2 &+ 1)
      spans += Self.field(2, span(trace, parent, nil, "answer", now, [("session.id", "session \(number / 10)")]))
      spans += Self.field(
        2,
        span(
          trace, Self.big(number &* 2 &+ 2), parent, "chat gpt-5", now,
          [
            ("gen_ai.operation.name", "chat"), ("gen_ai.provider.name", "openai"), ("gen_ai.request.model", "gpt-5"),
            ("gen_ai.response.id", "resp-\(number)"),
            (
              "gen_ai.input.messages",
              #"[{"role":"user","parts":[{"type":"text","content":"Which documents does case \#(number) still need before it may be closed?"}]}]"#
            ),
            (
              "gen_ai.output.messages",
              #"[{"role":"assistant","parts":[{"type":"text","content":"It needs the signed form and a proof of address that is no older than three months."}],"finish_reason":"stop"}]"#
            ),
          ]))
    }
    let resource = Self.field(1, Self.attribute("service.name", "bench"))
    return Self.field(1, Self.field(1, resource) + Self.field(2, spans))
  }

  private func span(
    _ trace: [UInt8], _ id: [UInt8], _ parent: [UInt8]?, _ name: String, _ now: UInt64, _ attributes: [(String, String)]
  ) -> [UInt8] {
    var bytes = Self.field(1, trace) + Self.field(2, id)
    if let parent { bytes += Self.field(4, parent) }
    bytes +=
      Self.field(5, Array(name.utf8)) + [7 << 3 | 1] + Self.little(now) + [8 << 3 | 1] + Self.little(now + 900_000_000)
    for (key, value) in attributes { bytes += Self.field(9, Self.attribute(key, value)) }
    return bytes
  }

  private static func attribute(_ key: String, _ value: String) -> [UInt8] {
    field(1, Array(key.utf8)) + field(2, field(1, Array(value.utf8)))
  }

  /// A field of bytes as protobuf writes it.
  private static func field(_ number: UInt8, _ bytes: [UInt8]) -> [UInt8] {
    var (rest, length) = (bytes.count, [UInt8]())
    repeat {
      length.append(UInt8(rest & 0x7F) | (rest > 0x7F ? 0x80 : 0))
      rest >>= 7
    } while rest > 0
    return [number << 3 | 2] + length + bytes
  }

  private static func big(_ value: UInt64) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: value >> (56 - $0 * 8)) }
  }
  private static func little(_ value: UInt64) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
  }
}
