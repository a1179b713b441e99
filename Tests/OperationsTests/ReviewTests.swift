import Governance
import Operations
import TestSupport
import Testing

@Suite("Review, by workbench")
struct ReviewTests {
  let office: Office
  let rui: Workbench, ria: Workbench, lou: Workbench
  let folder: Folder

  init() async throws {
    office = try await Office.open()
    rui = try office.desk(hiring: "rui", "reviewer")
    ria = try office.desk(hiring: "ria", "reviewer")
    lou = try office.desk(hiring: "lou", "lead")
    folder = try Folder()
    let ingest = try office.desk(hiring: "ing", "ingest")
    let path = try folder.write(
      "file",
      [
        GenerationFiles.line("e1", text: "flagged", verdict: "flagged"), GenerationFiles.line("e2", text: "clear"),
        GenerationFiles.line("e3", text: "flagged, too", verdict: "flagged"),
      ])
    _ = try await ingest.ingestGenerations(files: [path], producer: "tests")
  }

  @Test("claim, read to the end, block: two persons end an item")
  func agree() async throws {
    #expect(try await rui.queues().first?.waiting == .exactly(2))
    let claim = try #require(try await rui.claimNext(tier: .high))
    let read = try await rui.openReview(claim.item)
    #expect(read.claim == claim && read.row.claimedBy == ["rui"] && read.row.needed == 2)
    #expect(read.generation.turns.map(\.role) == ["user", "assistant"])
    #expect(read.generation.turns.last?.parts == [.text("flagged")] && read.generation.turns.last?.isResponse == true)
    #expect(read.generation.modelRegistered == false && read.row.reasons == ["violence"])
    #expect(try await rui.office().claimedByMe == 1)
    let first = try await rui.decide(claim, .block, reason: "it helps to harm", harm: "violence", channel: .screen)
    #expect(first.what == "Item \(claim.item): block; 1 of 2 verdicts, it waits for another reviewer.")
    #expect(try await ria.openReview(claim.item).verdicts == [])
    let second = try await ria.decide(try await ria.claim(claim.item), .block, reason: "yes", channel: .command)
    #expect(second.what == "Item \(claim.item): block; it is done.")
    #expect(try await rui.openReview(claim.item).verdicts.map(\.reviewer) == ["rui", "ria"])
    #expect(try await rui.queues().first?.waiting == .exactly(1))
    #expect(try await rui.queues().first?.decidedByHour.last == 2)
  }

  @Test("what is past its due time waits for a lead, too, whoever else may still claim it")
  func late() async throws {
    #expect(try await lou.reviewItems(ReviewFilter(forLead: true), at: .first, limit: 10).rows.isEmpty)
    let item = try #require(try await rui.reviewItems(ReviewFilter(), at: .first, limit: 1).rows.first).id
    try office.superuser.run(
      """
      alter table countersign_private.review_present disable trigger user;
      update countersign_private.review_present set due = now() - interval '1 second' where item = \(item)
      """)
    #expect(try await lou.reviewItems(ReviewFilter(forLead: true), at: .first, limit: 10).rows.map(\.id) == [item])
    #expect(try await rui.claim(item).item == item)
  }

  @Test("two who differ leave it to a lead, who reads both")
  func disagree() async throws {
    let item = try #require(try await rui.claimNext(tier: .high)).item
    _ = try await rui.decide(try await rui.claim(item), .block, reason: "harm", channel: .screen)
    let other = try await ria.decide(try await ria.claim(item), .accept, reason: "a quotation", channel: .screen)
    #expect(other.what.hasSuffix("the verdicts differ, a lead decides."))
    #expect(try await lou.office().toAdjudicate == 1)
    let waiting = try await lou.reviewItems(ReviewFilter(states: [.disagreed]), at: .first, limit: 10).rows
    #expect(waiting.map(\.id) == [item])
    #expect(try await lou.reviewItems(ReviewFilter(forLead: true), at: .first, limit: 10).rows.map(\.id) == [item])
    let read = try await lou.openReview(item)
    #expect(read.verdicts.map(\.decision) == [.block, .accept])
    _ = try await lou.adjudicate(item, revision: read.row.revision, .accept, reason: "a quotation", channel: .screen)
    #expect(try await rui.reviewItems(ReviewFilter(states: [.done]), at: .first, limit: 10).rows.map(\.id) == [item])
  }

  @Test("a claim is renewed, put back, and lost when it ran out")
  func leases() async throws {
    let claim = try #require(try await rui.claimNext(tier: nil))
    let renewed = try await rui.renew(claim)
    #expect(renewed.until > claim.until && renewed.fence == claim.fence)
    #expect(try await rui.reviewItems(ReviewFilter(mine: true), at: .first, limit: 10).rows.map(\.id) == [claim.item])
    _ = try await rui.release(renewed)
    let late = await #expect(throws: Problem.self) {
      try await rui.decide(renewed, .accept, reason: "fine", channel: .screen)
    }
    #expect(late?.code == "review.lease-lost" && late?.exitStatus == 75)
    #expect(try await rui.reviewItems(ReviewFilter(mine: true), at: .first, limit: 10).rows.isEmpty)
  }

  @Test("a lost session is opened again by the next call, with what was claimed still claimed")
  func reconnects() async throws {
    let claim = try #require(try await rui.claimNext(tier: .high))
    try office.superuser.run(
      "select pg_terminate_backend(pid, 5000) from pg_stat_activity where usename = '\(office.login("rui"))'")
    let lost = await #expect(throws: Problem.self) { try await rui.queues() }
    #expect(lost?.code == "catalog.lost")
    #expect(try await rui.decide(claim, .accept, reason: "fine", channel: .screen).what.contains("accept"))
  }

  @Test("nothing waits when all is claimed; the queue pages from the first due")
  func empty() async throws {
    let page = try await rui.reviewItems(ReviewFilter(tier: .high), at: .first, limit: 1)
    let rest = try await rui.reviewItems(ReviewFilter(tier: .high), at: PagePlace(after: page.next), limit: 1)
    #expect(page.rows.count == 1 && rest.rows.count == 1 && page.rows != rest.rows && rest.next == nil)
    #expect(try await rui.claimNext(tier: .high) != nil)
    #expect(try await rui.claimNext(tier: .high) != nil)
    #expect(try await rui.claimNext(tier: .high) == nil)
    #expect(try await rui.claimNext(tier: .medium) == nil)
    let bad = await #expect(throws: Problem.self) {
      try await rui.reviewItems(ReviewFilter(), at: .after("x"), limit: 1)
    }
    #expect(bad?.code == "cursor")
  }

  @Test("a reading by who may not read is refused, and none is recorded")
  func reading() async throws {
    let vic = try office.desk(hiring: "vic", "viewer")
    let item = try #require(try await vic.reviewItems(ReviewFilter(), at: .first, limit: 1).rows.first).id
    let refused = await #expect(throws: Problem.self) { try await vic.openReview(item) }
    #expect(refused?.code == "right.missing")
    #expect(try office.count("activity where act = 'review.read'") == 0)
  }
}
