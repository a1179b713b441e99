import Foundation
import Governance
import Operations
import TestSupport
import Testing

/// Rows that are called what no separator, cell or index is made for.
@Suite("Rows with hostile keys")
struct HostileRowTests {
  /// Letters that do not compress, so that no index could hold the whole of them.
  private static func noise(_ count: Int, seed: UInt64) -> String {
    var state = seed
    return String(
      String.UnicodeScalarView(
        (0..<count).map { _ in
          state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
          return Unicode.Scalar(0x4E00 + UInt32(state >> 33) % 20_000) ?? "x"
        }))
  }

  private static let long = noise(4000, seed: 7)
  private static let keys = [
    "new\nline", "quote\"s'", "back\\slash/es", "a/b", "a", "日本の顧客・👩‍👩‍👧", "tab\tand\u{1B}[2Jescape", "\u{202E}rtl",
    "'; drop table retrieval; --", long, String(long.dropLast()) + "z", String(repeating: "k/", count: 2000), "",
  ]
  private let office: Office
  private let vic: Workbench

  init() async throws {
    office = try await Office.open()
    let ingest = try office.desk(hiring: "ing", "ingest")
    vic = try office.desk(hiring: "vic", "viewer")
    func text(_ value: String) throws -> String {
      String(decoding: try JSONEncoder().encode(value), as: UTF8.self)
    }
    // Every key once in a dataset of its own name and once in one for all, in a generation each.
    let lines = try Self.keys.enumerated().map { number, key in
      """
      {"event_id":"e\(number)","started_at":\(1_780_000_000_000_000_000 + Int64(number) * 1_000_000_000),"model":"gpt-5","model_version":"1",\
      "prompt_name":"kyc","prompt_version_text":"1","service":"kyc",\
      "output_messages":[{"role":"assistant","parts":[{"type":"text","content":"done"}]}],"retrieved":[\
      {"index":"idx","namespace":"all","dataset":"all","row_key":\(try text(key))},\
      {"index":"idx","namespace":\(try text("n" + key)),"dataset":\(try text("d" + key)),"row_key":\(try text(key))}]}
      """
    }
    let folder = try Folder()
    let report = try #require(
      try await ingest.ingestGenerations(files: [try folder.write("file", lines)], producer: "tests").first)
    try #require(report.taken == Self.keys.count && report.refused == 0, "\(report)")
  }

  @Test("are found by exactly what they are called, forward and back")
  func bothWays() async throws {
    for key in Self.keys {
      for row in [
        DataRow(namespace: "all", dataset: "all", key: key),
        DataRow(namespace: "n" + key, dataset: "d" + key, key: key),
      ] {
        let uses = try await vic.uses(of: row, after: nil, limit: 10)
        #expect(uses.rows.map(\.retrieved.row) == [row])
        let reach = try await vic.reach(of: row)
        #expect(reach.uses == 1 && reach.touches.contains { $0.part == .prompt && $0.version.text == "kyc@1" })
        let id = try #require(uses.rows.first?.parts.generation)
        #expect(try await vic.sources(ofGeneration: id).rows.map(\.row.key) == [key, key])
      }
    }
    for other in ["new", "A", String(Self.long.prefix(300)), Self.long + "x"] {
      #expect(
        try await vic.uses(of: DataRow(namespace: "all", dataset: "all", key: other), after: nil, limit: 10).rows
          .isEmpty)
    }
  }

  @Test("are listed each once, whatever the page", arguments: [1, 3, 100])
  func listed(limit: Int) async throws {
    var found: [String] = []
    var cursor: String?
    repeat {
      let page = try await vic.rows(ofDataset: "all", in: "all", after: cursor, limit: limit)
      found += page.rows.map(\.row.key)
      cursor = page.next
    } while cursor != nil
    #expect(found.sorted() == Self.keys.sorted())
  }
}
