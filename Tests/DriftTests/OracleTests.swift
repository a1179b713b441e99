import Foundation
import Governance
import Testing

@testable import Drift

@Suite(
  "Drift of real tables", .enabled(if: sharedData != nil, "needs the shared data folder (COUNTERSIGN_SHARED_DATA)"))
struct OracleTests {
  @Test("of car loans equals what SciPy worked out")
  func carLoan() throws {
    let reference = try table(sharedFile("drift/nannyml_car_loan_reference.csv.gz"))
    try compare(
      "drift/oracle_car_loan.jsonl", reference: reference,
      current: sharedFile("drift/nannyml_car_loan_analysis.csv.gz"), rows: 90)
  }

  @Test("of electricity prices equals what SciPy worked out")
  func electricity() throws {
    let file = try sharedFile("drift/elec2.csv.gz")
    try compare(
      "drift/oracle_elec2.jsonl", reference: table(lines(file, 0..<10_000)), current: file, rows: 56)
  }

  private func compare(_ oracle: String, reference: Table, current: [UInt8], rows: Int) throws {
    let expected = try jsonRows(sharedFile(oracle))
    #expect(expected.count == rows)
    for (chunk, rows) in Dictionary(grouping: expected, by: { $0["chunk"] as? String ?? "" }) {
      let ends = chunk.dropFirst(5).split(separator: "-").compactMap { Int($0) }
      let table = try table(lines(current, ends[0]..<(ends[1] + 1)))
      for row in rows { try check(row, reference, table) }
    }
  }

  private func check(_ row: [String: Any], _ reference: Table, _ current: Table) throws {
    let column = try #require(row["column"] as? String)
    let items = try Comparison(
      reference: reference, current: current, columns: [column],
      methods: [.populationStability, .kolmogorovSmirnov, .jensenShannon, .wasserstein, .chiSquare]
    ).items
    let scores = Dictionary(uniqueKeysWithValues: items.map { ($0.method, $0.score) })
    let place = "\(row["chunk"] ?? "") \(column)"
    #expect(items.first?.kind.rawValue == row["kind"] as? String, "\(place)")
    #expect(items.first?.nReference == row["n_ref"] as? Int, "\(place)")
    #expect(items.first?.nCurrent == row["n_cur"] as? Int, "\(place)")
    func check(_ found: Double?, _ key: String, _ tolerance: Double = 1e-9) {
      guard row.keys.contains(key) else { return }
      let expected = row[key] as? Double
      #expect(agrees(found, expected, within: tolerance), "\(place) \(key)")
    }
    check(scores["psi"]?.value, "psi")
    check(scores["ks"]?.value, "ks")
    check(scores["ks"]?.pValue, "ks_p", 1e-6)
    check(scores["js"]?.value, "js_distance")
    check(scores["wasserstein"]?.value, "wasserstein")
    check(scores["chi2"]?.value, "chi2")
    check(scores["chi2"]?.pValue, "chi2_p", 1e-6)
    if let degrees = row["dof"] as? Int { #expect(scores["chi2"]?.degreesOfFreedom == degrees, "\(place)") }
    if let names = row["categories"] as? [String] { #expect(scores["chi2"]?.binning == .categories(names), "\(place)") }
  }

  /// The header and these rows of a file, counted from 0.
  private func lines(_ file: [UInt8], _ rows: Range<Int>) -> [UInt8] {
    let lines = file.split(separator: UInt8(ascii: "\n"))
    let kept = [lines[0]] + lines.dropFirst()[(rows.lowerBound + 1)...].prefix(rows.count)
    return Array(kept.joined(separator: [UInt8(ascii: "\n")]))
  }

  /// Read in pieces of an odd size, as they come from a file.
  private func table(_ bytes: [UInt8]) throws -> Table {
    var reader = CSVReader()
    for start in stride(from: 0, to: bytes.count, by: 60_007) {
      try reader.read(Array(bytes[start..<min(start + 60_007, bytes.count)]))
    }
    return try reader.finish()
  }
}
