package import Governance

/// Parts of traces on their way into the catalog, encoded for COPY as they come.
package struct PartBatch: Sendable {
  private var rows = BinaryRows()
  /// Parts so far.
  package var count: Int { rows.count }

  package init() {}

  /// - Parameters:
  ///   - part: 8 bytes of a span's id, or a log record's digest.
  ///   - digest: of `body`, 32 bytes.
  package mutating func add(
    line: Int, trace: [UInt8], kind: String, part: [UInt8], digest: [UInt8], body: [UInt8], isCall: Bool
  ) {
    rows.begin(columns: 7)
    rows.int64(Int64(line))
    rows.data(trace)
    rows.text(kind)
    rows.data(part)
    rows.data(digest)
    rows.data(body)
    rows.bool(isCall)
  }

  /// Copies them into the session's inbox; the caller takes them in the same transaction.
  package func send(over connection: isolated Connection) throws(Problem) {
    guard count > 0 else { return }
    _ = try connection.rows(OpenPartInbox())
    var rows = rows
    rows.finish()
    try connection.copy("pg_temp.part_inbox", rows)
  }
}
