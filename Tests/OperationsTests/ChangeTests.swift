import Governance
import TestSupport
import Testing

@testable import Catalog
@testable import Operations

@Suite("What others change is heard")
struct ChangeTests {
  let office: Office
  let rui: Workbench, amy: Workbench, vic: Workbench, bea: Workbench
  let folder: Folder

  init() async throws {
    office = try await Office.open()
    rui = try office.desk(hiring: "rui", "reviewer")
    amy = try office.desk(hiring: "amy", "approver")
    vic = try office.desk(hiring: "vic", "viewer")
    bea = try office.desk(hiring: "bea", "builder", team: "claims")
    folder = try Folder()
  }

  private func ingest(_ event: String) async throws {
    let ingest = try office.desk(hiring: "ing" + event, "ingest")
    let path = try folder.write(event, [GenerationFiles.line(event, text: "flagged", verdict: "flagged")])
    _ = try await ingest.ingestGenerations(files: [path], producer: "tests")
  }

  /// What is heard until nothing more is.
  private func heard(_ watch: ChangeWatch) async throws(Problem) -> Set<ChangeKind> {
    var kinds: Set<ChangeKind> = []
    while true {
      let more = try await watch.next()
      if more.isEmpty { return kinds }
      kinds.formUnion(more)
    }
  }

  @Test("what comes in, claims, verdicts and acts are heard by kind; what is only read is not")
  func kinds() async throws {
    let watch = vic.watch()
    #expect(try await watch.next() == [.anything])
    #expect(try await heard(watch).isEmpty)
    try await ingest("e1")
    #expect(try await heard(watch).isSuperset(of: [.generation]))
    let claim = try #require(try await rui.claimNext(tier: .high))
    #expect(try await heard(watch) == [.review])
    _ = try await rui.openReview(claim.item)
    #expect(try await heard(watch).isEmpty, "reading changes nothing")
    _ = try await rui.decide(claim, .block, reason: "harm", channel: .screen)
    #expect(try await heard(watch) == [.review])
    let registration = Registration(
      artifact: "answers", kind: .prompt, team: "claims", tier: .low, purpose: "To answer", label: "1",
      body: #"{"template":[{"role":"system","content":"Answer."}]}"#,
      message: "First")
    _ = try await bea.register(registration, channel: .command)
    #expect(try await heard(watch) == [ChangeKind(rawValue: "version")])
  }

  @Test("the channel says a kind and nothing else, and nothing at all of reviews")
  func channel() async throws {
    let listener = Connection(office.settings("vic"))
    try await listener.listen(to: ReadMoved.channel)
    try await ingest("e2")
    let claim = try #require(try await rui.claimNext(tier: .high))
    _ = try await rui.decide(claim, .accept, reason: "fine", channel: .screen)
    #expect(try await listener.heard(within: 300).allSatisfy { !$0.contains("review") && !$0.contains("generation") })
    let registration = Registration(
      artifact: "answers", kind: .prompt, team: "claims", tier: .low, purpose: "To answer", label: "1",
      body: #"{"template":[{"role":"system","content":"Answer."}]}"#,
      message: "First")
    _ = try await bea.register(registration, channel: .command)
    #expect(try await listener.heard(within: 2_000) == ["version"])
  }

  @Test("what a slow transaction wrote is heard when it ends, though others came in between")
  func slowTransaction() async throws {
    try await ingest("e3")
    try await ingest("e4")
    let watch = vic.watch()
    _ = try await heard(watch)
    try office.superuser.run("begin")
    try office.superuser.run(
      "insert into countersign_private.activity (login, act, subject_kind, subject) values ('x', 'incident.open', 'incident', '1')"
    )
    _ = try #require(try await rui.claimNext(tier: .high))
    #expect(try await heard(watch) == [.review])
    try office.superuser.run("commit")
    #expect(try await heard(watch) == [ChangeKind(rawValue: "incident")])
  }

  @Test("a session that was ended is opened again, and then anything may have happened")
  func reconnects() async throws {
    let watch = vic.watch()
    _ = try await heard(watch)
    try office.superuser.run(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name like '%(listening)' and usename = '\(office.login("vic"))'"
    )
    await #expect(throws: Problem.self) { try await watch.next() }
    #expect(try await watch.next() == [.anything])
  }

  @Test("programs and strangers may not ask")
  func refused() async throws {
    let ingest = try office.hire("ing", "ingest")
    #expect(ingest.tries("select * from countersign.moved()") == "42501")
  }
}
