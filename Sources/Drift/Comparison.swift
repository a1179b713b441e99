package import Governance

/// One statistic of one column, with what a reader needs to judge it.
package struct ComparisonItem: Sendable, Equatable {
  package var column: String
  package var kind: SamplePair.Kind
  package var method: String
  package var score: DriftScore
  package var nReference: Int
  package var nCurrent: Int
  package var missingReference: Int
  package var missingCurrent: Int
}

/// Two tables compared column by column.
package struct Comparison: Sendable, Equatable {
  package var items: [ComparisonItem]
  package var onlyInReference: [String]
  package var onlyInCurrent: [String]

  /// Compares the columns both tables have, in the reference's order.
  ///
  /// - Takes: the columns to compare, nil for all in common; the methods, nil for those that fit a column's kind
  ///   (numeric: psi, ks, js, wasserstein; categorical: psi, js, chi2). A named method that does not fit a column
  ///   gives an item without a value.
  /// - Throws: `drift.column` when a named column is missing on a side.
  package init(
    reference: Table, current: Table, columns: [String]? = nil, methods: [DriftStatistic]? = nil
  ) throws(Problem) {
    for name in columns ?? [] where reference[name] == nil || current[name] == nil {
      throw Problem(
        .notFound, "drift.column",
        happened: "A named column is not in the \(reference[name] == nil ? "reference" : "current") table.",
        remedy: "Name columns that both tables have.")
    }
    items = []
    let inCurrent = Set(current.columns.map(\.name))
    let inReference = Set(reference.columns.map(\.name))
    onlyInReference = reference.columns.map(\.name).filter { !inCurrent.contains($0) }
    onlyInCurrent = current.columns.map(\.name).filter { !inReference.contains($0) }
    for name in columns ?? reference.columns.map(\.name) {
      guard let left = reference[name], let right = current[name] else { continue }
      items += Comparison.items(name, left, right, methods)
    }
  }

  private static func items(
    _ name: String, _ reference: TableColumn, _ current: TableColumn, _ methods: [DriftStatistic]?
  ) -> [ComparisonItem] {
    let pair = SamplePair(reference, current)
    let usual: [DriftStatistic] =
      pair.kind == .numeric
      ? [.populationStability, .kolmogorovSmirnov, .jensenShannon, .wasserstein]
      : [.populationStability, .jensenShannon, .chiSquare]
    let notes = notes(reference, "reference", pair) + self.notes(current, "current", pair)
    return (methods ?? usual).map { method in
      var score = DriftScore(value: nil)
      if pair.kind == .numeric || !(reference.hasTooManyTexts || current.hasTooManyTexts) {
        score = method.score(pair)
      }
      score.notes += notes
      return ComparisonItem(
        column: name, kind: pair.kind, method: method.name, score: score, nReference: pair.sizes.reference,
        nCurrent: pair.sizes.current, missingReference: pair.missing.reference, missingCurrent: pair.missing.current)
    }
  }

  /// What was left out of a side, said from the first value on; more than one in a hundred is a finding of its own.
  private static func notes(_ column: TableColumn, _ side: String, _ pair: SamplePair) -> [String] {
    var notes: [String] = []
    if pair.kind == .categorical, column.hasTooManyTexts {
      notes.append("\(side): more than \(TableColumn.mostTexts) categories")
    }
    let infinite = pair.kind == .numeric ? column.numbers.count { $0.isInfinite } : 0
    let unreadable = pair.kind == .numeric ? column.textCount : 0
    if infinite > 0 { notes.append("\(side): \(infinite) infinite values left out") }
    if unreadable > 0 { notes.append("\(side): \(unreadable) cells are no number and left out") }
    let left = infinite + unreadable + column.missing
    if left * 100 > column.count + column.missing {
      notes.append("\(side): \(left) of \(column.count + column.missing) cells are missing or left out")
    }
    return notes
  }
}

extension SamplePair {
  /// Decides what a column is: numeric when on both sides at most one cell in a hundred is no number and together
  /// they hold more than ten different finite numbers; else categorical.
  package init(_ reference: TableColumn, _ current: TableColumn) {
    let sides = [reference, current]
    // A side with nothing in it says nothing about the kind.
    let areNumbers = sides.allSatisfy { $0.isMostlyNumbers || $0.count == 0 } && sides.contains { $0.count > 0 }
    if areNumbers {
      let left = NumericSample(reference.numbers, missing: reference.missing, unreadable: reference.textCount)
      let right = NumericSample(current.numbers, missing: current.missing, unreadable: current.textCount)
      if SamplePair.hasMoreDistinct(than: 10, left, right) {
        self = .numeric(reference: left, current: right)
        return
      }
    }
    self = .categorical(reference: reference.categories, current: current.categories)
  }

  private static func hasMoreDistinct(than limit: Int, _ left: NumericSample, _ right: NumericSample) -> Bool {
    var distinct = Set<Double>()
    for sample in [left, right] {
      var place = 0
      while place < sample.count, distinct.count <= limit {
        distinct.insert(sample.sorted[place])
        place = sample.rank(of: sample.sorted[place], inclusive: true)
      }
    }
    return distinct.count > limit
  }
}
