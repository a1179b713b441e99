/// Cohen's kappa: how far two raters agree beyond what their own shares give by chance.
///
/// Source: Cohen (1960), doi:10.1177/001316446002000104.
package struct CohenKappa: Sendable, Equatable {
  /// 1 when both always agree, 0 as by chance. Nil when it is not defined: nothing was rated, or both gave one and the
  /// same label only.
  package let value: Double?
  /// Share of units on which both agree; nil without units.
  package let agreement: Double?
  package let units: Int

  /// - Takes: for each unit the label of the first and of the second rater.
  package init<Label: Hashable>(_ pairs: [(Label, Label)]) {
    units = pairs.count
    guard !pairs.isEmpty else {
      (value, agreement) = (nil, nil)
      return
    }
    let n = Double(pairs.count)
    let first = Dictionary(grouping: pairs, by: \.0).mapValues(\.count)
    let second = Dictionary(grouping: pairs, by: \.1).mapValues(\.count)
    let observed = Double(pairs.count { $0.0 == $0.1 }) / n
    // Whole numbers, so that the order of a dictionary does not show.
    let chance = Double(first.reduce(0) { $0 + $1.value * (second[$1.key] ?? 0) }) / (n * n)
    agreement = observed
    value = chance < 1 ? (observed - chance) / (1 - chance) : nil
  }
}
