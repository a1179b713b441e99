import Evidence
import Foundation
import Governance
import Testing

@testable import Ingest

@Suite("Hostile generations", .enabled(if: SharedData.isThere, "\(SharedData.absence)"))
struct HostileGenerationsTests {
  /// Outcomes of a hostile file by line number, through the line reader.
  private func outcomes(of file: String) throws -> [Int: LineOutcome] {
    let lines = try SharedData.lines(of: "hostile/" + file)
    return Dictionary(uniqueKeysWithValues: lines.map { ($0.number, Reading.format.read($0.bytes)) })
  }

  /// The one line that the manifest gives to a case.
  private func outcome(_ file: String, _ wanted: String) throws -> LineOutcome {
    for row in try SharedData.contents(of: "hostile/manifest.jsonl").split(separator: UInt8(ascii: "\n")) {
      let entry = try JSONValue(Array(row))
      if entry["file"]?.text == file, entry["case"]?.text == wanted, case .number(let number) = entry["line"],
        let line = Int(number)
      {
        return try outcomes(of: file)[line] ?? .blank
      }
    }
    Issue.record("no case \(wanted)")
    return .blank
  }

  private func event(_ file: String, _ wanted: String) throws -> GenerationEvent {
    try Reading.event(from: try outcome(file, wanted))
  }

  private func reason(_ file: String, _ wanted: String) throws -> String? {
    guard case .refused(let refusal) = try outcome(file, wanted) else { return nil }
    #expect(refusal.reason.utf8.allSatisfy { (0x20..<0x7F).contains($0) })
    return refusal.reason
  }

  private func answer(_ event: GenerationEvent) throws -> String {
    guard case .array(let messages) = try JSONValue(event.content)["output"] ?? .null,
      case .array(let parts) = messages.first?["parts"] ?? .null
    else { return "" }
    return try #require(parts.first?["content"]?.text)
  }

  @Test("of texts are all taken, word for word, but for NUL")
  func texts() throws {
    let lines = try SharedData.lines(of: "hostile/generations_text.jsonl")
    #expect(lines.count == 35)
    for line in lines {
      let event = try Reading.event(from: Reading.format.read(line.bytes))
      let original = try JSONSerialization.jsonObject(with: Data(line.bytes)) as? [String: Any]
      let text = try #require(original?["response_text"] as? String)
      #expect(try answer(event).utf8.elementsEqual(text.replacing("\0", with: "␀").utf8), "\(event.eventID)")
      #expect(event.marks == (text.contains("\0") ? ["nul_replaced"] : []), "\(event.eventID)")
      #expect(event.content.allSatisfy { $0 >= 0x20 }, "controls stay escaped in content")
    }
  }

  @Test("with NUL in the middle keep their text with U+2400, marked nul_replaced")
  func nulMiddle() throws {
    let event = try event("generations_text.jsonl", "nul_middle")
    #expect(event.marks == ["nul_replaced"])
    #expect(event.contentText.contains("␀") && !event.contentText.contains("\\u0000"))
  }

  @Test("with an empty answer have an answer of no characters, which is not missing")
  func empty() throws {
    let event = try event("generations_text.jsonl", "empty")
    #expect(event.marks == [])
    #expect(event.contentText.contains(#""output":[{"parts":[{"content":"","type":"text"}],"role":"assistant"}]"#))
  }

  @Test("with a path for an id keep it as text")
  func path() throws {
    #expect(try event("generations_fields.jsonl", "id_path_traversal").eventID == "../../etc/passwd")
  }

  @Test("with a line feed in the id are one event")
  func lineFeed() throws {
    #expect(try event("generations_fields.jsonl", "id_newline").eventID == "two\nlines")
  }

  @Test("with escape sequences in model names keep them as text")
  func modelEscape() throws {
    let event = try event("generations_fields.jsonl", "model_escape")
    #expect([event.model, event.modelVersion] == ["\u{1B}[31mred", "v\u{1B}]0;x\u{7}"])
  }

  @Test("at a leap second are taken as the first moment of the next minute, marked leap_second")
  func leap() throws {
    let event = try event("generations_fields.jsonl", "ts_leap")
    #expect(event.at.rfc3339 == "2017-01-01T00:00:00Z")
    #expect(event.marks == ["leap_second"])
  }

