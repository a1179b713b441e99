/// The categories of one side of a comparison, counted.
package struct CategoricalSample: Sendable, Equatable {
  package let counts: [String: Int]
  package let missing: Int

  package var count: Int { counts.values.reduce(0, +) }

  package init(_ counts: [String: Int], missing: Int = 0) {
    self.counts = counts.filter { $0.value > 0 }
    self.missing = missing
  }

  package init(_ values: [String], missing: Int = 0) {
    self.init(Dictionary(values.map { ($0, 1) }, uniquingKeysWith: +), missing: missing)
  }
}

/// Two sides of one column: what drift is measured between.
package enum SamplePair: Sendable, Equatable {
  case numeric(reference: NumericSample, current: NumericSample)
  case categorical(reference: CategoricalSample, current: CategoricalSample)

  package var kind: Kind {
    switch self {
    case .numeric: .numeric
    case .categorical: .categorical
    }
  }

  package enum Kind: String, Sendable, CaseIterable { case numeric, categorical }

  /// Values that count, on each side.
  package var sizes: (reference: Int, current: Int) {
    switch self {
    case .numeric(let reference, let current): (reference.count, current.count)
    case .categorical(let reference, let current): (reference.count, current.count)
    }
  }

  package var missing: (reference: Int, current: Int) {
    switch self {
    case .numeric(let reference, let current): (reference.missing, current.missing)
    case .categorical(let reference, let current): (reference.missing, current.missing)
    }
  }
}
