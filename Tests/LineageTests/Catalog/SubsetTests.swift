import Governance
import Operations
import Testing

@Suite("Parts of datasets that runs read or write")
struct SubsetTests {
  private func event(_ second: Int, run: Int, inputs: String = "", outputs: String = "") -> [UInt8] {
    Array(
      """
      {"eventType":"RUNNING","eventTime":"2026-01-01T00:00:0\(second)Z","producer":"p","schemaURL":"s",\
      "run":{"runId":"018f0000-0000-7000-8000-00000000000\(run)"},"job":{"namespace":"n","name":"j"},\
      "inputs":[\(inputs)],"outputs":[\(outputs)]}
      """.utf8)
  }
  private func part(_ name: String, _ direction: String, _ day: String) -> String {
    let condition = #"{"type":"partition","partitions":[{"dimensions":{"day":"\#(day)"}}]}"#
    return
      #"{"namespace":"n","name":"\#(name)","\#(direction)Facets":{"subset":{"_producer":"p","_schemaURL":"s","\#(direction)Condition":\#(condition)}}}"#
  }

  @Test("are told each once a run, both ways, by the dataset alone, and as of a moment")
  func told() async throws {
    let office = try await LineageOffice.open()
    let whole = #"{"namespace":"n","name":"t"}"#
    try await office.ingest(lines: [
      event(1, run: 1, inputs: part("t", "input", "mon") + "," + part("u", "input", "sun")),
      event(2, run: 1, inputs: part("t", "input", "mon"), outputs: part("v", "output", "mon")),
      event(3, run: 2, inputs: whole), event(4, run: 3, outputs: part("t", "output", "tue")),
    ])
    let t = LineageRoot.place(namespace: "n", name: "t", field: nil)
    let found = try await office.desk.subsets(of: t)
    #expect(found.map(\.isWritten) == [true, false])
    #expect(found.map { $0.condition.contains("tue") } == [true, false] && found[1].condition.contains("mon"))
    #expect(found.map { $0.run?.last } == ["3", "1"])
    #expect(try await office.desk.subsets(of: .place(namespace: "n", name: "v", field: nil)).map(\.isWritten) == [true])
    let before = try await office.desk.nowOnServer()
    try await office.ingest(lines: [
      event(5, run: 4, inputs: part("t", "input", "wed") + #",{"namespace":"n","name":"t","inputFacets":{"subset":3}}"#)
    ])
    #expect(try await office.desk.subsets(of: t).count == 3)
    try await office.desk.show(asOf: before)
    #expect(try await office.desk.subsets(of: t).count == 2)
    #expect(try await office.viewer().subsets(of: t, limit: 0).count == 1)
  }
}
