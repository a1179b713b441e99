import TestSupport
import Testing

@Suite("The schedule")
struct ScheduleTests {
  let office: Office
  let daemon: PlainSession

  init() async throws {
    office = try await Office.open()
    daemon = try office.hire("daemon", "ingest")
    // One job, so that a test knows which it gets.
    try office.superuser.run("update countersign_private.schedule_job set paused = name <> 'end-claims'")
  }

  private func take(_ session: PlainSession, _ holder: String) throws -> [String?]? {
    try session.run("select job, fence from countersign.take_job($1, '1 minute')", holder).first
  }

  private func end(_ session: PlainSession, fence: String, _ outcome: String = "done") -> String {
    session.tries("select countersign.end_job('end-claims', $1, $2, 'words')", fence, outcome)
  }

  @Test("gives a job that is due to one of many daemons")
  func one() throws {
    let other = try office.hire("other", "ingest")
    #expect(try take(daemon, "a") == ["end-claims", "1"])
    #expect(try take(other, "b") == nil)
    #expect(end(daemon, fence: "1") == "allowed")
    #expect(try take(other, "b") == nil, "it is not due again yet")
    #expect(
      try office.superuser.run("select job, holder, outcome, detail from countersign_private.schedule_run")
        == [["end-claims", "a", "done", "words"]])
  }

  @Test("gives two daemons that ask at the same moment one job between them")
  func race() async throws {
    let other = try office.hire("other", "ingest")
    try daemon.run("begin")
    #expect(try take(daemon, "a") == ["end-claims", "1"])
    #expect(try take(other, "b") == nil)
    try daemon.run("commit")
    #expect(try take(other, "b") == nil)
  }

  @Test("takes a job from a daemon whose lease ran out, and refuses its late answer")
  func lost() throws {
    #expect(try take(daemon, "a") == ["end-claims", "1"])
    try office.superuser.run("update countersign_private.schedule_job set lease_until = '-infinity'")
    let other = try office.hire("other", "ingest")
    #expect(try take(other, "b") == ["end-claims", "2"])
    #expect(end(daemon, fence: "1") == "CS423 schedule.lease-lost")
    #expect(end(other, fence: "2") == "allowed")
    #expect(end(other, fence: "2") == "CS423 schedule.lease-lost")
    #expect(
      try office.superuser.run("select outcome from countersign_private.schedule_run order by id") == [
        ["lost"], ["done"],
      ])
  }

  @Test("keeps no run that found nothing, and comes again")
  func nothing() throws {
    #expect(try take(daemon, "a") != nil)
    #expect(end(daemon, fence: "1", "nothing") == "allowed")
    #expect(try office.superuser.value("select count(*) from countersign_private.schedule_run") == "0")
    #expect(
      try daemon.value("select due > clock_timestamp() from countersign.schedule() where name = 'end-claims'") == "t")
  }

  @Test("gives a login only what its right is for")
  func rights() throws {
    try office.superuser.run("update countersign_private.schedule_job set paused = name <> 'seal-log'")
    #expect(try take(daemon, "a") == nil)
    #expect(try take(try office.hire("sam", "sealer"), "b") == ["seal-log", "1"])
    #expect(
      try office.hire("vic", "viewer").tries("select countersign.take_job('c', '1 minute')") == "42501")
  }

  @Test("is paused, resumed and hastened by a lead or an administrator, with a reason")
  func paused() throws {
    #expect(office.chief.tries("select countersign.pause_job('end-claims', true)") == "CS422 reason.missing")
    #expect(office.chief.tries("select countersign.pause_job('no-such', true, 'why')") == "CS404 schedule.unknown")
    #expect(
      try office.hire("vic", "viewer").tries("select countersign.pause_job('end-claims', true, 'why')")
        == "CS403 right.missing")
    try office.chief.run("select countersign.pause_job('end-claims', true, 'why')")
    #expect(try take(daemon, "a") == nil)
    #expect(office.chief.tries("select countersign.hasten_job('end-claims', 'why')") == "CS409 schedule.paused")
    try office.chief.run("select countersign.pause_job('end-claims', false, 'why')")
    #expect(try take(daemon, "a") == ["end-claims", "1"])
    #expect(end(daemon, fence: "1") == "allowed")
    try office.chief.run("select countersign.hasten_job('end-claims', 'why')")
    #expect(try take(daemon, "a") == ["end-claims", "2"])
  }

  @Test(
    "lets a day's job come at its hour of the office's day, whatever its clocks do",
    arguments: ["UTC", "Europe/Berlin", "America/New_York", "Pacific/Auckland"])
  func daily(zone: String) throws {
    try office.superuser.run("update countersign_private.catalog set time_zone = '\(zone)'")
    #expect(
      try office.superuser.run(
        """
        select to_char(d at time zone '\(zone)', 'HH24:MI'), d > clock_timestamp() and d <= clock_timestamp() + interval '25 hours'
        from countersign_private.next_due('1 day', '03:00') d
        """) == [["03:00", "t"]])
  }

  @Test("gives back what was claimed too long ago, and records what was not decided in time, each once")
  func jobs() throws {
    try office.hire("ingrid", "ingest").deliver("e1")
    let rita = try office.hire("rita", "reviewer")
    try rita.run("select countersign.claim_next()")
    #expect(try daemon.value("select countersign.end_claims()") == "0")
    try office.superuser.run(
      "update countersign_private.review_slot set lease_until = clock_timestamp() - interval '1 s'")
    #expect(try daemon.value("select countersign.end_claims()") == "1")
    #expect(try daemon.value("select countersign.end_claims()") == "0")
    #expect(try daemon.value("select countersign.note_breaches()") == "0")
    try office.superuser.run("update countersign_private.review_present set due = clock_timestamp() - interval '1 s'")
    #expect(try daemon.value("select countersign.note_breaches()") == "1")
    #expect(try daemon.value("select countersign.note_breaches()") == "0")
    #expect(
      try office.superuser.run(
        "select act from countersign_private.activity where act in ('review.lapse', 'review.breach') order by id")
        == [["review.lapse"], ["review.breach"]])
  }
}
