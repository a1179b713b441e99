import Foundation
import Governance
import Testing

@testable import Ingest

@Suite("The index of formats")
struct FormatIndexTests {
  @Test("finds each format by its name, and no name stands twice")
  func names() {
    for format in FormatIndex.all { #expect(FormatIndex.format(named: format.name)?.name == format.name) }
    #expect(Set(FormatIndex.all.map { $0.name }).count == FormatIndex.all.count)
    #expect(FormatIndex.format(named: "telepathy") == nil)
  }

  @Test("holds formats that refuse what is not theirs, and skip what is blank")
  func shared() {
    for type in FormatIndex.all {
      let format = type.init(producer: "import", now: Instant(microseconds: 0))
      #expect(format.read([]) == .blank)
      #expect(format.read(Array(" \t\r".utf8)) == .blank)
      for text in ["x", "[]", "{}", "1", "\u{FEFF}"] {
        guard case .refused(let refusal) = format.read(Array(text.utf8)) else {
          Issue.record("\(type.name) takes \(text)")
          continue
        }
        #expect(refusal.reason.hasSuffix("."))
      }
    }
  }

  @Test("and the folder of formats agree")
  func folder() throws {
    let formats = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../Sources/Ingest/Formats").standardizedFileURL
    let files = try FileManager.default.contentsOfDirectory(atPath: formats.path)
    #expect(Set(files) == Set(FormatIndex.all.map { "\($0).swift" } + ["LineFormat.swift"]))
  }
}
