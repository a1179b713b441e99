package import Drift
internal import Evidence
package import Governance
internal import Ingest

/// A table read from a file: CSV with a header, or JSON Lines, plain or gzip, `-` for standard input. Streaming: of the
/// rows only the columns' samples are kept.
package enum TableFile {
  /// - Takes: the columns to keep, nil for all.
  /// - Throws: `file.` and `gzip.` what cannot be read, `csv.` and `jsonl.` what is no table.
  package static func read(_ path: String, columns: Set<String>? = nil) throws(Problem) -> Table {
    let input = try InputFile(path)
    let plain = path.hasSuffix(".gz") ? String(path.dropLast(3)) : path
    if plain.hasSuffix(".jsonl") || plain.hasSuffix(".ndjson") { return try lines(of: input, columns) }
    var reader = CSVReader(columns: columns)
    while let block = try input.next() { try reader.read(block) }
    return try reader.finish()
  }

  private static func lines(of input: InputFile, _ wanted: Set<String>?) throws(Problem) -> Table {
    var reader = LineReader()
    var table = LineTable(wanted)
    while let block = try input.next() {
      for line in reader.take(block) { try table.add(line, of: input.name) }
    }
    if let last = reader.finish() { try table.add(last, of: input.name) }
    return table.table
  }
}

/// Grows columns from objects that need not all have the same members.
private struct LineTable {
  private let wanted: Set<String>?
  private var columns: [TableColumn] = []
  private var places: [String: Int] = [:]
  private var rows = 0

  init(_ wanted: Set<String>?) { self.wanted = wanted }

  var table: Table {
    // A member that a line does not have is missing there.
    let filled = columns.map { column in
      var column = column
      for _ in (column.count + column.missing)..<max(rows, column.count + column.missing) { column.addMissing() }
      return column
    }
    return Table(columns: filled, rows: rows)
  }

  mutating func add(_ line: LineReader.Line, of file: String) throws(Problem) {
    guard case .bytes(let bytes) = line.content, let document = try? JSONDocument(bytes, policy: .generation),
      document.kind(of: JSONDocument.root) == .object
    else {
      throw Problem(
        .badData, "jsonl.line", happened: "Line \(line.number) of \(file) is no JSON object.",
        remedy: "Mend the line, or leave it out.")
    }
    rows += 1
    for key in document.keys(of: JSONDocument.root) {
      let name = document.text(of: key)
      guard wanted?.contains(name) ?? true else { continue }
      let place = places[name] ?? columns.count
      if place == columns.count {
        places[name] = place
        columns.append(TableColumn(name: name))
      }
      let value = key + 1
      switch document.kind(of: value) {
      case .number: columns[place].add(number: Double(document.text(of: value)) ?? .nan)
      case .string: columns[place].add(text: document.text(of: value))
      case .yes: columns[place].add(text: "true")
      case .no: columns[place].add(text: "false")
      case .null, .object, .array: columns[place].addMissing()
      }
    }
  }
}
