import Evidence
import Foundation
import Governance
import Ingest
import Lineage
import Testing

@Suite("OpenLineage events", .enabled(if: SharedData.isThere, "\(SharedData.absence)"))
struct OpenLineageTests {
  private func outcome(_ line: Int) throws -> LineOutcome {
    OpenLineage(now: Instant(microseconds: 0)).read(try SharedData.lines(of: "hostile/openlineage.jsonl")[line - 1])
  }

  @Test(
    "of the hostile file are refused with a reason",
    arguments: zip(1...6, ["field.missing", "field.missing", "field.uuid", "field.time", "field.word", "field.type"]))
  func refused(line: Int, code: String) throws {
    guard case .refused(let refusal) = try outcome(line) else {
      Issue.record("line \(line) was taken")
      return
    }
    #expect(refusal.code == code)
    #expect(refusal.reason.hasSuffix(".") && refusal.reason.utf8.allSatisfy { (0x20..<0x7F).contains($0) })
  }

  @Test("of the hostile file that are legal are taken as they are", arguments: 7...16)
  func taken(line: Int) throws {
    guard case .lineage(let event) = try outcome(line) else {
      Issue.record("line \(line) was refused")
      return
    }
    switch line {
    case 7: #expect(event.outputs == [.dataset("hostile", "evil\u{1B}[2Jtable")])
    case 15: #expect(event.facets.isEmpty)
    case 16: #expect(event.facets == [LineageEvent.Facet(node: .dataset("hostile", "F"), key: "schema", value: nil)])
    default: #expect(event.findings.isEmpty)
    }
  }

  @Test("end a run whatever comes after, and count once")
  func hostileRuns() throws {
    let events = try (7...16).map { line in
      try SharedData.event(try SharedData.lines(of: "hostile/openlineage.jsonl")[line - 1])
    }
    #expect(RunState(of: [events[4], events[5]]).phase == .complete)
    #expect(events[6].digest == events[7].digest)
    let ring = LineageGraph(events: events)
    #expect(ring.reach(from: .dataset("hostile", "A"), .upstream).reached.map(\.name).sorted() == ["A", "B"])
  }

  @Test("of the official examples are all taken, the odd ones with a finding")
  func official() throws {
    var findings: [String: [String]] = [:]
    for folder in ["openlineage", "marquez"] {
      let base = try #require(SharedData.folder).appendingPathComponent("openlineage/official/\(folder)")
      for file in try FileManager.default.contentsOfDirectory(atPath: base.path)
      where file.hasSuffix(".json") && file != "OpenLineage.spec.json" && file != "nominal_time_without_end.json" {
        let bytes = Array(try Data(contentsOf: base.appendingPathComponent(file)))
        switch OpenLineage(now: Instant(microseconds: 0)).read(bytes) {
        case .lineage(let event): findings[file] = event.findings
        case .refused(let refusal): Issue.record("\(file): \(refusal.reason)")
        default: Issue.record("\(file)")
        }
      }
    }
    #expect(findings.count >= 14)
    #expect(findings["event_without_schema_url.json"]?.contains("missing_schema_url") == true)
    #expect(findings["event_required_no_timezone.json"]?.contains("assumed_utc") == true)
  }

  @Test("keep nanoseconds, and are the same event however their members are ordered")
  func canonical() throws {
    let one =
      #"{"eventTime":"2026-01-01T00:00:00.123456789Z","producer":"p","schemaURL":"s","dataset":{"namespace":"n","name":"x"}}"#
    let other =
      #"{ "dataset":{"name":"x","namespace":"n"},"schemaURL":"s","producer":"p","eventTime":"2026-01-01T00:00:00.123456789Z"}"#
    let event = try SharedData.event(Array(one.utf8))
    #expect(event.nanoseconds == 789 && event.at.microseconds % 1_000_000 == 123_456)
    #expect(event.digest == (try SharedData.event(Array(other.utf8))).digest)
  }

  @Test("with an explicit facet name edges between datasets and jobs, one's own job without a name")
  func explicit() throws {
    let event = try SharedData.event(
      Array(
        """
        {"eventTime":"2026-01-01T00:00:00Z","producer":"p","schemaURL":"s","job":{"namespace":"n","name":"j","facets":{"lineage":{
        "_producer":"p","_schemaURL":"s","entries":[
        {"type":"DATASET","namespace":"n","name":"made","inputs":[]},
        {"type":"JOB","inputs":[{"type":"JOB","namespace":"n","name":"before"}]},
        {"type":"DATASET","namespace":"n","name":"t","inputs":[{"type":"DATASET","namespace":"n","name":"s","field":"f"}],
        "fields":{"a":{"inputs":[{"type":"DATASET","namespace":"n","name":"s","field":"x","transformations":[{"type":"DIRECT","masking":true}]}]}}},
        {"type":"DATASET"}]}}}}
        """.utf8))
    #expect(event.declaresLineage && event.shape == .job)
    #expect(event.findings == ["facet_shape:lineage"])
    #expect(
      Set(event.edges.map { "\($0.level) \($0.arrow)" }) == [
        "dataset before→j", "dataset s→t", "column f→t", "column x→a",
      ])
    #expect(event.edges.filter(\.transformation.masking).map(\.arrow) == ["x→a"])
  }
}
