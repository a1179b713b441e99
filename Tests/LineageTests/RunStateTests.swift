import Governance
import Lineage
import SeededNumbers
import TestSupport
import Testing

@Suite("The state of a run")
struct RunStateTests {
  /// The state, after checking that it is the same in every order and with every event twice.
  private func state(_ events: LineageEvent...) -> RunState {
    let state = RunState(of: events)
    for seed in 1...20 as ClosedRange<UInt64> {
      var generator = SplitMix(seed: seed)
      #expect(RunState(of: (events + events).shuffled(using: &generator)) == state)
    }
    return state
  }

  @Test("accumulates: an input of the start and an output of the end belong together")
  func accumulates() {
    let run = state(.of(.start, at: 1, inputs: ["a"]), .of(.complete, at: 2, outputs: ["b"]))
    #expect(run.edges.map(\.arrow) == ["a→b"])
    #expect(run.phase == .complete)
    #expect(run.startedAt?.microseconds == 1_000_000 && run.endedAt?.microseconds == 2_000_000)
  }

  @Test("is ended by the last end, which no later event opens again")
  func ends() {
    #expect(state(.of(.complete, at: 2), .of(.start, at: 3)).phase == .complete)
    #expect(state(.of(.complete, at: 2), .of(.running, at: 9)).phase == .complete)
    #expect(state(.of(.complete, at: 2), .of(.fail, at: 3)).phase == .fail)
    #expect(state(.of(.fail, at: 2), .of(.complete, at: 2, nanoseconds: 1)).phase == .complete)
    #expect(state(.of(.other, at: 2)).phase == .known)
    #expect(state(.of(.start, at: 2), .of(.other, at: 3)).phase == .running)
    #expect(state(.of(.start, at: 2, digest: 9), .of(.abort, at: 2)).phase == .abort)
  }

  @Test("forgets what stood before a snapshot")
  func snapshot() {
    let run = state(
      .of(.start, at: 1, inputs: ["old"], outputs: ["b"]),
      .of(.running, at: 2, inputs: ["a"], outputs: ["b"], snapshot: true),
      .of(.running, at: 3, inputs: ["c"]))
    #expect(Set(run.edges.map(\.arrow)) == ["a→b", "c→b"])
  }

  @Test("holds only the edges an explicit facet names, once there is one")
  func explicit() {
    let run = state(
      .of(.start, at: 1, inputs: ["a", "b"], outputs: ["c", "d"]), .of(.running, at: 2, explicit: [("a", "c")]),
      .of(.complete, at: 3, explicit: [("b", "d")]))
    #expect(Set(run.edges.map(\.arrow)) == ["a→c", "b→d"])
    #expect(state(.of(.complete, at: 1, inputs: ["a"], outputs: ["b"], explicit: [])).edges.isEmpty)
  }

  @Test("of a job's own declaration is what it declared last")
  func declaration() {
    let graph = LineageGraph(events: [
      .of(nil, at: 2, run: nil, explicit: [("b", "c")]), .of(nil, at: 1, run: nil, explicit: [("a", "c")]),
      .of(nil, at: 3, run: nil, inputs: ["x"], outputs: ["y"]),
    ])
    #expect(graph.edges.map(\.arrow) == ["b→c"])
  }
}
