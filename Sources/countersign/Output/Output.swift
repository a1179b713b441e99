import Evidence
import Foundation
import Governance

#if canImport(Glibc)
  import Glibc
#endif

/// Where a subcommand's words go: the answer to standard output, everything else to standard error.
struct Output: Sendable {
  /// One JSON document instead of words.
  var json: Bool
  var quiet: Bool
  /// A person reads standard output.
  let isForPerson = isatty(1) == 1
  let showsProgress = isatty(2) == 1

  init(json: Bool, quiet: Bool) {
    self.json = json
    self.quiet = quiet
  }

  /// Prints a JSON document and a line end.
  func document(_ value: JSONValue) throws(Problem) {
    do {
      write(PrintedJSON.escaped(try CanonicalJSON.bytes(of: value, policy: .generation)) + [10])
    } catch {
      throw Problem(.fault, "output.json", happened: "The answer cannot be written as JSON.", because: error.reason)
    }
  }

  /// A page as JSON: `items`, `next`, `about`.
  func list<Row>(_ page: Page<Row>, _ item: (Row) -> JSONValue) throws(Problem) {
    try document(
      .fields([
        ("items", .array(page.rows.map(item))), ("next", .text(page.next)),
        ("about", page.about.map { .integer($0.number) } ?? .null),
      ]))
  }

  /// A table for a person; for a pipe plain lines, columns apart by tabs.
  func table(_ columns: [String], _ rows: [[String]]) {
    let rows = rows.map { $0.map(Plain.visible) }
    guard isForPerson else {
      for row in rows { line(row.joined(separator: "\t")) }
      return
    }
    let widths = columns.indices.map { index in
      ([columns[index]] + rows.map { $0[index] }).map(Plain.width).max() ?? 0
    }
    for row in [columns] + rows {
      let cells = row.enumerated().map { index, cell in
        index == row.count - 1 ? cell : cell + String(repeating: " ", count: widths[index] - Plain.width(cell))
      }
      line(cells.joined(separator: "  "))
    }
  }

  /// A line of the answer; what stands in it from outside must have been made visible.
  func line(_ text: String) { write(Array((text + "\n").utf8)) }

  func write(_ bytes: [UInt8]) { FileHandle.standardOutput.write(Data(bytes)) }

  /// A message beside the answer.
  func say(_ text: String) {
    guard !quiet else { return }
    FileHandle.standardError.write(Data((Plain.visible(text) + "\n").utf8))
  }

  /// What was recorded, as a sentence or as JSON.
  func recorded(_ recorded: Recorded?, _ more: [(String, JSONValue)] = []) throws(Problem) {
    if json {
      try document(
        .fields(
          more + [
            ("activity", recorded.map { .integer(Int($0.activity)) } ?? .null),
            ("recorded_at", recorded.map { .string($0.at.rfc3339) } ?? .null),
          ]))
    } else if let recorded {
      line(Plain.visible("\(recorded.what) Recorded as activity \(recorded.activity)."))
    }
  }

  /// Says why it could not be done.
  func fail(_ problem: Problem) {
    if json {
      let error = JSONValue.fields([
        ("code", .string(problem.code)), ("happened", .string(problem.happened)),
        ("because", .string(problem.because)), ("remedy", .string(problem.remedy)),
      ])
      let text = (try? CanonicalJSON.bytes(of: .fields([("error", error)]), policy: .generation)) ?? []
      FileHandle.standardError.write(Data(PrintedJSON.escaped(text) + [10]))
    } else {
      FileHandle.standardError.write(Data((Plain.visible("countersign: " + problem.summary) + "\n").utf8))
    }
  }
}
