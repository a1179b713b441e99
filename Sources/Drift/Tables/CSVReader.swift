package import Governance

/// Reads comma-separated values (RFC 4180) as the bytes arrive; only the columns' values stay in memory.
///
/// The first line names the columns. Lines end with LF or CR LF; an empty line is skipped; a byte-order mark is
/// dropped; a quoted field may hold commas, line ends and doubled quotes. UTF-8 is expected, and what is ill-formed
/// becomes U+FFFD.
package struct CSVReader: Sendable {
  private enum State { case fieldStart, plain, quoted, quoteSeen }

  private let separator: UInt8
  private let wanted: Set<String>?
  private var state = State.fieldStart
  private var field: [UInt8] = []
  private var header: [String]?
  private var columns: [TableColumn] = []
  /// Where each field of a line goes: a place in `columns`, or nil for a column nobody asked for.
  private var targets: [Int?] = []
  private var headerFields: [String] = []
  private var fieldsInLine = 0
  private var line = 1
  private var rows = 0
  /// Bytes of a byte-order mark met so far; nil once the text has begun.
  private var markBytes: Int? = 0
  private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// - Takes: the columns to keep, nil for all.
  package init(columns: Set<String>? = nil, separator: UInt8 = UInt8(ascii: ",")) {
    wanted = columns
    self.separator = separator
  }

  /// Takes the next bytes, cut anywhere.
  ///
  /// - Throws: `csv.ragged` when a line has another number of fields than the header, `csv.quote` when something
  ///   follows a closing quote, `csv.header` when a column is named twice.
  package mutating func read(_ bytes: [UInt8]) throws(Problem) {
    var place = 0
    while let met = markBytes, place < bytes.count {
      if met < 3, bytes[place] == CSVReader.mark[met] {
        markBytes = met + 1
        place += 1
      } else {
        // Part of a mark is text.
        if met == 1 || met == 2 {
          field = Array(CSVReader.mark.prefix(met))
          state = .plain
        }
        markBytes = nil
      }
    }
    while place < bytes.count {
      let byte = bytes[place]
      switch state {
      case .fieldStart where byte == UInt8(ascii: "\""):
        state = .quoted
        place += 1
      case .fieldStart, .plain:
        let end = endOfRun(in: bytes, from: place)
        field.append(contentsOf: bytes[place..<end])
        place = end
        state = .plain
        guard place < bytes.count else { break }
        if bytes[place] == separator { try endField() } else { try endLine() }
        place += 1
      case .quoted:
        let end = bytes[place...].firstIndex(of: UInt8(ascii: "\"")) ?? bytes.count
        for byte in bytes[place..<end] where byte == UInt8(ascii: "\n") { line += 1 }
        field.append(contentsOf: bytes[place..<end])
        place = end
        if place < bytes.count {
          state = .quoteSeen
          place += 1
        }
      case .quoteSeen:
        try afterQuote(byte)
        place += 1
      }
    }
  }

  /// Ends the last line and hands out the columns.
  ///
  /// - Throws: `csv.open` when a quoted field never ended, `csv.empty` when there was no header.
  package mutating func finish() throws(Problem) -> Table {
    if state == .quoted {
      throw Problem(
        .badData, "csv.open", happened: "A quoted field never ends.", because: "It is still open at line \(line).",
        remedy: "Close it, or double the quotes inside it.")
    }
    if state != .fieldStart || fieldsInLine > 0 { try endLine() }
    guard header != nil else {
      throw Problem(
        .badData, "csv.empty", happened: "The table is empty.", because: "It has no line that names the columns.",
        remedy: "Begin it with a line of column names.")
    }
    return Table(columns: columns, rows: rows)
  }

  private func endOfRun(in bytes: [UInt8], from start: Int) -> Int {
    var place = start
    while place < bytes.count, bytes[place] != separator, bytes[place] != UInt8(ascii: "\n") { place += 1 }
    return place
  }

  private mutating func afterQuote(_ byte: UInt8) throws(Problem) {
    switch byte {
    case UInt8(ascii: "\""):
      field.append(byte)
      state = .quoted
    case separator: try endField()
    case UInt8(ascii: "\n"): try endLine()
    case UInt8(ascii: "\r"): break
    default:
      throw Problem(
        .badData, "csv.quote", happened: "Line \(line) has something after a closing quote.",
        because: "Quotes inside a quoted field have to be doubled.", remedy: "Correct the line.")
    }
  }

  private mutating func endField() throws(Problem) {
    if header == nil {
      headerFields.append(String(decoding: field, as: UTF8.self))
    } else if fieldsInLine < targets.count, let target = targets[fieldsInLine] {
      field.withUnsafeBufferPointer { columns[target].add($0) }
    }
    fieldsInLine += 1
    field.removeAll(keepingCapacity: true)
    state = .fieldStart
  }

  private mutating func endLine() throws(Problem) {
    let wasQuoted = state == .quoteSeen
    if !wasQuoted, field.last == UInt8(ascii: "\r") { field.removeLast() }
    defer {
      fieldsInLine = 0
      line += 1
    }
    if fieldsInLine == 0, field.isEmpty, !wasQuoted {
      state = .fieldStart
      return
    }
    try endField()
    guard let header else { return try endHeader() }
    guard fieldsInLine == header.count else {
      throw Problem(
        .badData, "csv.ragged",
        happened: "Line \(line) has \(fieldsInLine) fields where the header has \(header.count).",
        remedy: "Correct the line, or quote a comma that belongs to a value.")
    }
    rows += 1
  }

  private mutating func endHeader() throws(Problem) {
    guard Set(headerFields).count == headerFields.count else {
      throw Problem(
        .badData, "csv.header", happened: "The header names a column twice.",
        remedy: "Give each column a name of its own.")
    }
    header = headerFields
    for name in headerFields {
      let isWanted = wanted?.contains(name) ?? true
      targets.append(isWanted ? columns.count : nil)
      if isWanted { columns.append(TableColumn(name: name)) }
    }
  }
}
