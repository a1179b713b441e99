/// One column of a table while it is read, and afterwards: its numbers, its texts by count, what is missing.
package struct TableColumn: Sendable, Equatable {
  /// More different texts than this are not kept: no drift statistic over categories means anything there.
  package static let mostTexts = 10_000

  package let name: String
  package private(set) var numbers: [Double] = []
  /// Cells that are no number, by count; empty once there were too many different ones.
  package private(set) var texts: [String: Int] = [:]
  package private(set) var textCount = 0
  package private(set) var missing = 0
  package private(set) var hasTooManyTexts = false

  package init(name: String) { self.name = name }

  /// Cells that hold something.
  package var count: Int { numbers.count + textCount }

  package mutating func add(_ cell: UnsafeBufferPointer<UInt8>) {
    switch CellReading(cell) {
    case .missing: missing += 1
    case .number(let number): numbers.append(number)
    case .text: add(text: String(decoding: cell, as: UTF8.self))
    }
  }

  package mutating func add(text: String) {
    textCount += 1
    if hasTooManyTexts { return }
    texts[text, default: 0] += 1
    if texts.count > TableColumn.mostTexts {
      hasTooManyTexts = true
      texts = [:]
    }
  }

  package mutating func addMissing() { missing += 1 }
  package mutating func add(number: Double) { number.isNaN ? (missing += 1) : numbers.append(number) }

  /// At most one cell in a hundred is no number.
  var isMostlyNumbers: Bool { !numbers.isEmpty && textCount * 100 <= count }

  /// Texts and numbers as categories; a number is named by its shortest text.
  var categories: CategoricalSample {
    var counts = texts
    for (number, count) in Dictionary(numbers.map { ($0, 1) }, uniquingKeysWith: +) {
      counts[TableColumn.label(number), default: 0] += count
    }
    return CategoricalSample(counts, missing: missing)
  }

  private static func label(_ number: Double) -> String {
    number == number.rounded() && abs(number) < 1e15 ? String(Int64(number)) : "\(number)"
  }
}

/// Columns of one file, all with as many cells.
package struct Table: Sendable, Equatable {
  package var columns: [TableColumn]
  /// Without the header.
  package var rows: Int

  package init(columns: [TableColumn], rows: Int) {
    self.columns = columns
    self.rows = rows
  }

  package subscript(_ name: String) -> TableColumn? { columns.first { $0.name == name } }
}
