import Governance
import Testing

@testable import Drift

@Suite("Reading comma-separated values")
struct CSVReaderTests {
  private func table(_ text: String, pieces: Int = 1000, columns: Set<String>? = nil) throws -> Table {
    var reader = CSVReader(columns: columns)
    let bytes = Array(text.utf8)
    for start in stride(from: 0, to: bytes.count, by: pieces) {
      try reader.read(Array(bytes[start..<min(start + pieces, bytes.count)]))
    }
    return try reader.finish()
  }

  private func code(_ text: String) -> String? {
    do {
      _ = try table(text)
      return nil
    } catch { return (error as? Problem)?.code }
  }

  @Test("gives the same columns wherever the bytes are cut", arguments: [1, 2, 3, 7, 1000])
  func cuts(pieces: Int) throws {
    let text = "\u{FEFF}a,\"b \"\"x\"\"\",c\r\n1,\"x,\ny\",\r\n\r\n-2.5e3,\"q\"\"\", NaN \n\"3\",,7"
    let table = try table(text, pieces: pieces)
    #expect(table.rows == 3)
    #expect(table.columns.map(\.name) == ["a", "b \"x\"", "c"])
    #expect(table["a"]?.numbers == [1, -2500, 3])
    #expect(table["b \"x\""]?.texts == ["x,\ny": 1, "q\"": 1])
    #expect(table.columns.map(\.missing) == [0, 1, 2])
    #expect(table["c"]?.numbers == [7])
  }

  @Test("keeps only the columns asked for")
  func wanted() throws {
    let table = try table("a,b,c\n1,2,3\n", columns: ["c"])
    #expect(table.columns.map(\.name) == ["c"])
    #expect(table["c"]?.numbers == [3])
  }

  @Test("takes a header only as a table without rows, and a quoted empty field as a row")
  func edges() throws {
    #expect(try table("a,b").rows == 0)
    #expect(try table("a\n\"\"\n").columns[0].missing == 1)
    #expect(try table("a\n\n\n").rows == 0)
  }

  @Test(
    "refuses what is no table, and says why",
    arguments: [
      ("", "csv.empty"), ("\n\n", "csv.empty"), ("a,b\n1\n", "csv.ragged"), ("a\n1,2\n", "csv.ragged"),
      ("a\n\"x\"y\n", "csv.quote"), ("a\n\"x", "csv.open"), ("a,a\n", "csv.header"),
    ])
  func refuses(text: String, expected: String) { #expect(code(text) == expected) }

  @Test("names the line of a bad row as an editor counts, line ends in quotes included")
  func lineNumbers() {
    #expect(throws: Problem.self) { try table("a,b\n\"x\ny\",1\n1\n") }
    do { _ = try table("a,b\n\"x\ny\",1\n1\n") } catch {
      #expect((error as? Problem)?.happened.hasPrefix("Line 4 ") == true)
    }
  }

  @Test(
    "reads numbers as the standard library does",
    arguments: [
      "0", "-0", "1.", ".5", "+7", "1e5", "1E-5", "12345678901234567890", "0.1", "123456.789e-3", "4.9e-324", "1e400",
      "2.2250738585072011e-308", "9007199254740993", "0.000000000000000000000000001", "00012.50", "1e22", "1e23",
    ])
  func numbers(text: String) {
    let expected = Double(text == "1." ? "1" : text)
    #expect(reading(text) == expected.map { CellReading.number($0) })
  }

  @Test(
    "tells text, nothing and infinity apart",
    arguments: [
      ("1,5", CellReading.text), ("0x10", .text), ("1_000", .text), ("1e", .text), ("-", .text), ("1 2", .text),
      ("", .missing), ("  ", .missing), ("null", .missing), ("N/A", .missing), ("NaN", .missing), ("nano", .text),
      ("-inf", .number(-.infinity)), ("Infinity", .number(.infinity)), ("10%", .text), ("１", .text),
    ])
  func kinds(text: String, expected: CellReading) { #expect(reading(text) == expected) }

  private func reading(_ text: String) -> CellReading {
    Array(text.utf8).withUnsafeBufferPointer { CellReading($0) }
  }
}
