import TestSupport
import Testing

@Suite("What is beyond a reader's clearance")
struct ClearanceTests {
  let office: Office
  let ingest: PlainSession, rui: PlainSession, aud: PlainSession
  let item: String
  private static let content =
    #"{"input":[{"parts":[{"content":"Where do I live?","type":"text"}],"role":"user"}],"output":[{"parts":[{"content":"Elm Street 7, naïve","type":"text"}],"role":"assistant"}]}"#

  init() async throws {
    office = try await Office.open()
    ingest = try office.hire("ing", "ingest")
    rui = try office.hire("rui", "reviewer")
    aud = try office.hire("aud", "auditor")
    try ingest.deliver("e1", content: Self.content)
    item = try office.superuser.value("select id from countersign_private.review_item") ?? ""
  }

  private func read(by session: PlainSession) throws -> (text: String?, masked: String?) {
    let row = try session.run(
      """
      select convert_from(content, 'UTF8')::jsonb #>> '{output,0,parts,0,content}', generation ->> 'masked'
      from countersign.open_review(\(item))
      """)
    return (row.first?[0], row.first?[1])
  }

  private func reveal(_ session: PlainSession) -> String {
    session.tries("select countersign.reveal_review($1, 'the verdict needs the words')", item)
  }

  @Test("comes covered, letter for letter, and the rest as it was; nobody sets their own")
  func covered() throws {
    #expect(try read(by: rui) == ("Elm Street 7, naïve", nil))
    #expect(
      try office.chief.value("select countersign.set_clearance('rui', 'green', 'new here')") != nil)
    let read = try read(by: rui)
    #expect(read.text == "███ ██████ ██ █████")
    #expect(read.masked == "yellow", "what nobody has classed stands as yellow")
    #expect(
      try rui.value(
        "select convert_from(content, 'UTF8')::jsonb #>> '{output,0,role}' from countersign.open_review($1)", item)
        == "assistant")
    #expect(try self.read(by: aud).masked == nil)
    #expect(rui.tries("select countersign.set_clearance('rui', 'red', 'x')") == "CS403 right.missing")
    #expect(office.chief.tries("select countersign.set_clearance('chief', 'red', 'x')") == "CS403 clearance.own")
    #expect(office.chief.tries("select countersign.set_clearance('rui', 'blue', 'x')") == "CS422 clearance.class")
    #expect(office.chief.tries("select countersign.set_clearance('rui', 'red', ' ')") == "CS422 reason.missing")
    #expect(rui.tries("select * from countersign_private.generation_content") == "42501")
  }

  @Test("is revealed by an act with a reason that stands before the words are shown")
  func revealed() throws {
    try office.chief.run("select countersign.set_clearance(null, 'green', 'the office reads green')")
    #expect(reveal(rui) == "CS403 review.not-yours")
    _ = try rui.claim(item)
    #expect(rui.tries("select countersign.reveal_review($1, ' ')", item) == "CS422 reason.missing")
    // One that may still be taken back shows nothing.
    try rui.run("begin")
    #expect(reveal(rui) == "allowed")
    #expect(try read(by: rui).masked == "yellow")
    try rui.run("rollback")
    #expect(try read(by: rui).masked == "yellow")
    #expect(reveal(rui) == "allowed")
    #expect(try read(by: rui) == ("Elm Street 7, naïve", nil))
    #expect(try read(by: aud).masked == "yellow", "it is revealed to who asked")
    #expect(
      try office.superuser.run(
        "select person, reason, detail ->> 'class' from countersign_private.activity where act = 'review.reveal'")
        == [["rui", "the verdict needs the words", "yellow"]])
    #expect(reveal(rui) == "CS409 review.not-masked")
    #expect(
      office.superuser.tries("delete from countersign_private.review_reveal") == "CS403 fact.immutable")
    try office.superuser.run("update countersign_private.catalog set kind = 'demo', shift = interval '61 minutes'")
    #expect(try read(by: rui).masked == "yellow", "an hour later it is covered again")
  }

  @Test("is what the generation and the rows it was given are classed as")
  func classes() throws {
    try office.chief.run("select countersign.set_clearance('rui', 'yellow', 'trained')")
    #expect(try read(by: rui).masked == nil)
    try office.superuser.run(
      """
      insert into countersign_private.retrieval (generation, rank, index_name, row_key, data_class)
      select generation, 1, 'i', 'r', 'red' from countersign_private.review_item
      """)
    #expect(try read(by: rui).masked == "red")
  }
}

@Suite("How an item was read")
struct AttentionTests {
  let office: Office
  let ingest: PlainSession, rui: PlainSession, lou: PlainSession
  let item: String
  private let note = "select countersign.record_attention($1, 7, 9, 42)"

  init() async throws {
    office = try await Office.open()
    ingest = try office.hire("ing", "ingest")
    rui = try office.hire("rui", "reviewer")
    lou = try office.hire("lou", "lead")
    item = try office.reviewItem(from: ingest)
  }

  @Test("is not kept unless the office says so, and then for its reader alone")
  func own() throws {
    let aud = try office.hire("aud", "auditor")
    _ = try rui.claim(item)
    #expect(try rui.value(note, item) == "f")
    #expect(rui.tries("select countersign.set_attention(true, 'x')") == "CS403 right.missing")
    #expect(lou.tries("select countersign.set_attention(true, ' ')") == "CS422 reason.missing")
    try lou.run("select countersign.set_attention(true, 'agreed with the council')")
    #expect(
      try rui.value("select generation ->> 'attention' from countersign.open_review($1)", item) == "true",
      "who reads is told")
    #expect(try rui.value(note, item) == "t")
    #expect(
      try rui.run("select item, lines_shown, lines, seconds from countersign.review_attention") == [
        [item, "7", "9", "42"]
      ])
    let again = try office.hire("rui2", "reviewer", person: "rui")
    #expect(try again.run("select item from countersign.review_attention").count == 1)
    for other in [lou, aud, office.chief] {
      #expect(try other.run("select * from countersign.review_attention").isEmpty)
      #expect(other.tries("select * from countersign_private.review_attention") == "42501")
      #expect(
        try other.run("select * from countersign.activity where act like '%attention' and person = 'rui'").isEmpty)
    }
    #expect(lou.tries(note, item) == "CS403 review.not-yours")
    try lou.run("select countersign.set_attention(false, 'the trial is over')")
    #expect(try rui.value(note, item) == "f")
  }
}
