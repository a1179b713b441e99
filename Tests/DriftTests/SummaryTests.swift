import Drift
import Testing

@Suite("Tests on sums")
struct SummaryTests {
  @Test("of two means agree with Welch's test on the values")
  func welch() throws {
    // t and p by hand: means 3 and 6, variances 2.5 and 10, n 5 each.
    func side(_ values: [Double]) -> MeanDifferenceTest.Side {
      .init(count: values.count, sum: values.reduce(0, +), squares: values.reduce(0) { $0 + $1 * $1 })
    }
    let test = try #require(MeanDifferenceTest(reference: side([1, 2, 3, 4, 5]), current: side([2, 4, 6, 8, 10])))
    #expect(abs(test.difference - 3) < 1e-12 && abs(test.t - 1.897366596) < 1e-8)
    #expect(abs(test.pValue - 0.107531194) < 1e-6)
    #expect(MeanDifferenceTest(reference: side([1]), current: side([2, 3])) == nil)
    #expect(MeanDifferenceTest(reference: side([1, 1]), current: side([1, 1])) == nil)
  }

  @Test("of stability say how often chance alone gives as much")
  func stability() throws {
    let reference = NumericSample((0..<1000).map { Double($0) })
    let same = try #require(
      StabilityTest(reference: reference, current: NumericSample((0..<500).map { Double($0 * 2) })))
    #expect(same.index < 0.001 && same.pValue > 0.99)
    let moved = try #require(
      StabilityTest(reference: reference, current: NumericSample((0..<500).map { Double($0 + 500) })))
    #expect(moved.index > StabilityTest.notable && moved.pValue < 1e-6)
    #expect(moved.histogram.reference.reduce(0, +) == 1000 && moved.histogram.current.reduce(0, +) == 500)
    #expect(StabilityTest(reference: NumericSample([1, 1, 1]), current: reference) == nil)
  }
}
