import TestSupport
import Testing

@Suite("Many items at once")
struct BulkTests {
  let office: Office
  let ingest: PlainSession, rui: PlainSession, ria: PlainSession
  let items: [String]

  init() async throws {
    office = try await Office.open()
    ingest = try office.hire("ing", "ingest")
    rui = try office.hire("rui", "reviewer")
    ria = try office.hire("ria", "reviewer")
    items = try (1...7).map { [office, ingest] in try office.reviewItem("e\($0)", from: ingest, category: "ip") }
  }

  private let act = "select * from countersign.bulk_decide($1, $2::integer, 'accept', 'alike')"
  private var all: String { "{\(items.joined(separator: ","))}" }

  private func readSample(_ session: PlainSession, _ items: String) throws {
    try session.run(
      "select count(o.id) from countersign.bulk_sample('\(items)') s cross join lateral countersign.open_review(s) o")
  }

  @Test("are decided together by who has read the sample and names how many they are, all or none")
  func together() throws {
    #expect(rui.tries(act, all, "7") == "CS409 review.bulk-unread")
    try readSample(rui, all)
    #expect(ria.tries(act, all, "7") == "CS409 review.bulk-unread", "another has read it")
    #expect(rui.tries(act, all, "6") == "CS409 review.bulk-count")
    #expect(rui.tries(act, "{}", "0") == "CS409 review.bulk-count")
    _ = try ria.claim(items[6])
    #expect(rui.tries(act, all, "7") == "CS409 review.bulk-unfit", "one is held by another")
    try ria.run("select countersign.release(\(items[6]), 1, 1)")
    let vic = try office.hire("vic", "lead")
    #expect(vic.tries(act, all, "7") == "CS403 right.missing")
    #expect(rui.tries(act, all, "7") == "allowed")
    #expect(try rui.run("select distinct state, decided from countersign.review_item") == [["done", "1"]])
    #expect(try office.superuser.value("select count(*) from countersign_private.review_outcome") == "7")
    #expect(rui.tries(act, all, "7") == "CS409 review.bulk-unfit", "they are done")
    let aud = try office.hire("aud", "auditor")
    #expect(try aud.run("select what from countersign.check_rules() where found > 0").isEmpty)
  }

  @Test("are never of high tier")
  func high() throws {
    let item = try office.reviewItem("h", from: ingest)
    try readSample(rui, "{\(item)}")
    #expect(rui.tries(act, "{\(item)}", "1") == "CS409 review.bulk-unfit")
  }
}

@Suite("The low tier's sample")
struct LowSampleTests {
  let office: Office
  let ingest: PlainSession, rui: PlainSession, lou: PlainSession, aud: PlainSession

  init() async throws {
    office = try await Office.open()
    ingest = try office.hire("ing", "ingest")
    rui = try office.hire("rui", "reviewer")
    lou = try office.hire("lou", "lead")
    aud = try office.hire("aud", "auditor")
    try pin("2026-03-10 12:00Z")
    for number in 1...20 { try ingest.deliver("e\(number)", verdicts: ["clear"]) }
    _ = try office.reviewItem("flagged", from: ingest)
  }

  private func pin(_ moment: String) throws {
    try office.superuser.run("update countersign_private.catalog set kind = 'demo', pinned = '\(moment)'")
  }

  private let commit =
    "select countersign.commit_sample($1::date, 0.25, sha256('a seed of the month'), 'as every month')"
  private let draw = "select * from countersign.draw_sample('2026-03-01', $1::text::bytea, 'it is over')"

  @Test("is committed to while the month runs, drawn by that seed when it is over, and can be drawn again")
  func drawn() throws {
    #expect(rui.tries(commit, "2026-03-01") == "CS403 right.missing")
    #expect(lou.tries(commit, "2026-02-01") == "CS409 sample.late")
    #expect(lou.tries(commit, "2026-03-02") == "CS422 sample.words")
    #expect(lou.tries(draw, "a seed of the month") == "CS404 sample.unknown")
    #expect(lou.tries(commit, "2026-03-01") == "allowed")
    #expect(lou.tries(commit, "2026-03-01") == "CS409 sample.committed")
    #expect(lou.tries(draw, "a seed of the month") == "CS409 sample.early")
    try pin("2026-04-01 08:00Z")
    #expect(lou.tries(draw, "another seed") == "CS422 sample.seed")
    #expect(rui.tries(draw, "a seed of the month") == "CS403 right.missing")
    #expect(lou.tries(draw, "a seed of the month") == "allowed")
    #expect(lou.tries(draw, "a seed of the month") == "CS409 sample.drawn")
    #expect(
      try rui.run(
        "select queue, tier, rule, needed, count(*) from countersign.review_item where queue = 'sample' group by 1, 2, 3, 4"
      )
        == [["sample", "low", "sample.low", "1", "5"]], "a quarter of 20, and nothing that was flagged")
    #expect(try aud.run("select * from countersign.redraw_sample('2026-03-01')") == [["0", "0"]])
    #expect(rui.tries("select * from countersign.redraw_sample('2026-03-01')") == "CS403 right.missing")
  }

  @Test("counts what was decided and what was found, by stratum")
  func standing() throws {
    #expect(lou.tries(commit, "2026-03-01") == "allowed")
    try pin("2026-04-01 08:00Z")
    #expect(lou.tries(draw, "a seed of the month") == "allowed")
    try office.superuser.run("update countersign_private.catalog set pinned = null")
    for decision in ["block", "accept", "accept"] {
      let claim = try rui.run("select item, slot, fence from countersign.claim_next(null, 'sample')")
      #expect(rui.decides(claim[0][0] ?? "", (claim[0][1] ?? "", claim[0][2] ?? ""), decision) == "allowed")
    }
    #expect(
      try rui.run(
        "select stratum, population, drawn, decided, violations from countersign.sample_standing('2026-03-01')") == [
          ["gpt-5@1", "20", "5", "3", "1"]
        ])
  }
}

@Suite("A comment on a review item")
struct ReviewCommentTests {
  @Test("asks by name; who is asked decides no longer, and who has still to decide does not read it")
  func asked() async throws {
    let office = try await Office.open()
    let ingest = try office.hire("ing", "ingest")
    let rui = try office.hire("rui", "reviewer")
    let ria = try office.hire("ria", "reviewer")
    let rex = try office.hire("rex", "reviewer")
    let bea = try office.hire("bea", "builder", team: "claims")
    let item = try office.reviewItem(from: ingest)
    let act = "select countersign.comment_review($1, $2, $3::text[])"
    #expect(bea.tries(act, item, "may I?", "{}") == "CS403 comment.not-asked")
    #expect(rui.tries(act, item, " ", "{}") == "CS422 reason.missing")
    #expect(rui.tries(act, item, "you?", "{nobody}") == "CS404 person.unknown")
    #expect(rui.tries(act, item, "I would block it. You?", "{ria,bea}") == "allowed")
    #expect(try ria.value("select waiting_for from countersign.review_comment") == "{bea,ria}")
    #expect(try rex.run("select * from countersign.review_comment").isEmpty, "rex has still to decide, blind")
    #expect(ria.tries("select * from countersign.claim($1)", item) == "CS409 review.not-blind")
    #expect(bea.tries(act, item, "It is meant so.", "{}") == "allowed")
    #expect(try rui.value("select waiting_for from countersign.review_comment order by id") == "{ria}")
    #expect(rex.decides(item, try rex.claim(item)) == "allowed")
    #expect(try rex.run("select * from countersign.review_comment").count == 2, "and after it rex does")
  }
}
