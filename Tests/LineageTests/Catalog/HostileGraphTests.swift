import Catalog
import Foundation
import Governance
import Lineage
import Operations
import TestSupport
import Testing

@Suite("Names and shapes that would break a graph")
struct HostileGraphTests {
  private static let names = [
    "new\nline", "quote\"s'", "back\\slash/es", "comma, semicolon; #&<>", "日本の顧客・👩‍👩‍👧", "tab\tand\u{1B}[2Jescape",
    "\u{202E}rtl",
    String(repeating: "long name/", count: 400), "]; n1 -> n2; [", "a|b|c", "=1+2",
  ]

  private func open() async throws -> LineageOffice {
    let office = try await LineageOffice.open()
    func text(_ value: String) throws -> String {
      String(decoding: try JSONEncoder().encode(value), as: UTF8.self)
    }
    let inputs = try Self.names.map { #"{"namespace":"n","name":\#(try text($0))}"# }.joined(separator: ",")
    let line =
      #"{"eventType":"COMPLETE","eventTime":"2026-01-01T00:00:00Z","producer":"p","schemaURL":"s","run":{"runId":"018f0000-0000-7000-8000-000000000001"},"job":{"namespace":"n","name":"j"},"inputs":[\#(inputs)],"outputs":[{"namespace":"n","name":"t"}]}"#
    #expect(try await office.ingest(lines: [Array(line.utf8)]) == [1, 0, 0])
    return office
  }

  @Test("are kept as they are, and written so that others read the same")
  func exports() async throws {
    let office = try await open()
    let around = try await office.desk.lineage(
      around: .place(namespace: "n", name: "t", field: nil), depth: 3, limit: 100)
    #expect(Set(around.places.map(\.node.place.name)) == Set(Self.names + ["t"]))
    let csv = String(decoding: try LineageFormat.csv.write(around), as: UTF8.self)
    let rows = Self.records(of: csv)
    #expect(rows.allSatisfy { $0.count == rows[0].count })
    #expect(Set(rows.dropFirst().map { $0[1] }) == Set(Self.names))
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(try LineageFormat.json.write(around))) as? [String: Any])
    let nodes = try #require(json["nodes"] as? [[String: Any]])
    #expect(Set(nodes.compactMap { $0["name"] as? String }) == Set(Self.names + ["t"]))
    for format in [LineageFormat.dot, .mermaid] {
      let lines = String(decoding: try format.write(around), as: UTF8.self).split(separator: "\n")
      // A line a box, a line an edge, and nothing a name could have begun.
      #expect(lines.count { $0.contains("[") } == around.places.count + (format == .dot ? 1 : 0))
      #expect(lines.count { $0.contains(format == .dot ? "->" : "-->") && !$0.contains("[") } == around.edges.count)
      #expect(lines.joined().unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F })
    }
  }

  /// Records of a CSV text, by RFC 4180.
  private static func records(of text: String) -> [[String]] {
    var (records, record, cell, isQuoted): ([[String]], [String], String, Bool) = ([], [], "", false)
    var scalars = Array(text.unicodeScalars)[...]
    while let scalar = scalars.popFirst() {
      switch (scalar, isQuoted) {
      case ("\"", true) where scalars.first == "\"":
        scalars.removeFirst()
        cell.unicodeScalars.append("\"")
      case ("\"", _): isQuoted.toggle()
      case (",", false):
        record.append(cell)
        cell = ""
      case ("\n", false):
        records.append(record + [cell])
        (record, cell) = ([], "")
      case ("\r", false): break
      default: cell.unicodeScalars.append(scalar)
      }
    }
    return records
  }

  @Test("can be written in one word, whatever they hold")
  func written() async throws {
    let office = try await open()
    for name in Self.names + ["t"] {
      #expect(try await office.desk.lineageRoot(written: "n|" + name) == .place(namespace: "n", name: name, field: nil))
    }
    for unknown in ["n|nobody", "|", "a|b|c|d|e|f|g|h|i|j|k|l|m|n", "no version"] {
      await #expect(throws: Problem.self, "\(unknown)") { _ = try await office.desk.lineageRoot(written: unknown) }
    }
  }

  @Test("with a hub of 100,000 are answered in part, and say so")
  func hub() async throws {
    let office = try await LineageOffice.open()
    try await office.superuser.script(
      """
      set search_path = pg_catalog, countersign_private;
      insert into lineage_node (key, kind, namespace, name)
        select lineage_key('dataset', 'n', 'd' || x, null), 'dataset', 'n', 'd' || x from generate_series(0, 100000) x;
      insert into lineage_edge (edge_key, source, target, level, basis, valid_from)
        select lineage_edge_key(h.id, n.id, null, 'dataset', 'explicit', null, null, false), h.id, n.id, 'dataset', 'explicit', clock()
        from lineage_node h join lineage_node n on n.id <> h.id where h.name = 'd0';
      analyze lineage_edge; analyze lineage_node; reset search_path
      """)
    let root = LineageRoot.place(namespace: "n", name: "d0", field: nil)
    let around = try await office.desk.lineage(around: root, depth: 12, limit: 400)
    #expect(around.places.count == 401 && around.morePartsDownstream && !around.morePartsUpstream)
    let all = try await office.desk.lineage(of: root, .downstream)
    #expect(all.partial && all.nodes.count == 10_001)
    let leaf = LineageRoot.place(namespace: "n", name: "d77", field: nil)
    #expect(try await office.desk.lineage(of: leaf, .upstream).nodes.map(\.place.name) == ["d77", "d0"])
    #expect(try await office.desk.explainLineage(from: root, to: leaf).holds)
  }
}
