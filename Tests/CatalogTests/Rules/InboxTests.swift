import Foundation
import TestSupport
import Testing

@Suite("The inbox of generations")
struct InboxTests {
  let office: Office
  let ingest: PlainSession

  init() async throws {
    office = try await Office.open()
    ingest = try office.hire("ing", "ingest")
  }

  private struct Answer: Decodable, Equatable {
    struct Conflict: Decodable, Equatable {
      var line: Int
      var id: String
      var other: String
    }
    var taken: Int
    var known: Int
    var queued: Int
    var conflicts: [Conflict]
  }

  private func read(_ answer: String?) throws -> Answer {
    try JSONDecoder().decode(Answer.self, from: Data((answer ?? "").utf8))
  }

  @Test("makes tables for 120 months at most; what happens now finds its month all the same")
  func months() throws {
    let superuser = office.superuser
    try superuser.run("set search_path = pg_catalog, countersign_private, countersign, pg_temp")
    let here =
      Int(
        try superuser.value("select count(*) from pg_inherits where inhparent = 'generation'::regclass") ?? "") ?? 0
    try superuser.run(
      "select ensure_month((date '1990-01-01' + make_interval(months => n))::date) from generate_series(1, \(120 - here)) n"
    )
    #expect(superuser.tries("select ensure_month('1975-01-01')") == "CS422 generation.months")
    #expect(superuser.tries("select ensure_month('9999-12-01')") == "CS422 generation.months")
    #expect(superuser.tries("select ensure_month('1990-02-01')") == "allowed", "it is there")
    #expect(
      superuser.tries("select ensure_month(date_trunc('month', clock() + interval '1 month')::date)") == "allowed")
    #expect(try read(try ingest.deliver("now")).taken == 1)
  }

  @Test("takes an event once")
  func once() throws {
    let first = try read(try ingest.deliver("e1"))
    #expect(first == Answer(taken: 1, known: 0, queued: 1, conflicts: []))
    #expect(try read(try ingest.deliver("e1")) == Answer(taken: 0, known: 1, queued: 0, conflicts: []))
  }

  @Test(
    "takes a time between two milliseconds, wherever between",
    arguments: ["12:00:00.0001", "12:00:00.0005", "12:00:00.000999", "23:59:59.999999"])
  func betweenMilliseconds(time: String) throws {
    #expect(try read(try ingest.deliver("e1", at: "2026-03-31 \(time)Z")).taken == 1)
    #expect(
      try office.superuser.value("select tableoid::regclass from countersign_private.generation")
        == "countersign_private.generation_2026_03")
  }

  @Test("refuses an id that does not begin with its event's time")
  func foreignID() throws {
    try ingest.run("begin; select countersign.open_inbox()")
    let receipt = try ingest.value("select countersign.open_receipt('tests', 'generations', 'a test')")
    try ingest.run(
      """
      insert into pg_temp.generation_inbox (line, id, event_key, producer, event_id, at, source, model, model_version, delivery,
        marks, metadata_digest, content_digest, content)
      values (1, gen_random_uuid(), 1, 'tests', 'e', '2026-03-01Z', 'import', 'm', '1', 'delivered', '{}', '', '', '')
      """)
    #expect(ingest.tries("select countersign.take_inbox($1)", receipt) == "CS422 generation.id")
  }

  @Test("says which event holds what contradicts a later one: other content, another time")
  func conflict() throws {
    try ingest.deliver("e1")
    let id = try office.superuser.value("select id from countersign_private.generation")
    let conflict = Answer(taken: 0, known: 0, queued: 0, conflicts: [.init(line: 1, id: "e1", other: id ?? "")])
    #expect(try read(try ingest.deliver("e1", content: #"{"output":[1]}"#)) == conflict)
    #expect(try read(try ingest.deliver("e1", at: "2026-04-01 12:00:00Z")) == conflict)
  }

  @Test("of two sessions with one event takes it from one, and tells the other whether it is the same")
  func race() async throws {
    let other = try office.hire("ing2", "ingest")
    // The month is made first: sessions that make one wait for each other earlier.
    try ingest.deliver("e0")
    for (event, content, same) in [("e1", #"{"output":[]}"#, true), ("e2", #"{"output":[1]}"#, false)] {
      let receipt = try other.fillInbox(event, content: content) ?? ""
      try ingest.deliver(event, committing: false)
      try other.start("select countersign.take_inbox(\(receipt))")
      try await office.waitsForLock(other)
      try ingest.run("commit")
      let answer = try read(try other.finishedValue())
      try other.run("commit")
      #expect(answer.taken == 0)
      #expect(answer.known == (same ? 1 : 0))
      #expect(answer.conflicts.map(\.id) == (same ? [] : [event]))
    }
  }
}
