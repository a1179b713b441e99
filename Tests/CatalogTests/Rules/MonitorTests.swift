import TestSupport
import Testing

@Suite("What is watched")
struct MonitorTests {
  let office: Office
  let bea: PlainSession, lea: PlainSession, vic: PlainSession, daemon: PlainSession

  init() async throws {
    office = try await Office.open()
    bea = try office.hire("bea", "builder", team: "claims")
    lea = try office.hire("lea", "lead")
    vic = try office.hire("vic", "viewer")
    daemon = try office.hire("daemon", "ingest")
    for label in ["1", "2"] {
      try bea.register("triage", label: label, kind: "model", body: "{\"n\":\"\(label)\"}", tier: "high")
    }
  }

  private static let rule =
    #"{"statistic":"share","direction":"rise","reference_from":"2026-01-01","reference_until":"2026-02-01","alarm":0.02,"warning":0.01}"#

  private func sets(
    _ session: PlainSession, _ key: String = "triage-violence", rule: String = MonitorTests.rule,
    metric: String = "flag.violence", reason: String = "to be watched"
  ) -> String {
    session.tries(
      "select countersign.set_monitor($1, 'triage', 'production', $2, '', $3, $4)", key, metric, rule, reason)
  }

  private func looks(
    _ session: PlainSession, slot: String, _ verdict: String = "alarm", called: Bool = true, rule: String? = nil
  ) throws -> String {
    let id =
      try rule
      ?? office.superuser.value(
        "select max(id) from countersign_private.monitor_rule where valid_to = 'infinity'")
    return session.tries(
      "select countersign.record_look($1, $2, 900, 300, 0.04, 6.5, $3, 4, $4, 'flag.violence +4.0 pt')", id, slot,
      verdict, called ? "t" : "f")
  }

