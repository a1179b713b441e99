import Governance
import Lineage
import Testing

@Suite("A walk along the edges")
struct ReachTests {
  private func graph(_ pairs: (String, String)...) -> LineageGraph {
    LineageGraph(
      pairs.map {
        LineageEdge(
          source: .dataset("n", $0.0), target: .dataset("n", $0.1), job: nil, level: .dataset, basis: .explicit)
      })
  }
  private func node(_ name: String) -> LineageNode { .dataset("n", name) }

  @Test("ends in rings and self-loops")
  func rings() {
    let ring = graph(("a", "b"), ("b", "c"), ("c", "a"), ("s", "s"))
    #expect(ring.reach(from: node("a"), .upstream).reached == [node("a"), node("b"), node("c")])
    #expect(ring.reach(from: node("s"), .downstream).reached == [node("s")])
    #expect(!ring.reach(from: node("a"), .downstream).partial)
  }

  @Test("says that it was cut, by depth or by size, and only then")
  func cut() {
    let chain = graph(("a", "b"), ("b", "c"), ("c", "d"))
    #expect(chain.reach(from: node("a"), .downstream, depth: 3).partial == false)
    let short = chain.reach(from: node("a"), .downstream, depth: 2)
    #expect(short.partial && short.distances == [node("a"): 0, node("b"): 1, node("c"): 2])
    let small = chain.reach(from: node("a"), .downstream, limit: 1)
    #expect(small.partial && small.distances.count == 2)
    let end = chain.reach(from: node("d"), .downstream)
    #expect(end.distances == [node("d"): 0] && end.edges.isEmpty && end.reached.isEmpty && !end.partial)
  }

  @Test("finds a shortest path, or none")
  func path() {
    let graph = graph(("a", "b"), ("b", "c"), ("c", "d"), ("a", "c"), ("d", "a"))
    #expect(graph.path(from: node("a"), to: node("d"))?.map(\.name) == ["a", "c", "d"])
    #expect(graph.path(from: node("a"), to: node("a"))?.map(\.name) == ["a"])
    #expect(graph.path(from: node("a"), to: node("x")) == nil)
  }

  @Test("goes from column to column, through what touches a whole dataset")
  func columns() {
    func edge(_ source: LineageNode, _ target: LineageNode) -> LineageEdge {
      LineageEdge(source: source, target: target, job: nil, level: .column, basis: .column)
    }
    let c: (String, String) -> LineageNode = { .column("n", $0, $1) }
    let graph = LineageGraph([
      edge(c("s", "x"), c("t", "a")), edge(c("s", "y"), c("t", "b")), edge(c("s", "filter"), node("t")),
      edge(c("t", "a"), c("u", "a")),
    ])
    #expect(
      graph.reach(from: c("u", "a"), .upstream, level: .column).reached == [c("t", "a"), c("s", "x"), c("s", "filter")])
    #expect(graph.reach(from: c("s", "filter"), .downstream, level: .column).reached == [node("t"), c("u", "a")])
    #expect(
      graph.reach(from: node("t"), .upstream, level: .column).reached == [c("s", "x"), c("s", "y"), c("s", "filter")])
    #expect(graph.reach(from: node("t"), .upstream, level: .dataset).reached.isEmpty)
  }
}
