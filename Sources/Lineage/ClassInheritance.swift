package import Governance

/// What is said of the class of a place's data.
package struct SaidClass: Sendable, Equatable {
  package enum Basis: String, Sendable, CaseIterable {
    /// A person judged it: what it inherits no longer counts.
    case judged
    /// A person said so.
    case said
    /// The body of its registered version.
    case version
    /// A tag of its producer.
    case tag
  }
  package var spot: ColumnSpot
  package var dataClass: DataClass
  package var basis: Basis
  /// Who said so, where a person did; and why, or by which tag.
  package var saidBy: String?
  package var reason: String?

  package init(spot: ColumnSpot, dataClass: DataClass, basis: Basis, saidBy: String? = nil, reason: String? = nil) {
    self.spot = spot
    self.dataClass = dataClass
    self.basis = basis
    self.saidBy = saidBy
    self.reason = reason
  }
}

/// The class of every place and column, from what is said of them and of what they came from.
///
/// A class is handed on along every edge that hands values on. A masking takes it one step down, since what is masked is as a
/// rule still about persons (recital 26 of Regulation (EU) 2016/679); the judgement of a person replaces it. Nothing else
/// lowers it.
package struct ClassInheritance: Sendable {
  package let flow: ColumnFlow
  private var judged: [ColumnSpot: DataClass] = [:]
  private var own: [ColumnSpot: DataClass] = [:]
  /// Columns of each place that anything is known of.
  private var fields: [Int64: [String]] = [:]
  private var held: [ColumnSpot: Held] = [:]
  private var highest: [Int64: Held] = [:]

  /// A class that holds, and where it comes from.
  package struct Held: Sendable, Equatable {
    package var dataClass: DataClass
    /// What it is inherited from; nil when it is said of the place itself.
    package var from: ColumnSpot?
    package init(dataClass: DataClass, from: ColumnSpot?) {
      self.dataClass = dataClass
      self.from = from
    }
  }

  package init(_ flow: ColumnFlow, said: [SaidClass]) {
    self.flow = flow
    for one in said {
      if one.basis == .judged { judged[one.spot] = max(judged[one.spot] ?? .green, one.dataClass) }
      own[one.spot] = max(own[one.spot] ?? .green, one.dataClass)
    }
    let spots = flow.spots.union(own.keys)
    for spot in spots { if let field = spot.field { fields[spot.place, default: []].append(field) } }
    fields = fields.mapValues { $0.sorted() }
    handOn(spots.union(spots.map { ColumnSpot($0.place) }))
  }

  /// What is said of the spot itself: of a column, or else of its dataset.
  package func said(of spot: ColumnSpot) -> DataClass? {
    judged[spot] ?? own[spot] ?? (spot.field == nil ? nil : said(of: ColumnSpot(spot.place)))
  }

  private func isJudged(_ spot: ColumnSpot) -> Bool {
    judged[spot] != nil || (own[spot] == nil && spot.field != nil && judged[ColumnSpot(spot.place)] != nil)
  }

  /// The class of a spot: what is said of it and what it inherits, the higher; of a whole place that of its highest column.
  /// Nil when nothing is said of any of that.
  package func held(by spot: ColumnSpot) -> Held? {
    spot.field == nil ? highest[spot.place] : held[spot] ?? held[ColumnSpot(spot.place)]
  }

  /// The highest class that a place holds, as a whole or in a column.
  package func highest(in place: Int64) -> DataClass? { highest[place]?.dataClass }

  /// From the highest class down, every spot once: what a spot holds it hands on, one step lower where that masks.
  private mutating func handOn(_ spots: Set<ColumnSpot>) {
    let classes = DataClass.allCases
    var waiting = classes.map { _ in [(spot: ColumnSpot, from: ColumnSpot?)]() }
    for spot in spots.sorted(by: { ($0.place, $0.field ?? "") < ($1.place, $1.field ?? "") }) {
      if let said = said(of: spot), let rank = classes.firstIndex(of: said) { waiting[rank].append((spot, nil)) }
    }
    var flooded: Set<Int64> = []
    for rank in classes.indices.reversed() {
      var next = 0
      while next < waiting[rank].count {
        let (spot, from) = waiting[rank][next]
        next += 1
        guard from == nil || !isJudged(spot) else { continue }
        // What flows into a whole place flows into each of its columns, also where as much is said of it.
        if spot.field == nil, from != nil, flooded.insert(spot.place).inserted {
          waiting[rank] += (fields[spot.place] ?? []).map { (ColumnSpot(spot.place, $0), from) }
        }
        guard held[spot] == nil else { continue }
        held[spot] = Held(dataClass: classes[rank], from: from)
        if highest[spot.place] == nil { highest[spot.place] = held[spot] }
        let steps = spot.field == nil ? flow.wholeSteps(from: spot.place) : flow.steps(at: spot, .downstream)
        for step in steps where !step.isInfluence {
          waiting[max(0, rank - (step.transformation.masking ? 1 : 0))].append((step.to, from ?? spot))
        }
      }
    }
  }
}

extension ColumnFlow {
  /// Every end of a step.
  package var spots: Set<ColumnSpot> { Set(steps.flatMap { [$0.from, $0.to] }) }

  /// Steps that begin at a place as a whole.
  fileprivate func wholeSteps(from place: Int64) -> [Step] {
    steps(at: ColumnSpot(place), .downstream).filter { $0.from.field == nil }
  }
}

extension DataClass {
  /// So many steps down, green at the least.
  package func lowered(by steps: Int) -> DataClass {
    switch (self, steps) {
    case (_, ...0): self
    case (.red, 1): .yellow
    default: .green
    }
  }
}
