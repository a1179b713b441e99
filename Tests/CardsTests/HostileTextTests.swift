import Foundation
import Testing

@testable import Cards

/// The folder of broken and malicious input beside this package, or nil where it is not there.
private let hostileFolder: URL? = {
  let named = ProcessInfo.processInfo.environment["COUNTERSIGN_SHARED_DATA"].map { URL(fileURLWithPath: $0) }
  var candidates = named.map { [$0] } ?? []
  var folder = URL(fileURLWithPath: #filePath)
  while folder.path != "/" {
    folder.deleteLastPathComponent()
    candidates.append(folder.appendingPathComponent("shared/data"))
  }
  return candidates.map { $0.appendingPathComponent("hostile") }
    .first { FileManager.default.fileExists(atPath: $0.path) }
}()

@Suite(
  "Cards about hostile things",
  .enabled(if: hostileFolder != nil, "needs the shared data folder (COUNTERSIGN_SHARED_DATA)"))
struct HostileTextTests {
  let texts: [String]

  init() throws {
    let folder = try #require(hostileFolder)
    let strings = try JSONSerialization.jsonObject(with: Data(contentsOf: folder.appendingPathComponent("blns.json")))
    var texts = try #require(strings as? [String])
    let lines = try Data(contentsOf: folder.appendingPathComponent("generations_text.jsonl"))
    for line in lines.split(separator: UInt8(ascii: "\n")) {
      let row = try JSONSerialization.jsonObject(with: line) as? [String: Any]
      if let text = row?["response_text"] as? String { texts.append(text) }
    }
    texts.append(String(repeating: "x", count: 4_000))
    self.texts = texts
  }

  /// A card in which one text stands everywhere a text can stand.
  private func card(_ text: String) -> CardFacts {
    var facts = CardFixture.prompt
    (facts.name, facts.version, facts.owner, facts.team) = (text, text, text, text)
    facts.messages = [PromptMessage(role: text, content: text)]
    facts.variables = [
      PromptVariable(name: text, declared: true, used: true, details: [NamedText(name: text, text: text)])
    ]
    facts.unnamed = [NamedText(name: text, text: text)]
    facts.findings = [text]
    for key in [CardKey.purpose, .change_note, .out_of_scope, .license, .task, .contact] {
      facts.statements[key] = Statement(.text(text), Record(text))
    }
    for key in [CardKey.limitations, .tags, .languages] {
      facts.statements[key] = Statement(.list([text, text]), Record(text))
    }
    facts.statements[.params] = Statement(.pairs([NamedText(name: text, text: text)]), Record(text))
    return facts
  }

  @Test("keep their headings, tables and rules, and carry no HTML, in Markdown")
  func markdown() throws {
    #expect(texts.count > 500)
    let ordinary = try structure(of: card("ordinary"))
    for text in texts where !text.isEmpty {
      #expect(try structure(of: card(text)) == ordinary, "\(text.debugDescription)")
    }
  }

  @Test("carry nothing that acts, in any format")
  func nothingActs() {
    for text in texts {
      for format in CardFormat.all {
        let card = String(decoding: format.write(card(text)), as: UTF8.self)
        let acting = card.unicodeScalars.first {
          actsInsteadOfShowing($0) && $0 != "\n" && $0 != "\t"
        }
        #expect(acting == nil, "\(format.name): \(text.debugDescription)")
      }
    }
  }

  /// Line by line what a Markdown reader would see outside fences and front matter: headings, table rows by their
  /// number of cells, the beginnings of list items; and any `<`, `](` or `://` that is not escaped. By bytes, as such
  /// readers go: a combining mark makes another character of a blank, and not another byte.
  private func structure(of facts: CardFacts) throws -> [String] {
    let text = String(decoding: CardFormat.huggingFace.write(facts), as: UTF8.self)
    let body = try #require(text.range(of: "\n---\n\n")).upperBound
    var fence: [UInt8]?
    var seen: [String] = []
    for line in text[body...].utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      let bare = unescaped(line)
      if let open = fence {
        if Array(line) == open { fence = nil }
        continue
      }
      let ticks = Array(line.prefix { $0 == UInt8(ascii: "`") })
      if ticks.count >= 3 {
        fence = ticks
        seen.append("fence")
      } else if bare.starts(with: "#".utf8) {
        seen.append("heading \(bare.prefix { $0 == UInt8(ascii: "#") }.count)")
      } else if bare.starts(with: "|".utf8) {
        seen.append("row of \(bare.count { $0 == UInt8(ascii: "|") })")
      } else if bare.starts(with: "- ".utf8) || bare.starts(with: "  - ".utf8) {
        seen.append("item")
      }
      let shown = String(decoding: bare, as: UTF8.self)
      #expect(!bare.contains(UInt8(ascii: "<")), "\(shown.debugDescription)")
      #expect(shown.range(of: "](", options: .literal) == nil, "\(shown.debugDescription)")
      #expect(shown.range(of: "://", options: .literal) == nil, "\(shown.debugDescription)")
    }
    #expect(fence == nil)
    return seen
  }

  /// Without each backslash and the byte it takes the meaning from.
  private func unescaped(_ line: Substring.UTF8View) -> [UInt8] {
    var bytes: [UInt8] = []
    var isEscaped = false
    for byte in line {
      if !isEscaped, byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else {
        if !isEscaped { bytes.append(byte) }
        isEscaped = false
      }
    }
    return bytes
  }
}