  @Test("at no time are refused")
  func garbage() throws {
    #expect(
      try reason("generations_fields.jsonl", "ts_garbage") == "The field ts is no time like 2026-11-21T17:24:00Z.")
  }

  @Test("of the future are taken, marked time_in_future")
  func future() throws {
    let event = try event("generations_fields.jsonl", "ts_future")
    #expect(event.at.rfc3339 == "2126-01-01T00:00:00Z")
    #expect(event.marks == ["time_in_future"])
  }

  @Test("with a score out of range keep it as given, marked score_out_of_range")
  func score() throws {
    let event = try event("generations_fields.jsonl", "score_out_of_range")
    #expect(event.flags.map(\.score) == [17.5])
    #expect(event.marks == ["score_out_of_range"])
  }

  @Test("with a score as text are refused, naming the field")
  func scoreText() throws {
    #expect(
      try reason("generations_fields.jsonl", "score_string") == "The field flags[0].score must be a number but is text."
    )
  }

  @Test("with null for flags have none")
  func noFlags() throws {
    let event = try event("generations_fields.jsonl", "flags_null")
    #expect(event.flags == [] && event.scores == [])
  }

  @Test("with unknown fields keep them in the content")
  func unknown() throws {
    let event = try event("generations_fields.jsonl", "unknown_fields")
    #expect(event.contentText.contains(#""unknown":{"future_field":{"a":[1,2]}}"#))
  }

  @Test("with one id at two times are two events of one key, so that the second can be told from the first")
  func twice() throws {
    let first = try event("generations_fields.jsonl", "dup_id_1")
    let second = try event("generations_fields.jsonl", "dup_id_2")
    #expect(first.eventKey == second.eventKey && first.eventID == second.eventID)
    #expect(first.id != second.id)
    #expect(first.contentDigest != second.contentDigest)
  }

  @Test("with null for the answer have no output, marked response_missing")
  func missing() throws {
    let event = try event("generations_fields.jsonl", "response_null")
    #expect(event.marks == ["response_missing"])
    #expect(try JSONValue(event.content)["output"] == nil)
  }

  @Test("with an integer beyond 2^53 keep it exact")
  func integer() throws {
    #expect(try event("generations_fields.jsonl", "int_2_53").tokensIn == 9_007_199_254_740_993)
  }

  @Test("between bad bytes leave the good lines alone")
  func goodLines() throws {
    let outcomes = try outcomes(of: "generations_bytes.jsonl")
    var good: [Int] = []
    for (number, outcome) in outcomes {
      if case .event(let event) = outcome, event.eventID.hasPrefix("hostile-good-") { good.append(number) }
    }
    #expect(good.sorted() == Array(stride(from: 2, through: 22, by: 2)))
    #expect(outcomes[13] == nil, "a blank line is skipped")
    let refused = outcomes.filter { if case .refused = $0.value { true } else { false } }.keys.sorted()
    #expect(refused == [3, 5, 7, 9, 15, 17])
  }

  @Test("after a byte order mark, and before CR LF, are taken")
  func frame() throws {
    #expect(try event("generations_bytes.jsonl", "bom_first_line").eventID == "hostile-bom")
    #expect(try event("generations_bytes.jsonl", "crlf").eventID == "hostile-crlf")
  }

  @Test(
    "that are no JSON are refused with the byte and the reason",
    arguments: [
      ("invalid_utf8_ff", "byte 0xFF is not UTF-8."), ("truncated_line", "the text ends inside a string."),
      ("nan_literal", "NaN and Infinity are no JSON."), ("duplicate_keys", "a key stands twice in one object."),
      ("raw_esc_byte", "byte 0x1B, a control, stands in a string and must be escaped."),
      ("trailing_comma", "a comma stands before '}'."),
    ])
  func broken(name: String, end: String) throws {
    let reason = try #require(try reason("generations_bytes.jsonl", name))
    #expect(reason.hasPrefix("The line is no JSON that can be taken. At byte ") && reason.hasSuffix(end), "\(reason)")
  }

  @Test("with half a surrogate pair are taken with U+FFFD, marked surrogate_replaced")
  func surrogate() throws {
    let event = try event("generations_bytes.jsonl", "lone_surrogate")
    #expect(try answer(event) == "\u{FFFD} x")
    #expect(event.marks == ["surrogate_replaced"])
  }

  @Test("with an escaped NUL are taken with U+2400, marked nul_replaced")
  func nul() throws {
    let event = try event("generations_bytes.jsonl", "nul_escape")
    #expect(try answer(event) == "a␀b")
    #expect(event.marks == ["nul_replaced"])
  }

  @Test("of a megabyte are taken whole")
  func big() throws {
    let event = try event("generations_big.jsonl.gz", "one_megabyte")
    #expect(try answer(event).utf8.count >= 1_000_000)
  }

  @Test("are all pinned by a test of this suite")
  func complete() throws {
    var cases: [String: Set<String>] = [:]
    for row in try SharedData.contents(of: "hostile/manifest.jsonl").split(separator: UInt8(ascii: "\n")) {
      let entry = try JSONValue(Array(row))
      guard let file = entry["file"]?.text, file.hasPrefix("generations_"), let name = entry["case"]?.text else {
        continue
      }
      cases[file, default: []].insert(name)
    }
    // All texts go through one test, whatever their case.
    cases["generations_text.jsonl"] = nil
    #expect(
      cases == [
        "generations_fields.jsonl": [
          "id_path_traversal", "id_newline", "model_escape", "ts_leap", "ts_garbage", "ts_future", "score_out_of_range",
          "score_string", "flags_null", "unknown_fields", "dup_id_1", "dup_id_2", "response_null", "int_2_53",
        ],
        "generations_bytes.jsonl": [
          "bom_first_line", "invalid_utf8_ff", "truncated_line", "nan_literal", "duplicate_keys", "crlf", "blank",
          "raw_esc_byte", "trailing_comma", "lone_surrogate", "nul_escape",
        ], "generations_big.jsonl.gz": ["one_megabyte"],
      ])
  }
}
