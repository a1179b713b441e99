internal import CPostgres
package import Governance

#if canImport(Glibc)
  import Glibc
#endif

/// One session of the catalog. Statements run one after the other, off the threads that tasks share.
///
/// A lost session is opened again by the next statement; what the lost one was doing is answered with `catalog.lost`.
package actor Connection {
  private nonisolated let queue = ConnectionQueue()
  private let settings: ConnectionSettings
  private var handle: OpaquePointer?
  private nonisolated let canceller = Canceller()
  /// Set for every new session, so that a reconnected one shows the same moment.
  private var asOf: Instant?
  /// The channel every new session listens to.
  private var channel: String?

  package nonisolated var unownedExecutor: UnownedSerialExecutor { queue.asUnownedSerialExecutor() }

  package init(_ settings: ConnectionSettings) { self.settings = settings }

  isolated deinit {
    canceller.forget()
    if let handle { PQfinish(handle) }
  }

  /// All rows of a query.
  package func rows<Q: Query>(_ query: Q) throws(Problem) -> [Q.Row] {
    let result = try run(query.statement, query.parameters)
    defer { PQclear(result) }
    var rows: [Q.Row] = []
    rows.reserveCapacity(Int(PQntuples(result)))
    for index in 0..<PQntuples(result) {
      var reader = RowReader(result: result, row: index)
      rows.append(try Q.decode(&reader))
    }
    return rows
  }

  /// The first row of a query, nil when there is none.
  package func first<Q: Query>(_ query: Q) throws(Problem) -> Q.Row? { try rows(query).first }

  /// The only row of a query that always has one.
  package func one<Q: Query>(_ query: Q) throws(Problem) -> Q.Row {
    guard let row = try first(query) else {
      throw Problem(.fault, "catalog.answer", happened: "The catalog answered nothing where one row was expected.")
    }
    return row
  }

  /// Runs several statements in one transaction; all of them are undone when `body` throws.
  package func transaction<Value: Sendable>(
    _ body: @Sendable (isolated Connection) throws(Problem) -> Value
  ) throws(Problem) -> Value {
    PQclear(try run("begin", []))
    do {
      let value = try body(self)
      PQclear(try run("commit", []))
      return value
    } catch {
      if let handle, PQstatus(handle) == CONNECTION_OK { PQclear(PQexec(handle, "rollback")) }
      throw error
    }
  }

  /// Runs a script of several statements, as a migration is; answers nothing.
  package func script(_ text: String) throws(Problem) {
    let handle = try session()
    try check(PQexec(handle, text), .anything)
  }

  /// Whether questions are answered as of now.
  package var showsThePresent: Bool { asOf == nil }

  /// Shows a past moment from here on; nil goes back to the present.
  package func show(asOf moment: Instant?) throws(Problem) {
    asOf = moment
    PQclear(try run("select countersign.set_as_of($1)", [.instant(moment)]))
  }

  /// Listens to a channel of this program's from here on, in every session opened again too.
  package func listen(to channel: String) throws(Problem) {
    self.channel = channel
    PQclear(try run("listen \(channel)", []))
  }

  /// Waits until something is told on the channel, at most so many milliseconds; what was told, nothing when nothing was.
  package func heard(within milliseconds: Int32) throws(Problem) -> [String] {
    let handle = try session()
    var told: [String] = []
    var wait = milliseconds
    while true {
      guard PQconsumeInput(handle) == 1 else { throw lost() }
      while let notification = PQnotifies(handle) {
        told.append(String(cString: notification.pointee.extra))
        PQfreemem(notification)
      }
      guard told.isEmpty, wait > 0 else { return told }
      var socket = pollfd(fd: PQsocket(handle), events: Int16(POLLIN), revents: 0)
      _ = poll(&socket, 1, wait)
      wait = 0
    }
  }

  /// Copies rows in PostgreSQL's binary format into a table of this session.
  package func copy(_ target: String, _ rows: BinaryRows) throws(Problem) {
    let handle = try session()
    PQclear(try expect(PQexec(handle, "copy \(target) from stdin (format binary)"), PGRES_COPY_IN))
    let sent = rows.bytes.withUnsafeBytes { buffer -> Bool in
      guard let base = buffer.baseAddress?.assumingMemoryBound(to: CChar.self) else { return true }
      var offset = 0
      while offset < buffer.count {
        let count = min(1 << 20, buffer.count - offset)
        guard PQputCopyData(handle, base + offset, Int32(count)) == 1 else { return false }
        offset += count
      }
      return true
    }
    guard sent, PQputCopyEnd(handle, nil) == 1 else { throw lost() }
    var problem: Problem?
    while let result = PQgetResult(handle) {
      if PQresultStatus(result) != PGRES_COMMAND_OK { problem = problem ?? Problem(result: result) }
      PQclear(result)
    }
    if let problem { throw problem }
  }

  /// Ends the statement that runs now, on the server. Safe from any thread; the waiting call throws `catalog.cancelled`.
  package nonisolated func cancel() { canceller.cancel() }

  /// The server's version as a number, 150018 for 15.18.
  package func serverVersion() throws(Problem) -> Int { Int(PQserverVersion(try session())) }

  // MARK: the session

  private func run(_ sql: String, _ parameters: [Parameter]) throws(Problem) -> OpaquePointer {
    let handle = try session()
    var values: [UnsafeMutablePointer<CChar>?] = []
    var lengths: [Int32] = []
    var formats: [Int32] = []
    var types: [Oid] = []
    defer { for value in values { value?.deallocate() } }
    for parameter in parameters {
      switch parameter {
      case .text(let text):
        values.append(text.map { Connection.copied(Array($0.utf8) + [0]) })
        lengths.append(0)
        formats.append(0)
        types.append(0)
      case .bytes(let bytes):
        values.append(Connection.copied(bytes.isEmpty ? [0] : bytes))
        lengths.append(Int32(bytes.count))
        formats.append(1)
        types.append(17)  // bytea
      }
    }
    let result = values.map { UnsafePointer($0) }.withUnsafeBufferPointer { pointers in
      PQexecParams(handle, sql, Int32(parameters.count), types, pointers.baseAddress, lengths, formats, 0)
    }
    return try expect(result, .anything)
  }

  private static func copied(_ bytes: [UInt8]) -> UnsafeMutablePointer<CChar> {
    let copy = UnsafeMutablePointer<CChar>.allocate(capacity: bytes.count)
    for (index, byte) in bytes.enumerated() { copy[index] = CChar(bitPattern: byte) }
    return copy
  }

  private enum Expected { case anything }

  private func expect(_ result: OpaquePointer?, _: Expected) throws(Problem) -> OpaquePointer {
    let status = PQresultStatus(result)
    guard let result, status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK else { throw failed(result) }
    return result
  }

  private func expect(_ result: OpaquePointer?, _ status: ExecStatusType) throws(Problem) -> OpaquePointer {
    guard let result, PQresultStatus(result) == status else { throw failed(result) }
    return result
  }

  private func check(_ result: OpaquePointer?, _ expected: Expected) throws(Problem) {
    PQclear(try expect(result, expected))
  }

  private func failed(_ result: OpaquePointer?) -> Problem {
    defer { PQclear(result) }
    if let handle, PQstatus(handle) == CONNECTION_BAD { return lost() }
    guard let result, PQresultErrorField(result, Int32(UInt8(ascii: "C"))) != nil else { return lost() }
    return Problem(result: result)
  }

  private func lost() -> Problem {
    canceller.forget()
    if let handle { PQfinish(handle) }
    handle = nil
    return .catalogLost
  }

  private func session() throws(Problem) -> OpaquePointer {
    if let handle { return handle }
    guard let opened = settings.open() else { throw .cannotConnect(nil) }
    guard PQstatus(opened) == CONNECTION_OK else {
      let problem = Problem.cannotConnect(opened)
      PQfinish(opened)
      throw problem
    }
    // Notices of the server belong to its log, never to our terminal.
    PQsetNoticeProcessor(opened, { _, _ in }, nil)
    canceller.remember(opened)
    handle = opened
    if let channel { PQclear(try run("listen \(channel)", [])) }
    if let asOf { PQclear(try run("select countersign.set_as_of($1)", [.instant(asOf)])) }
    return opened
  }
}
