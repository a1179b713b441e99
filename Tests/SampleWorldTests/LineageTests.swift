import Foundation
import Governance
import Testing

@testable import SampleWorld

@Suite("What pipelines of the sample world reported")
struct LineageTests {
  private func events(_ now: Instant) throws -> [[String: Any]] {
    try World(seed: 3, now: now).lineage.map {
      try #require(JSONSerialization.jsonObject(with: Data($0.line)) as? [String: Any])
    }
  }

  @Test("comes in order, before now, each run with a start and an end", arguments: openings)
  func order(now: Instant) throws {
    let lineage = World(seed: 3, now: now).lineage
    for (earlier, later) in zip(lineage, lineage.dropFirst()) { #expect(earlier.at <= later.at) }
    #expect(lineage.allSatisfy { $0.at < now } && lineage.count > 80)
    var kinds: [String: [String]] = [:]
    for event in try events(now) {
      let run = try #require((event["run"] as? [String: Any])?["runId"] as? String)
      #expect(UUID(uuidString: run) != nil)
      kinds[run, default: []].append(try #require(event["eventType"] as? String))
    }
    #expect(kinds.values.allSatisfy { $0.count == 2 && $0[0] == "START" && $0[1] != "START" })
  }

  @Test("names registered versions as the catalog does, and only those that are registered")
  func versions() throws {
    let known = Set(
      Blueprint.all.flatMap { blueprint in
        blueprint.releases.map { release in
          "\(blueprint.kind == .embedding_index ? "index" : blueprint.kind.rawValue)/\(blueprint.name)@\(release.label)"
        }
      })
    for pipeline in Pipeline.all {
      for table in pipeline.inputs + pipeline.outputs where table.namespace.hasPrefix("countersign://") {
        #expect(known.contains(table.name), "\(table.name)")
      }
      for column in pipeline.columns {
        #expect(pipeline.outputs.contains { $0.columns.contains(column.name) }, "\(pipeline.name).\(column.name)")
        for (table, name) in column.from { #expect(table.columns.contains(name), "\(table.name).\(name)") }
      }
    }
  }

  @Test("is the same for the same seed and moment")
  func deterministic() {
    func lines(_ seed: UInt64) -> [[UInt8]] { World(seed: seed, now: saturday).lineage.map(\.line) }
    #expect(lines(7) == lines(7))
    #expect(lines(7) != lines(8))
  }
}
