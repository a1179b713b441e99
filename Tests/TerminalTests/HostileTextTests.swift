import Foundation
import SeededNumbers
import TestTerminal
import Testing

@testable import Terminal

/// Text that others collected to break programs; beside the repository or where COUNTERSIGN_SHARED_DATA says.
enum HostileText {
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

@Suite("Hostile text, through the real driver", .timeLimit(.minutes(15)))
struct HostileTextTests {
  static let pieces = [
    "\u{1B}[2J", "\u{9B}31m", "\u{1B}]0;title\u{7}", "\u{202E}", "e\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}", "漢",
    "👨‍👩‍👧",
    "🇩🇪", "👍🏽", "1️⃣", "น้ำ", "क्षि", "நி", "각", "\u{AD}", "\u{200B}", "\u{FEFF}", "\u{E0041}", "\u{F8FF}", "\u{3164}",
    "\u{1FAE8}", "a",
    " ", "\t", "\n", "\u{300}", "ﷺ", "ａ", "½", "\u{85}", "\u{2028}",
  ]

  /// Draws texts page after page and looks at the right border and at every byte.
  func check(_ texts: [String], columns: Int) async throws {
    let rows = 43
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("hostile-\(UUID().uuidString).json")
    try JSONEncoder().encode(texts).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let terminal = try TestTerminal(
      running: BuiltProgram.path("TerminalProbe"), [file.path], size: Size(rows: rows, columns: columns))
    for top in stride(from: 0, to: texts.count, by: rows - 3) {
      for key in ["", "v", "f"] {
        try await terminal.wait(for: "texts \(top) ")
        if !key.isEmpty {
          let before = await terminal.frames
          await terminal.type(key)
          try await terminal.waitForFrame(after: before)
        }
        for row in 1..<rows - 2 {
          let edge = await terminal.cell(at: Position(row: row, column: columns - 1)).text
          if edge != "│" {
            Issue.record("text \(top + row - 1), after '\(key)': '\(edge)' at the border\n\(await terminal.text())")
          }
        }
        await terminal.type(key)
      }
      await terminal.type(" ")
    }
    await terminal.type("q")
    #expect(try await terminal.waitForExit() == 0)
    #expect(OutputTokens.strangers(in: await terminal.output) == [])
  }

  @Test("keeps the border aligned and commands nothing: pieces of our own, 400 times shuffled", arguments: [40, 61])
  func ownPieces(columns: Int) async throws {
    var random = SplitMix(seed: UInt64(columns))
    let texts = (0..<400).map { _ in
      (0..<Int.random(in: 1...40, using: &random)).map { _ in
        Self.pieces[Int.random(in: 0..<Self.pieces.count, using: &random)]
      }.joined()
    }
    try await check(texts, columns: columns)
  }

  @Test(
    "keeps the border aligned and commands nothing: the collected strings",
    .enabled(if: HostileText.folder != nil, "no shared/data beside the repository; set COUNTERSIGN_SHARED_DATA"))
  func collected() async throws {
    let texts = try HostileText.texts()
    #expect(texts.count > 500)
    try await check(texts, columns: 80)
  }

  @Test("keeps to the placeable set whatever bytes come: 5,000 random strings of bytes")
  func randomBytes() {
    var random = SplitMix(seed: 5)
    var frame = Frame(Size(rows: 1, columns: 30))
    for _ in 0..<5_000 {
      let bytes = (0..<Int.random(in: 0...40, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
      let text = String(decoding: bytes, as: UTF8.self)
      frame.fill(frame.area, as: .text)
      let used = frame.write(
        text, row: 0, column: Int.random(in: -3...29, using: &random), marks: Bool.random() ? .single : .named)
      #expect(used <= 33)
      for scalar in frame.text().unicodeScalars where !isPlaceable(scalar) && scalar != "�" {
        Issue.record("U+\(String(scalar.value, radix: 16)) placed")
      }
    }
  }
}
