import Governance
import Lineage
import SeededNumbers
import TestSupport
import Testing

@Suite("Columns that flow, and the classes they hold")
struct ColumnFlowTests {
  private func step(
    _ from: Int64, _ a: String?, _ to: Int64, _ b: String?, _ type: String = "DIRECT", masking: Bool = false
  )
    -> ColumnFlow.Step
  {
    ColumnFlow.Step(
      from: ColumnSpot(from, a), to: ColumnSpot(to, b),
      transformation: LineageTransformation(type: type, subtype: nil, masking: masking), isWhole: false)
  }
  private func pairs(_ pairs: (Int64, Int64)...) -> [ColumnFlow.Pair] { pairs.map { ColumnFlow.Pair($0.0, $0.1) } }

  @Test("counts a table's edge only where none of its columns is known")
  func wholes() {
    let flow = ColumnFlow(edges: pairs((1, 2), (2, 3), (2, 3)), columns: [step(1, "a", 2, "a")])
    #expect(flow.wholeOnly == [ColumnFlow.Pair(2, 3)])
    let reached = flow.reach(from: ColumnSpot(3), .upstream)
    #expect(Set(reached.keys) == [ColumnSpot(3), ColumnSpot(2), ColumnSpot(1, "a")])
    #expect(reached[ColumnSpot(1, "a")]?.distance == 2)
  }

  @Test("goes by the most open way, and a filter hands nothing on")
  func openness() {
    let flow = ColumnFlow(
      edges: [],
      columns: [
        step(1, "a", 2, "a", masking: true), step(1, "a", 3, "a"), step(3, "a", 2, "a"),
        step(1, "f", 2, nil, "INDIRECT"),
        step(2, "a", 4, "a", masking: true),
      ])
    let reached = flow.reach(from: ColumnSpot(4, "a"), .upstream)
    #expect(reached[ColumnSpot(1, "a")]?.maskings == 1 && reached[ColumnSpot(1, "a")]?.distance == 3)
    #expect(reached[ColumnSpot(1, "f")]?.isInfluence == true)
    #expect(
      ColumnFlow.way(from: ColumnSpot(1, "a"), in: reached).map(\.to) == [
        ColumnSpot(3, "a"), ColumnSpot(2, "a"), ColumnSpot(4, "a"),
      ])
    let said = [
      SaidClass(spot: ColumnSpot(1, "a"), dataClass: .red, basis: .said),
      SaidClass(spot: ColumnSpot(1, "f"), dataClass: .red, basis: .tag),
    ]
    let classes = ClassInheritance(flow, said: said)
    #expect(classes.held(by: ColumnSpot(2, "a"))?.dataClass == .red)
    #expect(classes.held(by: ColumnSpot(4, "a")) == ClassInheritance.Held(dataClass: .yellow, from: ColumnSpot(1, "a")))
    #expect(classes.held(by: ColumnSpot(1, "a"))?.from == nil)
  }

  @Test("lowers a class by a judgement alone, and what comes after it by that")
  func judged() {
    let flow = ColumnFlow(edges: pairs((1, 2), (2, 3)), columns: [])
    let red = SaidClass(spot: ColumnSpot(1), dataClass: .red, basis: .version)
    func held(_ said: SaidClass...) -> [DataClass?] {
      let classes = ClassInheritance(flow, said: [red] + said)
      return [1, 2, 3].map { classes.highest(in: $0) }
    }
    #expect(held() == [.red, .red, .red])
    #expect(held(SaidClass(spot: ColumnSpot(2), dataClass: .green, basis: .said)) == [.red, .red, .red])
    #expect(held(SaidClass(spot: ColumnSpot(2), dataClass: .green, basis: .judged)) == [.red, .green, .green])
  }

  /// A graph at random, with rings, maskings, filters and whole tables.
  private func random(_ seed: UInt64) -> (ColumnFlow, [SaidClass]) {
    var random = SplitMix(seed: seed)
    func below(_ count: Int) -> Int { Int(random.next() % UInt64(count)) }
    func spot(whole: Bool) -> ColumnSpot { ColumnSpot(Int64(below(7)), whole && below(4) == 0 ? nil : "c\(below(3))") }
    let columns = (0..<below(30)).map { _ in
      let (from, to) = (spot(whole: false), spot(whole: true))
      return step(
        from.place, from.field, to.place, to.field, below(4) == 0 ? "INDIRECT" : "DIRECT", masking: below(3) == 0)
    }
    let edges = (0..<below(8)).map { _ in ColumnFlow.Pair(Int64(below(7)), Int64(below(7))) }.filter {
      $0.from != $0.to
    }
    let said = (0..<below(6)).map { _ in
      SaidClass(
        spot: spot(whole: true), dataClass: DataClass.allCases[below(3)], basis: SaidClass.Basis.allCases[below(4)])
    }
    return (ColumnFlow(edges: edges, columns: columns), said)
  }

  @Test("holds what any way hands on, worked out once more by brute force", arguments: Array(UInt64(1)...150))
  func bruteForce(seed: UInt64) {
    let (flow, said) = random(seed)
    let classes = ClassInheritance(flow, said: said)
    let judged = Set(said.filter { $0.basis == .judged }.map(\.spot))
    let own = Set(said.map(\.spot))
    func isJudged(_ spot: ColumnSpot) -> Bool {
      judged.contains(spot) || (!own.contains(spot) && spot.field != nil && judged.contains(ColumnSpot(spot.place)))
    }
    // Every column, and of each place what flows into it as a whole, until nothing changes any more.
    let spots = flow.spots.union(own)
    var value: [ColumnSpot: DataClass] = [:]
    for spot in spots.union(spots.map { ColumnSpot($0.place) }) { value[spot] = classes.said(of: spot) }
    var changed = true
    func raise(_ spot: ColumnSpot, to dataClass: DataClass) {
      guard !isJudged(spot), value[spot].map({ $0 < dataClass }) ?? true else { return }
      value[spot] = dataClass
      changed = true
    }
    var inflow: [Int64: DataClass] = [:]
    while changed {
      changed = false
      for step in flow.steps where !step.isInfluence {
        let sources = spots.union([step.from]).filter { spot in
          spot == step.from || (step.from.field == nil && spot.place == step.from.place)
        }
        for source in sources {
          guard let dataClass = value[source]?.lowered(by: step.transformation.masking ? 1 : 0) else { continue }
          raise(step.to, to: dataClass)
          guard step.to.field == nil, !isJudged(step.to), inflow[step.to.place].map({ $0 < dataClass }) ?? true else {
            continue
          }
          inflow[step.to.place] = dataClass
          changed = true
        }
      }
      for spot in spots where spot.field != nil { if let dataClass = inflow[spot.place] { raise(spot, to: dataClass) } }
    }
    for spot in spots where spot.field != nil {
      #expect(classes.held(by: spot)?.dataClass == value[spot], "seed \(seed): \(spot)")
    }
    for place in Set(spots.map(\.place)) {
      #expect(
        classes.highest(in: place) == value.filter { $0.key.place == place }.map(\.value).max(),
        "seed \(seed): \(place)")
    }
  }
}
