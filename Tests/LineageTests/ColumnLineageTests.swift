import Governance
import Lineage
import Testing

@Suite("Column lineage")
struct ColumnLineageTests {
  private func event(_ facet: String) throws -> LineageEvent {
    try SharedData.event(
      Array(
        """
        {"eventType":"COMPLETE","eventTime":"2026-01-01T00:00:00Z","producer":"p","schemaURL":"s","run":{"runId":"018f0000-0000-7000-8000-000000000001"},
        "job":{"namespace":"n","name":"j"},"inputs":[{"namespace":"n","name":"s"}],
        "outputs":[{"namespace":"n","name":"t","facets":{"columnLineage":{"_producer":"p","_schemaURL":"s",\(facet)}}}]}
        """.utf8))
  }
  private func columns(_ facet: String) throws -> Set<LineageEdge> {
    Set(try event(facet).edges)
  }

  private let filter =
    #"{"namespace":"n","name":"s","field":"f","transformations":[{"type":"INDIRECT","subtype":"FILTER"}]}"#
  private func direct(_ field: String) -> String {
    #"{"namespace":"n","name":"s","field":"\#(field)","transformations":[{"type":"DIRECT","subtype":"IDENTITY"}]}"#
  }

  @Test("has one normal form: what is indirect under every column is the same as said once of the dataset")
  func folding() throws {
    let middle = try columns(
      #""fields":{"a":{"inputFields":[\#(direct("x")),\#(filter)]},"b":{"inputFields":[\#(direct("y")),\#(filter)]}}"#)
    let new = try columns(
      #""fields":{"a":{"inputFields":[\#(direct("x"))]},"b":{"inputFields":[\#(direct("y"))]}},"dataset":[\#(filter)]"#)
    #expect(middle == new)
    #expect(Set(middle.map(\.arrow)) == ["x→a", "y→b", "f→t"])
  }

  @Test("keeps what is indirect under some columns only")
  func partly() throws {
    let edges = try columns(
      #""fields":{"a":{"inputFields":[\#(direct("x")),\#(filter)]},"b":{"inputFields":[\#(direct("y"))]}}"#)
    #expect(Set(edges.map(\.arrow)) == ["x→a", "f→a", "y→b"])
  }

  @Test("reads the old types: identity is said to be direct, what was masked is masked")
  func old() throws {
    let plain = #"{"namespace":"n","name":"s","field":"x"}"#
    let identity = try columns(#""fields":{"a":{"inputFields":[\#(plain)],"transformationType":"IDENTITY"}}"#)
    #expect(identity == (try columns(#""fields":{"a":{"inputFields":[\#(direct("x"))]}}"#)))
    let masked = try columns(#""fields":{"a":{"inputFields":[\#(plain)],"transformationType":"MASKED"}}"#)
    #expect(masked.map(\.transformation) == [LineageTransformation(masking: true)])
  }

  @Test("makes edges between columns only, and the last facet replaces those before")
  func replaced() throws {
    var first = try event(#""fields":{"a":{"inputFields":[\#(direct("x"))]}}"#)
    let second = try event(#""fields":{"a":{"inputFields":[\#(direct("y"))]}}"#)
    first.at = Instant(microseconds: 0)
    let edges = RunState(of: [second, first]).edges
    #expect(Set(edges.map { "\($0.level) \($0.arrow)" }) == ["dataset s→t", "column y→a"])
  }

  @Test("of a wrong shape is set aside, and the event is taken")
  func wrong() throws {
    let event = try event(#""fields":[1]"#)
    #expect(event.findings == ["facet_shape:columnLineage"])
    #expect(event.outputs == [.dataset("n", "t")] && event.edges.isEmpty)
  }
}
