import Governance
import Operations
import TestSupport
import Testing

@Suite("A normalised event")
struct NormalisedEventTests {
  @Test("keeps its nanosecond time to the microsecond, its ranks and its rows of data, and red data makes it high")
  func retrievals() async throws {
    let office = try await Office.open()
    let ingest = try office.desk(hiring: "ing", "ingest")
    let folder = try Folder()
    let lines = (0..<10).map { number in
      """
      {"event_id":"n\(number)","started_at":17800000000\(number)7654321,"model":"gpt-5","model_version":"1","service":"claims",\
      "output_messages":[{"role":"assistant","parts":[{"type":"text","content":"done"}]}],\
      "retrieved":[{"rank":40000,"index":"claims-index","dataset":"crm.customers","row_key":"17","data_class":"red","score":0.5}]}
      """
    }
    let report = try #require(
      try await ingest.ingestGenerations(files: [try folder.write("file", lines)], producer: "tests").first)
    #expect(report.taken == 10 && report.refused == 0 && report.queued == 10)
    #expect(
      try office.superuser.run("select distinct rank, dataset, row_key, data_class from countersign_private.retrieval")
        == [["40000", "crm.customers", "17", "red"]])
    #expect(
      try office.superuser.run("select distinct tier, rule, reasons from countersign_private.review_item")
        == [["high", "first.red_data", "{\"red data from crm.customers\"}"]])
    #expect(
      try office.superuser.value(
        "select min(extract(microseconds from at)::bigint % 1000) from countersign_private.generation") == "654")
    let rui = try office.desk(hiring: "rui", "reviewer")
    let item = try #require(try await rui.claimNext(tier: .high)).item
    let read = try await rui.openReview(item)
    #expect(read.generation.retrievals.map(\.rank) == [40_000] && read.generation.service == "claims")
  }
}
