import TestSupport
import Testing

@Suite("The time of an act")
struct BackDatingTests {
  let office: Office
  let bea: PlainSession, amy: PlainSession

  init() async throws {
    office = try await Office.open()
    bea = try office.hire("bea", "builder", team: "claims")
    amy = try office.hire("amy", "approver")
  }

  private func now() throws -> String { try office.superuser.value("select clock_timestamp()") ?? "" }

  /// Every time that was recorded later than `moment`, as a table's name, with those that were not.
  private func earlier(than moment: String) throws -> [[String?]] {
    try office.superuser.run(
      """
      select 'activity' from countersign_private.activity where recorded_at < '\(moment)' and act in ('version.register', 'promotion.sign', 'promotion.request')
      union all select 'version' from countersign_private.version where recorded_at < '\(moment)'
      union all select 'artifact' from countersign_private.artifact_state where valid_from < '\(moment)'
      union all select 'promotion' from countersign_private.promotion where recorded_at < '\(moment)'
      union all select 'promotion_state' from countersign_private.promotion_state where valid_from < '\(moment)'
      union all select 'approval' from countersign_private.approval where recorded_at < '\(moment)'
      union all select 'pointer' from countersign_private.pointer where valid_from < '\(moment)'
      union all select 'verdict' from countersign_private.verdict where recorded_at < '\(moment)'
      """)
  }

  @Test("is the server's at that moment, not that of a transaction opened long before")
  func oldTransaction() throws {
    let rui = try office.hire("rui", "reviewer")
    let item = try office.reviewItem(from: try office.hire("ing", "ingest"), category: "ip")
    for session in [bea, amy, rui] { try session.run("begin; select now()") }
    let moment = try now()
    try bea.register("index", label: "1")
    let promotion = try bea.request("index", "1")
    try bea.run("commit")
    #expect(amy.signs(promotion) == "allowed")
    let claim = try rui.claim(item)
    #expect(rui.decides(item, claim) == "allowed")
    try amy.run("commit")
    try rui.run("commit")
    #expect(try earlier(than: moment) == [])
    #expect(
      try office.superuser.value(
        "select bool_and(valid_from > '\(moment)') from countersign_private.review_state where state = 'done'")
        == "t")
  }

  @Test("is taken when the act's turn has come, not while it waited for another's")
  func waiting() async throws {
    let ben = try office.hire("ben", "builder", team: "claims")
    try bea.register("index", label: "1")
    try bea.run("begin")
    try bea.register("index", label: "2", body: "[2]")
    try ben.start(
      "select countersign.register_version('index', 'dataset', 'claims', null, 'high', '', '3', '[3]', 'more')")
    try amy.start("select countersign.request_promotion('index', '1', 'production', 'better')")
    try await office.waitsForLock(ben)
    try await office.waitsForLock(amy)
    let moment = try now()
    try bea.run("commit")
    #expect(ben.finish() == "allowed")
    #expect(amy.finish() == "allowed")
    let late = try office.superuser.run(
      """
      select min(s.valid_from) > '\(moment)' from countersign_private.artifact_state s where s.tier = 'high'
      union all select valid_from > '\(moment)' from countersign_private.promotion_state
      union all select effective_at > '\(moment)' from countersign_private.version where label = '3'
      """)
    #expect(late == [["t"], ["t"], ["t"]])
  }

  @Test("leaves spans without gap or overlap, however close they follow")
  func spans() throws {
    for number in 1...20 {
      try bea.register("index", label: "\(number)", body: "[\(number)]", owner: number % 2 == 0 ? "bea" : "amy")
    }
    let broken = try office.superuser.run(
      """
      select * from (select valid_to, lead(valid_from) over (order by valid_from) as next from countersign_private.artifact_state) s
      where next is distinct from nullif(valid_to, 'infinity')
      """)
    #expect(broken == [])
  }

  @Test("of what holds in the world may be said by its author, and is kept apart")
  func effective() throws {
    try bea.run(
      """
      select countersign.register_version('index', 'dataset', 'claims', null, 'low', '', '1', '{}', 'old one', effective_at => '2020-01-01Z')
      """)
    #expect(
      try bea.value("select effective_at < '2020-01-02' and recorded_at > '2020-01-02' from countersign.version") == "t"
    )
  }
}
