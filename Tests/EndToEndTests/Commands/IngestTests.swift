import Foundation
import Testing

@Suite(
  "Ingest of real files", .atADesk, .enabled(if: SharedData.folder != nil, Comment(rawValue: SharedData.absence)),
  .timeLimit(.minutes(5)))
struct IngestTests {
  @Test("all events go in, a second run takes none, and the counts are those of the index")
  func twice() async throws {
    let catalog = try await SampleOffice.shared.catalog()
    let index = JSONReading(try Data(contentsOf: URL(fileURLWithPath: SharedData.path("generations/INDEX.json")))).items
    let files = index.map { SharedData.path("generations/\($0["file"].text)") }
    let before = try catalog.value("select count(*) from countersign_private.generation")
    let first = try await catalog.run("meridian.collector", ["ingest", "generations"] + files + ["--json"])
    #expect(first.status == 0, "\(first.messages)")
    #expect(first.json["items"].items.map { $0["taken"].number } == index.map { $0["events"].number })
    let second = try await catalog.run("meridian.collector", ["ingest", "generations"] + files + ["--json"])
    #expect(second.status == 0)
    #expect(second.json["items"].items.allSatisfy { $0["taken"].number == 0 && $0["queued"].number == 0 })
    let total = index.reduce(0) { $0 + $1["events"].number }
    #expect(total == 7790)
    #expect(try catalog.value("select count(*) from countersign_private.generation") == "\((Int(before) ?? 0) + total)")
    let queued = first.json["items"].items.reduce(0) { $0 + $1["queued"].number }
    #expect(queued > 0)
    #expect(
      try catalog.value(
        """
        select count(*) from countersign_private.review_item i join countersign_private.generation g on g.id = i.generation
        where g.producer = 'import'
        """) == "\(queued)")
  }
}
