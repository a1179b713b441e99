import AuditPack
import Foundation
import Governance
import Operations
import TestSupport
import Testing

@Suite("A row and the packs it touched")
struct RowPackTests {
  @Test("is told every pack about a frozen quarter in which a generation was given it, and no other")
  func packs() async throws {
    let packs = try await PackOffice.open()
    defer { try? FileManager.default.removeItem(at: packs.folder) }
    try packs.office.session("feed").deliver("in the quarter", at: "2026-08-15 10:00Z")
    try packs.office.superuser.run(
      """
      insert into countersign_private.retrieval (generation, rank, index_name, namespace, dataset, row_key, data_class)
      select g.id, n, 'kyc-idx', 'shop', 'crm.customers', (array['17', '18'])[n], 'yellow'
      from countersign_private.generation g cross join generate_series(1, 2) n
      """)
    let vic = packs.auditor
    let row = DataRow(namespace: "shop", dataset: "crm.customers", key: "17")
    let before = try await vic.reach(of: row)
    #expect(before.uses > 0 && before.packs.isEmpty)
    _ = try await packs.export("one.tar.gz")
    let after = try await vic.reach(of: row)
    #expect(after.packs.map(\.quarter) == ["2026Q3"] && after.packs.allSatisfy { $0.digest.count == 64 })
    #expect(try await vic.reach(of: DataRow(namespace: "shop", dataset: "crm.customers", key: "19")).packs.isEmpty)
  }

  @Test("lists the rows of a dataset that were given to anybody, each once, by key")
  func rows() async throws {
    let packs = try await PackOffice.open()
    defer { try? FileManager.default.removeItem(at: packs.folder) }
    try packs.office.superuser.run(
      """
      insert into countersign_private.retrieval (generation, rank, index_name, namespace, dataset, row_key, data_class)
      select g.id, n, 'kyc-idx', 'shop', 'crm.customers', (array['b', 'a', 'c', 'a'])[n], (array['green', 'yellow', 'green', 'red'])[n]
      from countersign_private.generation g cross join generate_series(1, 4) n
      """)
    let vic = packs.auditor
    let first = try await vic.rows(ofDataset: "crm.customers", in: "shop", after: nil, limit: 2)
    #expect(first.rows.map(\.row.key) == ["a", "b"] && first.next == "b")
    #expect(first.rows.first?.dataClass == .red && first.rows.first.map { $0.uses % 2 } == 0)
    let rest = try await vic.rows(ofDataset: "crm.customers", in: "shop", after: first.next, limit: 2)
    #expect(rest.rows.map(\.row.key) == ["c"] && rest.next == nil)
  }
}
