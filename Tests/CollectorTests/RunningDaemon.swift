import CZlib
import Catalog
import Evidence
import Foundation
import Governance
import Logging
import Operations
import TestSupport
import Testing

@testable import Collector

/// A daemon in front of a catalog of one test.
final class RunningDaemon: Sendable {
  let office: Office
  let client: PlainClient
  /// The daemon's login at a desk of its own.
  let desk: Workbench
  private let running: Task<Void, Never>

  /// - Parameters:
  ///   - office: whose catalog it is in front of; a new one unless told.
  ///   - change: what is set otherwise than usual.
  init(
    roles: Set<CollectorSettings.Role> = [.receive], office: Office? = nil, catalog: ConnectionSettings? = nil,
    _ change: (inout CollectorSettings) -> Void = { _ in }
  ) async throws {
    if let office {
      self.office = office
    } else {
      self.office = try await Office.open()
      try self.office.hire("daemon", "ingest", "sealer")
    }
    let office = self.office
    var settings = CollectorSettings()
    settings.port = 0
    settings.roles = roles
    settings.sessions = 2
    settings.quiet = 0
    change(&settings)
    desk = Workbench(office.settings("daemon"))
    let logger = Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() }
    let daemon = Daemon(catalog ?? office.settings("daemon"), settings, logger: logger)
    let (ports, port) = AsyncStream.makeStream(of: Int.self)
    running = Task {
      try? await daemon.run(signals: false) { port.yield($0) }
      port.finish()
    }
    var heard = ports.makeAsyncIterator()
    client = PlainClient(port: try #require(await heard.next()))
  }

  deinit { running.cancel() }

  /// Ends it, as a signal would.
  func stop() async {
    running.cancel()
    await running.value
  }

  /// Takes the catalog away from it: its sessions end, and it gets no others.
  func loseCatalog() throws {
    try office.superuser.run("alter role \"\(office.login("daemon"))\" nologin")
    try office.superuser.run(
      "select pg_terminate_backend(pid, 5000) from pg_stat_activity where usename = $1", office.login("daemon"))
  }

  func findCatalog() throws { try office.superuser.run("alter role \"\(office.login("daemon"))\" login") }

  /// Adds a producer, and answers its token.
  func token(_ name: String = "gateway", _ scopes: [DeliveryScope] = DeliveryScope.allCases) async throws -> String {
    let chief = Workbench(office.settings("chief"))
    return try await chief.addProducer(name, scopes: scopes, team: nil, reason: "a test", channel: .command).token.text
  }

  func count(_ table: String) throws -> Int {
    Int(try office.superuser.value("select count(*) from countersign_private.\(table)") ?? "") ?? -1
  }
}

/// A line of the normalised shape.
func event(_ id: String, _ more: String = "") -> String {
  #"{"event_id":"\#(id)","started_at":"2026-03-01T12:00:00Z","model":"m","output_messages":[{"role":"assistant","content":"yes"}]\#(more)}"#
}

/// Bytes packed by gzip.
func packed(_ bytes: [UInt8]) throws -> [UInt8] {
  var stream = z_stream()
  try #require(
    deflateInit2_(
      &stream, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
      == Z_OK)
  defer { deflateEnd(&stream) }
  var input = bytes
  var output = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(bytes.count))))
  let count = input.withUnsafeMutableBufferPointer { from in
    output.withUnsafeMutableBufferPointer { to -> Int in
      stream.next_in = from.baseAddress
      stream.avail_in = UInt32(from.count)
      stream.next_out = to.baseAddress
      stream.avail_out = UInt32(to.count)
      return deflate(&stream, Z_FINISH) == Z_STREAM_END ? Int(stream.total_out) : -1
    }
  }
  try #require(count >= 0)
  return Array(output[..<count])
}