  @Test("is set with a reason by who builds or leads, and by no other")
  func set() throws {
    #expect(sets(vic) == "CS403 right.missing")
    #expect(sets(daemon) == "42501")
    #expect(sets(bea, reason: " ") == "CS422 reason.missing")
    #expect(sets(bea, "Not A Name") == "CS422 monitor.key")
    #expect(sets(bea) == "allowed")
    #expect(sets(bea, metric: "flag.other") == "CS409 monitor.taken")
    #expect(sets(lea, rule: #"{"alarm":0.05}"#) == "allowed")
    #expect(
      try vic.run("select key, statistic, warning, alarm, changed_by from countersign.monitor")
        == [["triage-violence", "share", "0.01", "0.05", "lea"]])
    #expect(try office.superuser.value("select count(*) from countersign_private.monitor_rule") == "2")
    #expect(
      vic.tries("select countersign.set_monitor('x', 'nobody', 'production', 'latency', '', '{}', 'why')")
        == "CS403 right.missing")
    #expect(
      bea.tries("select countersign.set_monitor('x', 'nobody', 'production', 'latency', '', '{}', 'why')")
        == "CS404 artifact.unknown")
  }

  @Test(
    "is not set by a rule that cannot be followed",
    arguments: [
      #"{"statistic":"share"}"#, #"{"statistic":"guess"}"#, #"{"statistic":"burn"}"#, #"{"statistic":"cap"}"#, "{}",
      #"{"statistic":"share","reference_from":"2026-02-01","reference_until":"2026-01-01"}"#,
      #"{"statistic":"share","reference_from":"2026-01-01","reference_until":"2999-01-01"}"#,
      #"{"statistic":"psi","reference_from":"2026-01-01","reference_until":"2026-02-01","alarm":0.1,"warning":0.2}"#,
      #"{"statistic":"psi","reference_from":"2026-01-01","reference_until":"2026-02-01","level":0.9}"#,
      #"{"statistic":"psi","reference_from":"yesterday"}"#, #"{"statistic":"psi","minimal":"many"}"#,
    ])
  func badRule(_ rule: String) {
    #expect(sets(bea, rule: rule).hasPrefix("CS422 monitor."), "\(sets(bea, rule: rule))")
  }

  @Test("is muted with a reason and an end within 90 days, by who reviews, approves or leads")
  func mute() throws {
    #expect(sets(bea) == "allowed")
    func mutes(_ session: PlainSession, _ span: String, _ reason: String = "known", key: String = "triage-violence")
      -> String
    {
      session.tries(
        "select countersign.mute_monitor($1, clock_timestamp() + $2::interval, $3)", key, span, reason)
    }
    #expect(mutes(bea, "1 day") == "CS403 right.missing")
    #expect(mutes(lea, "1 day", "") == "CS422 reason.missing")
    #expect(mutes(lea, "91 days") == "CS422 monitor.mute")
    #expect(mutes(lea, "1 day", key: "nothing") == "CS404 monitor.unknown")
    #expect(mutes(lea, "1 day") == "allowed")
    #expect(try vic.run("select muted_by, muted_because from countersign.monitor") == [["lea", "known"]])
    #expect(mutes(lea, "-1 second", "over") == "allowed")
    #expect(try vic.run("select muted_by from countersign.monitor") == [[nil]])
  }

  @Test("looks once a day, and raises one alarm until that is closed")
  func alarm() throws {
    #expect(sets(bea) == "allowed")
    #expect(try looks(vic, slot: "2026-03-01") == "CS403 right.missing")
    #expect(try looks(daemon, slot: "2026-03-01", "quiet") == "allowed")
    #expect(try looks(daemon, slot: "2026-03-01") == "allowed", "the day has been looked at")
    #expect(try looks(daemon, slot: "2026-03-02", called: false) == "allowed", "not among those called")
    #expect(try office.superuser.value("select count(*) from countersign_private.alarm") == "0")
    #expect(try looks(daemon, slot: "2026-03-03") == "allowed")
    #expect(try looks(daemon, slot: "2026-03-04") == "allowed")
    #expect(
      try vic.run("select kind, artifact, label, words, state from countersign.alarm")
        == [["drift", "triage", "2", "flag.violence +4.0 pt", "open"]])
    #expect(
      try vic.run("select slot, verdict, alarm is not null from countersign.monitor_look order by id") == [
        ["2026-03-01", "quiet", "f"], ["2026-03-02", "alarm", "f"], ["2026-03-03", "alarm", "t"],
        ["2026-03-04", "alarm", "f"],
      ])
    #expect(lea.tries("select countersign.close_alarm(1, 'mended')") == "allowed")
    #expect(
      try daemon.value("select stream_from > (now() at time zone 'UTC')::date from countersign.monitor_rules()") == "t",
      "a closed alarm begins a new promise")
    let old = try office.superuser.value("select max(id) from countersign_private.monitor_rule")
    #expect(sets(lea, rule: #"{"retired":true}"#) == "allowed")
    #expect(try looks(daemon, slot: "2026-03-09", rule: old) == "CS409 monitor.changed")
    #expect(try daemon.value("select count(*) from countersign.monitor_rules()") == "0")
  }

  private static let counted =
    #"{"statistic":"share","direction":"rise","reference_from":"2026-01-01","reference_until":"2026-02-01","alarm":0.02,"warning":0.01,"minimal":30,"window_calls":30}"#

  @Test("counts windows in calls: each call in one, in any portions, ten minutes after it was made")
  func counted() throws {
    func clock(_ moment: String) throws {
      try office.superuser.run("update countersign_private.catalog set kind = 'demo', pinned = '2026-03-01 \(moment)Z'")
    }
    func deliver(_ numbers: ClosedRange<Int>, _ hour: String) throws {
      for number in numbers {
        try daemon.deliver(
          "e\(number)", at: "2026-03-01 \(hour):\(10 + number / 50):\(10 + number % 50)Z",
          verdicts: [number % 10 == 0 ? "flagged" : "clear"])
      }
    }
    func fill(_ most: Int = 1000) throws -> Int {
      let rule = try daemon.value("select max(rule) from countersign.monitor_rules()")
      return Int(try daemon.value("select countersign.fill_windows($1, $2)", rule, "\(most)") ?? "") ?? -1
    }
    func windows() throws -> [[String?]] {
      try vic.run(
        "select w.calls, w.hits from countersign.monitor_rules() r cross join countersign.monitor_windows(r.rule) w order by w.number"
      )
    }
    try clock("08:00")
    try bea.register("gpt-5", label: "1", kind: "model", body: #"{"g":1}"#, tier: "low")
    #expect(
      bea.tries(
        "select countersign.set_monitor('g', 'gpt-5', 'production', 'flag.violence', '', $1, 'to be watched')",
        Self.counted) == "allowed")
    try clock("09:15")
    try deliver(1...70, "09")
    #expect(try fill() == 0, "what checkers say may still come")
    try clock("10:00")
    #expect(try [fill(7), fill(7), fill(7), fill(), fill()] == [7, 7, 7, 49, 0])
    #expect(try windows() == [["30", "3"], ["30", "3"]])
    try clock("11:00")
    try daemon.deliver("late", at: "2026-03-01 09:10:30Z")
    try deliver(71...90, "10")
    #expect(try fill() == 20, "one that comes late is in no window")
    #expect(try windows() == [["30", "3"], ["30", "3"], ["30", "3"]])
    #expect(vic.tries("select countersign.fill_windows(1)") == "CS403 right.missing")
    #expect(daemon.tries("select countersign.fill_windows(1, 0)") == "CS422 figures.most")
    #expect(
      try vic.run(
        """
        select number, calls, counts from countersign.count_windows('model', 'gpt-5', 'length', '', 'production', 40, '2026-03-01', '2026-03-02')
        """) == [["1", "40", "{40}"], ["2", "40", "{40}"]])

    #expect(try looks(daemon, slot: "2026-03-01T10:12:00Z #0000003") == "allowed")
    #expect(
      lea.tries("select countersign.close_alarm((select max(alarm) from countersign.monitor_alarm), 'mended')")
        == "allowed")
    #expect(try windows() == [], "a closed alarm begins a new promise")
    try clock("12:00")
    try deliver(91...121, "11")
    #expect(try fill() == 31)
    #expect(try windows() == [["30", "3"]])
  }

  @Test(
    "counts no windows that cannot be counted",
    arguments: [
      ("flag.violence", #"{"window_calls":29}"#), ("override", "{}"), ("outside.quality", "{}"),
      ("flag.violence", #"{"minimal":31}"#),
      ("flag.violence", #"{"statistic":"burn","objective":0.99}"#),
    ])
  func notCounted(_ metric: String, _ change: String) {
    #expect(
      bea.tries(
        "select countersign.set_monitor('g', 'triage', 'production', $1, '', $2::jsonb || $3::jsonb, 'to be watched')",
        metric, Self.counted, change
      ).hasPrefix("CS422 monitor."))
    #expect(
      vic.tries(
        "select * from countersign.count_windows('model', 'triage', 'blocked', '', 'production', 30, '2026-03-01', '2026-03-02')"
      ) == "CS422 monitor.window")
  }

  @Test("is told to the gate, whose signature waits while its facts have changed")
  func gate() throws {
    #expect(sets(bea) == "allowed")
    let promotion = try bea.request("triage", "2")
    func facts() throws -> String? {
      try office.superuser.value(
        "select countersign_private.gate_facts(v.id, 'production') ->> 'alarms' from countersign_private.version v where v.label = '2'"
      )
    }
    #expect(try facts() == "[]")
    let before = try vic.value("select revision from countersign.promotion where id = $1", promotion)
    #expect(try looks(daemon, slot: "2026-03-03") == "allowed")
    let told = try #require(try facts())
    #expect(told.contains(#""monitor": "triage-violence""#) && told.contains(#""same_version": true"#))
    #expect(try vic.value("select revision from countersign.promotion where id = $1", promotion) != before)
    #expect(lea.tries("select countersign.close_alarm(1, 'mended')") == "allowed")
    #expect(try facts() == "[]")
  }

  @Test("leaves facts that nobody changes, and figures that nobody but the program writes")
  func facts() throws {
    #expect(sets(bea) == "allowed")
    #expect(try looks(daemon, slot: "2026-03-03") == "allowed")
    for table in ["monitor", "monitor_look", "monitor_alarm"] {
      #expect(office.superuser.tries("delete from countersign_private.\(table)") == "CS403 fact.immutable")
      #expect(daemon.tries("select * from countersign_private.\(table)") == "42501")
    }
    #expect(
      office.superuser.tries("update countersign_private.monitor_look set verdict = 'quiet'") == "CS403 fact.immutable")
    #expect(
      office.superuser.tries("update countersign_private.monitor_rule set alarm = 1") == "CS403 fact.immutable")
    #expect(
      vic.tries("insert into countersign_private.figure_day select * from countersign_private.figure_day") == "42501")
    #expect(vic.tries("select countersign.keep_figures()") == "42501")
    #expect(daemon.tries("select countersign.keep_figures(0)") == "CS422 figures.most")
  }

  @Test("is reckoned from figures that add each call once, in any portions, and late flags with it")
  func figures() async throws {
    // What is added waits for transactions that began before, of whoever shares the server.
    func added(_ most: Int, until enough: Int) async throws -> Int {
      var sum = 0
      for _ in 0..<600 {
        sum += Int(try daemon.value("select countersign.keep_figures($1)", "\(most)") ?? "") ?? 0
        if sum >= enough { break }
        try await Task.sleep(for: .milliseconds(100))
      }
      return sum
    }
    for number in 1...7 {
      try daemon.deliver(
        "e\(number)", at: "2026-03-0\(number % 2 + 1) 12:00:0\(number)Z", verdicts: [number < 4 ? "flagged" : "clear"])
    }
    let event = try #require(
      try office.superuser.value("select id from countersign_private.generation where event_id = 'e7'"))
    #expect(try await added(3, until: 7) == 7)
    let model = try #require(try office.superuser.value("select model from countersign_private.generation limit 1"))
    func day(_ metric: String) throws -> [[String?]] {
      try vic.run(
        """
        select day, n, total from countersign.figure_days('model', $1, $2, '', 'production', '2026-03-01', '2026-04-01')
        """, model, metric)
    }
    #expect(try day("flag.violence") == [["2026-03-01", "3", "1"], ["2026-03-02", "4", "2"]])
    let flags =
      #"[{"source":"late","category":"violence","verdict":"flagged"},{"source":"late","category":"violence","verdict":"flagged"}]"#
    for _ in 0..<2 { try daemon.run("select countersign.add_flags($1, $2)", event, flags) }
    #expect(try await added(100, until: 1) > 0)
    #expect(try day("flag.violence") == [["2026-03-01", "3", "1"], ["2026-03-02", "4", "3"]])
    #expect(try day("length").count == 2)
    #expect(try day("calls").map { $0[1] } == ["3", "4"])
    // Of a call that no checker had said anything of.
    try daemon.deliver("e8", at: "2026-03-02 12:00:08Z", verdicts: [])
    #expect(try await added(100, until: 1) > 0)
    #expect(try day("flag.violence").last == ["2026-03-02", "5", "3"])
    let bare = try #require(
      try office.superuser.value("select id from countersign_private.generation where event_id = 'e8'"))
    try daemon.run("select countersign.add_flags($1, $2)", bare, flags)
    #expect(try await added(100, until: 1) > 0)
    #expect(try day("flag.violence").last == ["2026-03-02", "5", "4"])
  }
}
