import Catalog
import Collector
import Foundation
import Governance
import Logging
import Operations
import SampleWorld
import TestSupport

/// The sample world's events posted to a daemon, NDJSON, at several numbers of connections, beside psql's `\copy` of the rows
/// that came of them, from CSV into the same tables with the same indexes.
struct DeliveredOverHTTP: Measurement {
  let name = "http"
  let about =
    "NDJSON through `POST /v1/generations` at 1, 8 and 64 connections, beside psql's \\copy of the resulting rows from CSV"
  private let linesInRequest = 500

  func run(_ report: @Sendable (Figure) -> Void, in place: BenchPlace, on cluster: BenchCluster) async throws {
    let world = World(seed: 1, now: Instant(microseconds: Int64(Date().timeIntervalSince1970) * 1_000_000))
    let count = max(10_000, place.generations / 10)
    for connections in [1, 8, 64] {
      try await cluster.make("delivered")
      try await Crowd.collector("collector", by: Connection(cluster.connection(to: "delivered")))
      try await cluster.make("copied", from: "delivered")
      let mark = try RowMark(cluster, "delivered")
      let bodies = requests(of: world, count: count)
      let before = ResidentMemory.bytes
      let running = try await BenchDaemon(cluster.connection(as: "collector", to: "delivered"))
      let began = Stopwatch()
      let taken = await running.deliver(bodies, connections: connections)
      let rate = Double(taken) / began.seconds
      await running.stop()
      let copied = CopiedRows(mark: mark, cluster: cluster)
      try copied.export(from: "delivered")
      let copying = Stopwatch()
      try copied.copy(into: "copied")
      let peer = Double(taken) / copying.seconds
      report(
        Figure(
          what: "events over \(connections) connections", ours: rate, peer: peer, unit: .perSecond, goal: .atLeast(0.4),
          note:
            "\(taken) of \(count) taken, \(linesInRequest) a request; memory \((ResidentMemory.bytes - before) >> 20) MiB more"
        ))
      try cluster.drop("copied")
      try cluster.drop("delivered")
    }
  }

  private func requests(of world: World, count: Int) -> [[UInt8]] {
    var events = world.generations(from: world.begins, until: world.now, scale: count / 3000 + 1)
    var bodies: [[UInt8]] = []
    var body: [UInt8] = []
    for number in 1...count {
      guard let event = events.next() else { break }
      body += event.line + [0x0A]
      if number % linesInRequest == 0 || number == count {
        bodies.append(body)
        body = []
      }
    }
    if !body.isEmpty { bodies.append(body) }
    return bodies
  }
}

/// A daemon of this process, and connections to it.
struct BenchDaemon {
  private let running: Task<Void, Never>
  private let port: Int

  init(_ catalog: ConnectionSettings) async throws {
    var settings = CollectorSettings()
    settings.port = 0
    settings.roles = [.receive]
    settings.trusted = "meridian"
    let daemon = Daemon(catalog, settings, logger: Logger(label: "bench") { _ in SwiftLogNoOpLogHandler() })
    let (ports, port) = AsyncStream.makeStream(of: Int.self)
    running = Task { try? await daemon.run(signals: false) { port.yield($0) } }
    var heard = ports.makeAsyncIterator()
    self.port = await heard.next() ?? 0
  }

  func stop() async {
    running.cancel()
    await running.value
  }

  /// Shares the requests among connections, each on a thread of its own; answers how many events were taken.
  func deliver(_ bodies: [[UInt8]], connections: Int, as kind: KeptConnection.Kind = .lines) async -> Int {
    let port = port
    return await withTaskGroup(of: Int.self) { group in
      for connection in 0..<connections {
        group.addTask {
          await withCheckedContinuation { continuation in
            Thread.detachNewThread {
              let mine = stride(from: connection, to: bodies.count, by: connections).map { bodies[$0] }
              continuation.resume(returning: KeptConnection(port: port)?.post(mine, as: kind) ?? 0)
            }
          }
        }
      }
      return await group.reduce(0, +)
    }
  }
}
