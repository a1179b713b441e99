internal import CPostgres
package import Governance

/// Hands out the columns of one row, in order, as the types the query asks for.
package struct RowReader {
  let result: OpaquePointer
  let row: Int32
  private var column: Int32 = 0

  init(result: OpaquePointer, row: Int32) {
    self.result = result
    self.row = row
  }

  /// The next column as text, nil for NULL.
  private mutating func raw() throws(Problem) -> UnsafeBufferPointer<UInt8>? {
    guard column < PQnfields(result) else { throw mismatch("fewer columns than expected") }
    defer { column += 1 }
    if PQgetisnull(result, row, column) == 1 { return nil }
    guard let value = PQgetvalue(result, row, column) else { return nil }
    let count = Int(PQgetlength(result, row, column))
    return UnsafeRawBufferPointer(start: value, count: count).assumingMemoryBound(to: UInt8.self)
  }

  package mutating func next() throws(Problem) -> String? {
    try raw().map { String(decoding: $0, as: UTF8.self) }
  }

  package mutating func next() throws(Problem) -> String {
    guard let value: String = try next() else { throw mismatch("NULL where a text belongs") }
    return value
  }

  package mutating func next() throws(Problem) -> Int64? {
    guard let text: String = try next() else { return nil }
    guard let value = Int64(text) else { throw mismatch("no integer") }
    return value
  }

  package mutating func next() throws(Problem) -> Int64 {
    guard let value: Int64 = try next() else { throw mismatch("NULL where an integer belongs") }
    return value
  }

  package mutating func next() throws(Problem) -> Int? { try next().map { (value: Int64) in Int(value) } }
  package mutating func next() throws(Problem) -> Int { Int(try next() as Int64) }

  package mutating func next() throws(Problem) -> Double? {
    guard let text: String = try next() else { return nil }
    guard let value = Double(text) else { throw mismatch("no number") }
    return value
  }

  package mutating func next() throws(Problem) -> Double {
    guard let value: Double = try next() else { throw mismatch("NULL where a number belongs") }
    return value
  }

  package mutating func next() throws(Problem) -> Bool {
    guard let text: String = try next() else { throw mismatch("NULL where a boolean belongs") }
    return text == "t"
  }

  /// Nil for NULL and for `infinity`.
  package mutating func next() throws(Problem) -> Instant? {
    guard let text: String = try next(), text != "infinity", text != "-infinity" else { return nil }
    // The session's time zone is UTC, so the offset is always +00.
    guard text.hasSuffix("+00"), let reading = Instant.reading(of: text.dropLast(3) + "Z") else {
      throw mismatch("no time in UTC")
    }
    return reading.instant
  }

  package mutating func next() throws(Problem) -> Instant {
    guard let value: Instant = try next() else { throw mismatch("NULL where a time belongs") }
    return value
  }

  package mutating func next() throws(Problem) -> [String] {
    guard let text: String = try next() else { return [] }
    guard let values = PostgresArray.read(text) else { throw mismatch("no array") }
    return values
  }

  /// `bytea`, in PostgreSQL's hexadecimal form.
  package mutating func next() throws(Problem) -> [UInt8]? {
    guard let text = try raw() else { return nil }
    guard text.count >= 2, text[0] == UInt8(ascii: "\\"), text[1] == UInt8(ascii: "x"), text.count % 2 == 0 else {
      throw mismatch("no bytes")
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count / 2 - 1)
    for index in stride(from: 2, to: text.count, by: 2) {
      bytes.append(RowReader.nibble(text[index]) << 4 | RowReader.nibble(text[index + 1]))
    }
    return bytes
  }

  /// One of the words of an enumeration.
  package mutating func word<Word: RawRepresentable>() throws(Problem) -> Word where Word.RawValue == String {
    guard let value: Word = try optionalWord() else { throw mismatch("NULL where a word belongs") }
    return value
  }

  package mutating func optionalWord<Word: RawRepresentable>() throws(Problem) -> Word? where Word.RawValue == String {
    guard let text: String = try next() else { return nil }
    guard let value = Word(rawValue: text) else { throw mismatch("a word this program does not know") }
    return value
  }

  private static func nibble(_ byte: UInt8) -> UInt8 { byte <= 57 ? byte &- 48 : byte &- 87 }

  private func mismatch(_ what: String) -> Problem {
    let name = PQfname(result, column > 0 ? column - 1 : 0).map { String(cString: $0) } ?? "?"
    return Problem(
      .fault, "catalog.answer", happened: "The catalog's answer is not what this program expects.",
      because: "Column \(name): \(what).", remedy: "Compare the versions: countersign catalog status.")
  }
}
