/// A way to say how far two samples are apart. Its value stands in the statistic's own file and in
/// `DriftStatistic.all`.
package struct DriftStatistic: Sendable {
  /// What `--method` takes.
  package let name: String
  /// What people call it.
  package let label: String
  /// Of the value: `nats`, `share`, the unit of the data …
  package let unit: String
  package let kinds: Set<SamplePair.Kind>
  private let compute: @Sendable (SamplePair) -> DriftScore?

  init(
    _ name: String, label: String, unit: String, kinds: Set<SamplePair.Kind>,
    compute: @escaping @Sendable (SamplePair) -> DriftScore?
  ) {
    self.name = name
    self.label = label
    self.unit = unit
    self.kinds = kinds
    self.compute = compute
  }

  /// The score, or why there is none: a value of nil with a note, never a made-up number.
  package func score(_ pair: SamplePair) -> DriftScore {
    guard kinds.contains(pair.kind) else {
      return DriftScore(value: nil, notes: ["\(name) is not defined for \(pair.kind.rawValue) columns"])
    }
    let sizes = pair.sizes
    if sizes.reference == 0 || sizes.current == 0 {
      return DriftScore(value: nil, notes: ["no data in the \(sizes.reference == 0 ? "reference" : "current") sample"])
    }
    return compute(pair) ?? DriftScore(value: nil, notes: ["cannot be formed for this column"])
  }
}

/// What a statistic answers.
package struct DriftScore: Sendable, Equatable {
  /// Nil when it cannot be formed; `notes` say why.
  package var value: Double?
  /// Of the hypothesis that both samples come from one distribution, 0…1.
  package var pValue: Double?
  package var degreesOfFreedom: Int?
  /// A size of effect beside the value, by name: `cramers_v`, `location`.
  package var effect: (name: String, value: Double)?
  package var binning: Binning?
  package var notes: [String]

  package init(
    value: Double?, pValue: Double? = nil, degreesOfFreedom: Int? = nil, effect: (name: String, value: Double)? = nil,
    binning: Binning? = nil, notes: [String] = []
  ) {
    self.value = value
    self.pValue = pValue
    self.degreesOfFreedom = degreesOfFreedom
    self.effect = effect
    self.binning = binning
    self.notes = notes
  }

  package static func == (left: DriftScore, right: DriftScore) -> Bool {
    left.value == right.value && left.pValue == right.pValue && left.degreesOfFreedom == right.degreesOfFreedom
      && left.effect?.name == right.effect?.name && left.effect?.value == right.effect?.value
      && left.binning == right.binning && left.notes == right.notes
  }
}
