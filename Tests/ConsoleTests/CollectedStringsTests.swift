import Foundation
import Governance
import Terminal
import Testing

@testable import Console

/// Text that others collected to break programs; beside the repository or where COUNTERSIGN_SHARED_DATA says.
private enum Collected {
  static let folder: String? = {
    if let given = ProcessInfo.processInfo.environment["COUNTERSIGN_SHARED_DATA"] { return "\(given)/hostile" }
    var here = URL(fileURLWithPath: #filePath)
    for _ in 0..<6 {
      here.deleteLastPathComponent()
      let folder = here.appendingPathComponent("shared/data/hostile").path
      if FileManager.default.fileExists(atPath: folder) { return folder }
    }
    return nil
  }()

  static func texts() throws -> [String] {
    guard let folder else { return [] }
    let naughty = try JSONDecoder().decode(
      [String].self, from: Data(contentsOf: URL(fileURLWithPath: "\(folder)/blns.json")))
    let lines = try String(contentsOfFile: "\(folder)/generations_text.jsonl", encoding: .utf8).split(separator: "\n")
    let responses = try lines.compactMap {
      (try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])?["response_text"] as? String
    }
    return naughty + responses
  }
}

@Suite(
  "The collected strings on whole screens",
  .enabled(if: Collected.folder != nil, "no shared/data beside the repository; set COUNTERSIGN_SHARED_DATA"))
struct CollectedStringsTests {
  private static let sizes = [(24, 80), (40, 120), (12, 41)]

  /// Every cell holds what may be placed, and the columns given hold a border from top to bottom.
  private func check(_ script: Script, _ text: String, borders: [Int], rows: Range<Int>) {
    let frame = script.shell.render()
    for scalar in frame.text().unicodeScalars where scalar != "\n" {
      let isSafe = scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value) && columns(of: String(scalar)) > 0
      let isMark = !isSafe && frame.text().contains(Character(scalar)) == false
      if !isSafe, !isMark, scalar.properties.generalCategory != .nonspacingMark,
        scalar.properties.generalCategory != .enclosingMark
      {
        Issue.record("U+\(String(scalar.value, radix: 16)) stands in a cell for \(text.debugDescription)")
      }
    }
    let lines = frame.text().split(separator: "\n", omittingEmptySubsequences: false)
    for row in rows {
      for column in borders {
        let role = frame.role(at: Position(row: row, column: column))
        guard role != .border, role != .borderFocused, role != .title else { continue }
        Issue.record("no border at \(row), \(column) for \(text.debugDescription):\n\(lines.joined(separator: "\n"))")
        return
      }
    }
  }

  @Test("a table, a text and its tabs keep their borders")
  func review() throws {
    for (place, text) in try Collected.texts().enumerated() {
      var script = Script(.review, rows: 40, columns: 120)
      var row = ReviewRow.fixture(1)
      (row.model, row.reasons, row.claimedBy, row.generation) = (text, [text, text], [text], text)
      script.receives(
        ReviewScreen.Message.listed(
          .success(Page(rows: [row, .fixture(2)])), .first))
      script.presses(.enter)
      var generation = Generation.letter
      let body = place.isMultiple(of: 2) ? String(repeating: text + " and ", count: 5) : text
      generation.turns = [
        Turn(role: text, parts: [.text(body), .toolCall(name: text, arguments: text)]),
        Turn(role: "assistant", parts: [.text(body)], isResponse: true),
      ]
      generation.flags = [
        Flag(
          source: text, category: text, verdict: .flagged, score: 0.9, side: "output",
          spans: [Flag.Span(start: place % 7, end: place % 7 + 9, label: text)])
      ]
      generation.retrievals = [Retrieval(rank: 1, index: text, dataset: text, rowKey: text)]
      script.receives(
        ReviewScreen.Message.opened(
          .success(ReviewDetail(row: row, claim: .fixture(1), generation: generation, verdicts: [], rule: text)),
          item: 1))
      for _ in 0..<5 {
        check(script, text, borders: [0, 119], rows: 4..<38)
        script.presses(.character("."))
      }
    }
  }

  @Test("a form keeps its borders, pasted and typed, in a field of several lines and in one of a single line")
  func forms() throws {
    for text in try Collected.texts() {
      for (rows, columns) in Self.sizes {
        var script = Script(.facts, rows: rows, columns: columns)
        let spec = FormSpec(
          id: "x", title: text, sentence: text,
          fields: [
            FormSpec.Field(name: "reason", label: "reason", kind: .words(numbered: [text, text])),
            FormSpec.Field(name: "name", label: "name", kind: .exactly(text)),
            FormSpec.Field(name: "file", label: "file", kind: .line(text)),
          ], verb: "go")
        script.shell.perform([.ask(spec) { _ in FactsScreen.Message.mark }], by: .facts)
        let width = min(columns, 100)
        let left = (columns - width) / 2
        let edges = [left, left + width - 1]
        let bottom = rows - 3
        check(script, text, borders: edges, rows: bottom - 3..<bottom)
        script.pastes(text)
        check(script, text, borders: edges, rows: bottom - 5..<bottom)
        script.presses(.left, .left, .up, .home, .tab)
        script.pastes(text)
        script.presses(.tab, .home, .end)
        check(script, text, borders: edges, rows: bottom - 5..<bottom)
      }
    }
  }

  @Test("notices, prompts, the palette and the view of a problem keep theirs")
  func layers() throws {
    for text in try Collected.texts() {
      var script = Script(.registry, rows: 30, columns: 100)
      script.presses(.character("/"))
      script.pastes(text)
      check(script, text, borders: [], rows: 0..<0)
      script.presses(.escape, .character(":"))
      script.pastes(text)
      check(script, text, borders: [12, 87], rows: 3..<20)
      script.presses(.escape)
      script.shell.say(Notice(Problem(.fault, text, happened: text, because: text, remedy: text)))
      let frame = script.shell.render()
      #expect(frame.size == Size(rows: 30, columns: 100))
      check(script, text, borders: [10, 89], rows: 14..<16)
    }
  }
}
