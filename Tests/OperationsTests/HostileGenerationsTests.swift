import Foundation
import Governance
import Operations
import TestSupport
import Testing

@Suite("Ingest of hostile generations", .enabled(if: SharedData.isThere, "\(SharedData.absence)"))
struct HostileGenerationsTests {
  /// What becomes of a case: the catalog's marks of an event that was taken, the code of a line that was refused.
  enum Outcome: Equatable, CustomStringConvertible {
    case taken([String]), refused(String), skipped
    var description: String {
      switch self {
      case .taken(let marks): "taken\(marks.isEmpty ? "" : " " + marks.joined(separator: ","))"
      case .refused(let code): "refused \(code)"
      case .skipped: "skipped"
      }
    }
  }

  /// Every case that is not simply taken, unmarked. Where the manifest allows two outcomes, this is the one chosen.
  static let chosen: [String: Outcome] = [
    "nul_middle": .taken(["nul_replaced"]), "ts_leap": .taken(["leap_second"]), "ts_garbage": .refused("field.time"),
    "ts_future": .taken(["time_in_future"]), "score_out_of_range": .taken(["score_out_of_range"]),
    "score_string": .refused("field.type"), "dup_id_2": .refused("conflict"),
    "response_null": .taken(["response_missing"]),
    "invalid_utf8_ff": .refused("line.json"), "truncated_line": .refused("line.json"),
    "nan_literal": .refused("line.json"), "duplicate_keys": .refused("line.json"), "blank": .skipped,
    "raw_esc_byte": .refused("line.json"), "trailing_comma": .refused("line.json"),
    "lone_surrogate": .taken(["surrogate_replaced"]), "nul_escape": .taken(["nul_replaced"]),
  ]

  private struct Case: Decodable {
    var file: String
    var line: Int
    var `case`: String
  }

  private func manifest(_ file: String) throws -> [Case] {
    try String(contentsOfFile: try SharedData.path("hostile/manifest.jsonl"), encoding: .utf8).split(separator: "\n")
      .map { try JSONDecoder().decode(Case.self, from: Data($0.utf8)) }.filter { $0.file == file }
  }

  @Test(
    "meets the manifest line by line, takes the good lines between, and a second time nothing changes",
    arguments: [
      ("generations_text.jsonl", 35, 0), ("generations_fields.jsonl", 11, 3), ("generations_bytes.jsonl", 15, 6),
      ("generations_big.jsonl.gz", 1, 0),
    ])
  func file(name: String, taken: Int, refused: Int) async throws {
    let office = try await Office.open()
    let ingest = try office.desk(hiring: "ing", "ingest")
    let path = try SharedData.path("hostile/" + name)
    let report = try #require(try await ingest.ingestGenerations(files: [path], producer: "hostile").first)
    #expect(report.taken == taken && report.refused == refused && report.lines == taken + refused)
    #expect(report.problem == nil)
    #expect(try office.count("generation") == taken)
    #expect(try office.count("quarantine") == refused)

    for item in try manifest(name) {
      #expect(
        try outcome(office, name, item.line) == Self.chosen[item.case, default: .taken([])], "\(item.case)")
    }
    for row in try await ingest.quarantine(at: .first, limit: 100).rows {
      #expect(row.reason.unicodeScalars.allSatisfy { (0x20..<0x7F).contains($0.value) }, "\(row.reason)")
      #expect(row.origin == path && row.state == "kept")
      let kept = try await ingest.openQuarantine(row.id, channel: .command)
      #expect(kept.raw == (try line(row.line ?? 0, of: path)), "word for word")
    }
    let digest = try office.contentsDigest()
    let again = try #require(try await ingest.ingestGenerations(files: [path], producer: "hostile").first)
    #expect(again.taken == 0 && again.known == taken && again.refused == refused && again.refusedBefore == refused)
    #expect(try office.contentsDigest() == digest)
  }

  /// What the catalog holds of a line, by the event's own id or by its number in quarantine.
  private func outcome(_ office: Office, _ name: String, _ number: Int) throws -> Outcome {
    if let code = try office.superuser.value(
      "select code from countersign_private.quarantine where line = $1", String(number))
    {
      return .refused(code)
    }
    var bytes = try line(number, of: try SharedData.path("hostile/" + name))
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    if bytes.allSatisfy({ $0 == 0x20 || $0 == 0x0D }) { return .skipped }
    // Read by hand: not every case is JSON that Foundation reads.
    guard let literal = String(decoding: bytes, as: UTF8.self).firstMatch(of: /"id": ("[^"]*")/)?.1,
      let id = try JSONDecoder().decode([String].self, from: Data("[\(literal)]".utf8)).first,
      let marks = try office.superuser.value(
        "select array_to_string(marks, ',') from countersign_private.generation where event_id = $1", id)
    else { return .skipped }
    return .taken(marks.split(separator: ",").map(String.init))
  }

  private func line(_ number: Int, of path: String) throws -> [UInt8] {
    guard !path.hasSuffix(".gz") else { return Array(#"{"id": "hostile-one_megabyte"}"#.utf8) }
    let lines = try Data(contentsOf: URL(fileURLWithPath: path)).split(
      separator: 0x0A, omittingEmptySubsequences: false)
    return Array(lines[number - 1])
  }

  @Test("keeps an answer of a megabyte whole, and opens it")
  func big() async throws {
    let office = try await Office.open()
    let ingest = try office.desk(hiring: "ing", "ingest")
    _ = try await ingest.ingestGenerations(
      files: [try SharedData.path("hostile/generations_big.jsonl.gz")], producer: "hostile")
    let item = try #require(Int64(try office.superuser.value("select id from countersign_private.review_item") ?? ""))
    let rui = try office.desk(hiring: "rui", "reviewer")
    let opened = try await rui.openReview(item)
    let text = opened.generation.turns.last?.parts.first
    guard case .text(let answer) = text else { Issue.record("the answer is no text"); return }
    #expect(answer.utf8.count >= 999_000)
  }

  @Test("keeps texts that would act as they are: SQL stays a text")
  func texts() async throws {
    let office = try await Office.open()
    let ingest = try office.desk(hiring: "ing", "ingest")
    _ = try await ingest.ingestGenerations(
      files: [try SharedData.path("hostile/generations_text.jsonl")], producer: "hostile")
    let bodies = try office.superuser.run(
      """
      select convert_from(c.body, 'UTF8')::jsonb -> 'output' -> 0 -> 'parts' -> 0 ->> 'content'
      from countersign_private.generation_content c join countersign_private.generation g on g.id = c.id where g.event_id like '%sql_drop%'
      """)
    #expect(bodies.first?[0]?.localizedCaseInsensitiveContains("drop table") == true)
    #expect(try office.count("generation") == 35)
  }
}
