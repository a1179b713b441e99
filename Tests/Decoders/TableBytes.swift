import Drift
import Governance

/// Tables that people hand in.
enum TableBytes {
  static let decoders = [
    Decoder("csv-columns", seeds: seeds) { try columns($0) },
    Decoder("csv-rows", seeds: seeds) { bytes in
      for row in taken({ try CSVRows.read(String(decoding: bytes, as: UTF8.self)) }) ?? [] {
        for cell in row { _ = CSVText.unguarded(cell) }
      }
    },
  ]

  private static let seeds = [
    "a,b,c\n1,2.5e-3,x\r\n\"q, \"\"r\"\"\",,NaN\n-inf,1e999,0.00000000000000000000000000000000000000012345678901234567\n",
    "\u{FEFF}a\n1\n", "a,a\n", "\"open", "a\n\"b\"c\n", "a;b\n'=1;2\n", "'=1,'@x\n'+,'-1\n",
  ]

  /// Cut in two anywhere it is the same table.
  private static func columns(_ bytes: [UInt8]) throws {
    let place = bytes.last.map { Int($0) % bytes.count } ?? 0
    let whole = taken { try table([bytes]) }
    let cut = taken { try table([Array(bytes[..<place]), Array(bytes[place...])]) }
    try promise(whole == cut, "cut at \(place) it is another table")
  }

  private static func table(_ blocks: [[UInt8]]) throws(Problem) -> Table {
    var reader = CSVReader()
    for block in blocks { try reader.read(block) }
    return try reader.finish()
  }
}
