import Governance
import Testing

@testable import Drift

@Suite("Comparing two tables")
struct ComparisonTests {
  private func table(_ name: String, _ cells: [String]) throws -> Table {
    var reader = CSVReader()
    try reader.read(Array("\(name)\n".utf8))
    for cell in cells { try reader.read(Array("\"\(cell)\"\n".utf8)) }
    return try reader.finish()
  }

  private func items(_ reference: [String], _ current: [String], _ methods: [DriftStatistic]? = nil) throws
    -> [ComparisonItem]
  {
    try Comparison(reference: table("x", reference), current: table("x", current), methods: methods).items
  }

  private let numbers = (0..<300).map { "\($0)" }

  @Test("calls a column numeric from eleven different numbers on, over both sides together")
  func kinds() throws {
    let ten = (0..<10).map { "\($0)" }
    #expect(try items(ten, ten).first?.kind == .categorical)
    #expect(try items(ten, ["10"]).first?.kind == .numeric)
    #expect(try items(["a"], numbers).first?.kind == .categorical)
  }

  @Test("leaves out a stray text in a numeric column and says so")
  func strayText() throws {
    let found = try items(numbers, numbers + ["oops"])
    #expect(found.allSatisfy { $0.kind == .numeric && $0.nCurrent == 300 })
    #expect(found[0].score.notes.contains("current: 1 cells are no number and left out"))
    #expect(try items(numbers, numbers + numbers.prefix(10).map { "a\($0)" }).first?.kind == .categorical)
  }

  @Test("leaves out infinities, and finds more than one in a hundred cells left out")
  func infinities() throws {
    let found = try items(numbers, numbers + ["inf", "-inf", "", "NaN"], DriftStatistic.all)
    #expect(found[0].missingCurrent == 2)
    #expect(found.allSatisfy { $0.score.value?.isFinite ?? true })
    #expect(found[0].score.notes.contains("current: 2 infinite values left out"))
    #expect(found[0].score.notes.contains("current: 4 of 304 cells are missing or left out"))
  }

  @Test("answers an empty side with no value and a reason", arguments: [[String](), ["", "NA"]])
  func nothing(side: [String]) throws {
    for item in try items(numbers, side, DriftStatistic.all) + items(side, numbers, DriftStatistic.all) {
      #expect(item.score.value == nil && item.score.pValue == nil)
      #expect(
        item.score.notes.first?.hasPrefix("no data") == true || item.score.notes.first?.contains("not defined") == true)
    }
    #expect(try items(side, side).allSatisfy { $0.score.value == nil })
  }

  @Test("scores equal samples 0 with every statistic, and never traps on one row or a constant")
  func sameAndTiny() throws {
    for item in try items(numbers, numbers, DriftStatistic.all) + items(["a", "b"], ["a", "b"], DriftStatistic.all) {
      if let value = item.score.value { #expect(value == 0, "\(item.method)") }
      if let p = item.score.pValue { #expect(p == 1, "\(item.method)") }
    }
    let constant = [String](repeating: "5", count: 50)
    for item in try items(constant, numbers, DriftStatistic.all) + items(["1"], numbers, DriftStatistic.all) {
      #expect(item.score.value?.isNaN != true)
    }
    let psi = try #require(try items(constant, numbers).first)
    #expect(psi.score.value == nil && psi.score.notes.first?.contains("constant") == true)
  }

  @Test("counts missing values as a bin of their own in population stability")
  func missingBin() throws {
    let clean = try items(numbers, numbers, [.populationStability])[0].score
    let holes = try items(numbers, numbers + [String](repeating: "", count: 100), [.populationStability])[0].score
    #expect(clean.value == 0)
    // 300 values keep their shape at 3/4 of the share; the missing take 1/4 from a floor of 1e-4.
    let expected = 10 * (0.075 - 0.1) * (-0.2876820724517809) + (0.25 - 1e-4) * 7.824046010856292
    #expect(agrees(holes.value, expected, within: 1e-9))
  }

  @Test("names columns that only one side has, and refuses a named one that is missing")
  func columns() throws {
    let comparison = try Comparison(reference: table("x", numbers), current: table("y", numbers))
    #expect(comparison.onlyInReference == ["x"] && comparison.onlyInCurrent == ["y"] && comparison.items.isEmpty)
    #expect(throws: Problem.self) {
      try Comparison(reference: table("x", numbers), current: table("y", numbers), columns: ["y"])
    }
  }

  @Test("does not compare more categories than mean anything")
  func manyCategories() throws {
    let many = (0...TableColumn.mostTexts).map { "id-\($0)" }
    let found = try items(many, many)
    #expect(found.allSatisfy { $0.score.value == nil && $0.score.notes[0].contains("categories") })
  }
}

@Suite("Inside the statistics")
struct StatisticTests {
  @Test("every statistic has a name of its own and is found by it")
  func index() throws {
    #expect(Set(DriftStatistic.all.map(\.name)).count == DriftStatistic.all.count)
    for statistic in DriftStatistic.all { #expect(try DriftStatistic.named(statistic.name).label == statistic.label) }
    #expect(throws: Problem.self) { try DriftStatistic.named("vibes") }
  }

  @Test("sorting by radix equals sorting by comparison, negative and equal numbers included")
  func radix() {
    var random = SeededNumbers(seed: 3)
    let values = (0..<20_000).map { place in
      place % 7 == 0 ? -Double(random.below(50)) : Double(bitPattern: random.next())
    }.filter(\.isFinite)
    var sorted = values
    sorted.sortNumbers()
    #expect(sorted == values.sorted())
  }

  @Test("two proportions is the square root of the fourfold chi-square")
  func proportions() throws {
    let test = TwoProportionTest(reference: (2, 10), current: (7, 10))
    let square = try #require(ChiSquareTest(HistogramPair(reference: [8, 2], current: [3, 7])))
    #expect(agrees(test.z * test.z, square.value, within: 1e-12))
    #expect(agrees(test.pValue, square.pValue, within: 1e-9))
    #expect(agrees(test.difference, 0.5, within: 1e-12))
    #expect(TwoProportionTest(reference: (0, 5), current: (0, 9)).pValue == 1)
  }

  @Test(
    "the law of Kolmogorov's D equals SciPy's kstwo.sf in all its ranges",
    arguments: kolmogorovPoints)
  func kolmogorov(n: Int, d: Double, expected: Double) {
    let found = KolmogorovLaw.survival(d, n)
    #expect(agrees(found, expected, within: 1e-6), "\(found)")
  }

  @Test("infinite distances of enormous numbers give no value instead of infinity")
  func enormous() {
    let big = (0..<20).map { $0.isMultiple(of: 2) ? Double.greatestFiniteMagnitude : -Double.greatestFiniteMagnitude }
    let small = (0..<20).map { Double($0) }
    let pair = SamplePair.numeric(reference: NumericSample(big), current: NumericSample(small))
    for statistic in DriftStatistic.all {
      let score = statistic.score(pair)
      #expect(score.value?.isFinite ?? true, "\(statistic.name)")
    }
  }
}
