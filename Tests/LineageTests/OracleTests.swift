import Governance
import Lineage
import SeededNumbers
import TestSupport
import Testing

@Suite("The graph of real producers", .enabled(if: SharedData.isThere, "\(SharedData.absence)"))
struct OracleTests {
  @Test("has the direct and transitive upstreams of the oracle")
  func oracle() throws {
    let events = try SharedData.producedEvents()
    #expect(events.count == 635)
    let graph = LineageGraph(events: events)
    let oracle = try SharedData.oracle()
    #expect(oracle.count == 69)
    for row in oracle {
      let direct = graph.reach(from: row.dataset, .upstream, depth: 1)
      #expect(direct.reached == row.direct, "\(row.dataset.name)")
      let all = graph.reach(from: row.dataset, .upstream)
      #expect(all.reached == row.transitive, "\(row.dataset.name)")
      #expect(!all.partial)
      #expect(direct.partial == !row.direct.union([row.dataset]).isSuperset(of: row.transitive))
    }
  }

  @Test("is the same in any order, with every event twice", arguments: 1...20 as ClosedRange<UInt64>)
  func shuffled(seed: UInt64) throws {
    let events = try SharedData.producedEvents()
    var generator = SplitMix(seed: seed)
    let shuffled = (events + events).shuffled(using: &generator)
    #expect(LineageGraph(events: shuffled).edges == LineageGraph(events: events).edges)
  }

  @Test("reaches downstream exactly what came from it")
  func mirrored() throws {
    let graph = LineageGraph(events: try SharedData.producedEvents())
    let oracle = try SharedData.oracle()
    for source in oracle.map(\.dataset) {
      let reached = graph.reach(from: source, .downstream).reached
      #expect(reached == Set(oracle.filter { $0.transitive.contains(source) }.map(\.dataset)), "\(source.name)")
    }
  }
}
