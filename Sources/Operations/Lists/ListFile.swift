import Foundation
internal import Evidence
package import Governance
import Synchronization

/// How a list is written to a file.
package enum ListFormat: String, Sendable, CaseIterable {
  /// RFC 4180, UTF-8, with the names of the columns in the first line; no spreadsheet takes a cell for a formula.
  case csv
  /// An array of objects, one a row, named by the columns; every value is text.
  case json
}

/// A list on its way to a file: rows are added page by page, and only a whole list gets the file's name.
package final class ListFile: Sendable {
  /// The full path.
  package let path: String
  private let format: ListFormat
  private let heads: [String]
  private struct State {
    var rows = 0
    var bytes = 0
    var handle: FileHandle?
  }
  private let state: Mutex<State>
  private var part: String { path + ".part" }

  /// Begins the file beside its place, readable by its owner alone.
  ///
  /// - Throws: `export.exists` where there is such a file already, or one that is being written; `export.write`.
  package init(_ path: String, _ format: ListFormat, heads: [String]) throws(Problem) {
    let full = URL(fileURLWithPath: (path as NSString).expandingTildeInPath).path
    self.path = full
    self.format = format
    self.heads = heads
    for taken in [full, full + ".part"] where FileManager.default.fileExists(atPath: taken) {
      throw ListFile.exists(taken)
    }
    let descriptor = open(full + ".part", O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw ListFile.unwritable(full, String(cString: strerror(errno))) }
    state = Mutex(State(handle: FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)))
    try put(format == .csv ? CSVText.row(heads) : "[", rows: 0)
  }

  /// Adds rows, a text a column; answers how many there are now.
  package func add(_ rows: [[String]]) throws(Problem) -> Int {
    var text = ""
    var isFirst = state.withLock { $0.rows == 0 }
    for row in rows {
      switch format {
      case .csv: text += CSVText.row(row)
      case .json:
        let object = JSONValue.object(zip(heads, row).map { JSONValue.Member($0, .string($1)) })
        do {
          text += (isFirst ? "\n" : ",\n") + String(decoding: try CanonicalJSON.bytes(of: object), as: UTF8.self)
        } catch {
          throw Problem(.fault, "export.json", happened: "A row could not be written as JSON.", because: "\(error)")
        }
      }
      isFirst = false
    }
    return try put(text, rows: rows.count)
  }

  /// Ends the file and gives it its name; answers its length in bytes.
  package func finish() throws(Problem) -> Int {
    if format == .json { try put(state.withLock { $0.rows == 0 } ? "]\n" : "\n]\n", rows: 0) }
    state.withLock { try? $0.handle?.close() }
    // A name that somebody has taken meanwhile is not taken from them.
    guard link(part, path) == 0 else {
      let why = errno
      abandon()
      throw why == EEXIST ? ListFile.exists(path) : ListFile.unwritable(path, String(cString: strerror(why)))
    }
    unlink(part)
    return state.withLock { $0.bytes }
  }

  /// Leaves nothing behind.
  package func abandon() {
    state.withLock { state in
      try? state.handle?.close()
      state.handle = nil
    }
    unlink(part)
  }

  @discardableResult
  private func put(_ text: String, rows: Int) throws(Problem) -> Int {
    let data = Data(text.utf8)
    let failure: (any Error)? = state.withLock { state in
      do {
        try state.handle?.write(contentsOf: data)
        state.rows += rows
        state.bytes += data.count
        return nil
      } catch {
        return error
      }
    }
    if let failure {
      abandon()
      throw ListFile.unwritable(path, failure.localizedDescription)
    }
    return state.withLock { $0.rows }
  }

  private static func exists(_ path: String) -> Problem {
    Problem(
      .cannotWrite, "export.exists", happened: "There is a file at \(path) already.", remedy: "Choose another name.")
  }

  private static func unwritable(_ path: String, _ why: String) -> Problem {
    Problem(
      .cannotWrite, "export.write", happened: "The file could not be written to \(path).", because: why,
      remedy: "Choose a folder you may write to.")
  }
}
