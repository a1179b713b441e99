import Foundation
import Governance
import Testing

@testable import AuditPack

@Suite("Tables and pages of a pack")
struct TableTests {
  @Test(
    "hold no cell that a spreadsheet takes for a formula",
    arguments: [
      "=1+2", "+1", "-1+1|cmd", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "\u{FEFF}=1", "＝1", "%0A=1", "|x", "'x",
      "-1e5x",
    ])
  func formulas(cell: String) throws {
    let row = CSVText.row([cell, "after"])
    let inside = row.hasPrefix("\"") ? String(row.dropFirst()) : row
    #expect(inside.hasPrefix("'"), "\(row)")
  }

  @Test("keep numbers and ordinary words as they are")
  func plain() {
    #expect(CSVText.row(["-0.5", "-1", "1e-7", "word", ""]) == "-0.5,-1,1e-7,word,\r\n")
  }

  @Test("are read back by Python's csv as they were, but for the apostrophe in front")
  func readBack() throws {
    let cells = ["a,b", "say \"no\"", "two\nlines", "cr\r\nlf", "=x,\"y\"", "", "ü€𝄞", "'quoted'"]
    let file = FileManager.default.temporaryDirectory.appending(path: "cells-\(UUID().uuidString).csv")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data((CSVText.row(cells) + CSVText.row(["second"])).utf8).write(to: file)
    let answer = try runs(
      "python3",
      [
        "-c",
        "import csv,json,sys; print(json.dumps(list(csv.reader(open(sys.argv[1], newline='', encoding='utf-8'))), ensure_ascii=True))",
        file.path,
      ])
    let rows = try JSONDecoder().decode([[String]].self, from: Data(answer.words.utf8))
    #expect(rows == [cells.map { $0.hasPrefix("=") || $0.hasPrefix("'") ? "'" + $0 : $0 }, ["second"]])
  }

  @Test("show what could act as what it is")
  func html() {
    #expect(
      HTMLText.escaped("<b onclick='x'>&\u{202E}\u{7}") == "&lt;b onclick=&#39;x&#39;&gt;&amp;\\u{202E}\\u{7}")
  }

  @Test("have file names that can be no path and no two alike")
  func names() {
    let names = ["kb", "KB", "../kb", ".", "..", "a/b", "a_b", "\u{202E}", String(repeating: "x", count: 500), ""]
    let files = names.map { PackName.file($0) }
    #expect(Set(files.map { $0.lowercased() }).count == names.count)
    #expect(files[0] == "kb")
    for file in files {
      #expect(!file.isEmpty && !file.hasPrefix(".") && !file.contains("/") && file.utf8.count <= 60, "\(file)")
    }
  }
}
