internal import Governance

/// Rows in the binary format of COPY, built up in memory.
///
/// Source: PostgreSQL 15, documentation of COPY, "Binary Format".
package struct BinaryRows: Sendable {
  private(set) var bytes: [UInt8] = Array("PGCOPY\n".utf8) + [0xFF, 0x0D, 0x0A, 0] + [0, 0, 0, 0] + [0, 0, 0, 0]
  /// Rows so far.
  package private(set) var count = 0

  package init() { bytes.reserveCapacity(1 << 20) }

  /// Begins a row of `columns` fields; exactly so many must follow.
  mutating func begin(columns: Int16) {
    append(columns)
    count += 1
  }

  /// Ends the data. Nothing may follow.
  mutating func finish() { append(Int16(-1)) }

  mutating func null() { append(Int32(-1)) }

  mutating func text(_ value: String?) {
    guard var value else { return null() }
    value.withUTF8 { utf8 in
      append(Int32(utf8.count))
      bytes.append(contentsOf: utf8)
    }
  }

  mutating func data(_ value: [UInt8]) {
    append(Int32(value.count))
    bytes.append(contentsOf: value)
  }

  mutating func int64(_ value: Int64?) {
    guard let value else { return null() }
    append(Int32(8))
    append(value)
  }

  mutating func int16(_ value: Int) {
    append(Int32(2))
    append(Int16(clamping: value))
  }

  mutating func int32(_ value: Int) {
    append(Int32(4))
    append(Int32(clamping: value))
  }

  mutating func double(_ value: Double?) {
    guard let value else { return null() }
    append(Int32(8))
    append(value.bitPattern)
  }

  mutating func bool(_ value: Bool?) {
    guard let value else { return null() }
    append(Int32(1))
    bytes.append(value ? 1 : 0)
  }

  mutating func instant(_ value: Instant?) {
    guard let value else { return null() }
    append(Int32(8))
    append(value.microseconds &- 946_684_800_000_000)  // PostgreSQL counts from 2000-01-01
  }

  mutating func texts(_ values: [String]) {
    let sizes = values.reduce(0) { $0 + 4 + $1.utf8.count }
    append(Int32(values.isEmpty ? 12 : 20 + sizes))
    append(Int32(values.isEmpty ? 0 : 1))  // dimensions
    append(Int32(0))  // no NULL
    append(Int32(25))  // of text
    guard !values.isEmpty else { return }
    append(Int32(values.count))
    append(Int32(1))  // first index
    for value in values { text(value) }
  }

  /// One value at least.
  mutating func floats(_ values: [Float]) {
    append(Int32(20 + 8 * values.count))
    append(Int32(1))  // dimensions
    append(Int32(0))  // no NULL
    append(Int32(700))  // of real
    append(Int32(values.count))
    append(Int32(1))  // first index
    for value in values {
      append(Int32(4))
      append(value.bitPattern)
    }
  }

  private mutating func append<Number: FixedWidthInteger>(_ value: Number) {
    withUnsafeBytes(of: value.bigEndian) { bytes.append(contentsOf: $0) }
  }
}
