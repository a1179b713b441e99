import Catalog
import Drift
import Foundation
import Governance
import Operations
import TestSupport
import Testing

@Suite("Monitors at work")
struct MonitorRunTests {
  private let office: Office
  private let daemon: Workbench, lead: Workbench, viewer: Workbench
  private static let today = Instant(year: 2026, month: 6, day: 1)
  private static let triage = Watched(name: "triage", kind: .model)

  init() async throws {
    office = try await Office.open()
    let bea = try office.hire("bea", "builder", team: "claims")
    daemon = try office.desk(hiring: "daemon", "ingest")
    lead = try office.desk(hiring: "lea", "lead")
    viewer = try office.desk(hiring: "vic", "viewer")
    try bea.register("triage", label: "1", kind: "model", tier: "high")
    try clock("2026-06-01 09:00Z")
  }

  private func clock(_ moment: String) throws {
    try office.superuser.run("update countersign_private.catalog set kind = 'demo', pinned = '\(moment)'")
  }

  /// 100 calls a day of the model, of which so many are marked, and whose lengths lie around `length`.
  private func calls(_ first: String, _ last: String, marked: Int, length: Int = 300) throws {
    try office.superuser.run(
      """
      insert into countersign_private.figure_day
      select 'model', 'triage', m.metric, '', 'production', '1', d::date, m.n, m.total, m.total
      from generate_series('\(first)'::date, '\(last)', '1 day') d
      cross join (values ('calls', 100, 100), ('flag.toxicity', \(marked), \(marked)), ('tokens_out', 100, \(100 * length)),
        ('cost.eur', 100, 1000000)) m (metric, n, total)
      """)
    try office.superuser.run(
      """
      insert into countersign_private.figure_sketch
      select 'model', 'triage', 'tokens_out', '', 'production', '1', d::date, array_agg(b order by b), array_agg(10::bigint order by b)
      from generate_series('\(first)'::date, '\(last)', '1 day') d
      cross join lateral (select countersign_private.bucket_of(\(length) * (0.5 + i / 10.0)) as b from generate_series(0, 9) i) x group by d
      """)
  }

  private func terms(_ metric: String) -> MonitorTerms {
    var terms = MonitorDefaults.terms(of: metric, Self.triage)
    terms.reference = MonitorDefaults.days("2026-05-01..2026-05-28")
    return terms
  }

  @Test("looks at each day once, calls what slides and not what is quiet, and shows it until it is muted")
  func slides() async throws {
    try calls("2026-05-01", "2026-06-10", marked: 3)
    for metric in ["flag.toxicity", "tokens_out"] {
      _ = try await lead.setMonitor("triage-\(metric)", terms(metric), reason: "to be watched", channel: .command)
    }
    try clock("2026-06-08 09:00Z")
    let quiet = try await daemon.runMonitors()
    #expect(quiet.fleet == 2 && quiet.alarms == 0)
    #expect(quiet.lines.count == 14, "seven days that are over, two monitors")
    #expect(quiet.lines.allSatisfy { $0.look.verdict == "quiet" })
    #expect(try await daemon.runMonitors().lines.isEmpty, "each day once")

    try calls("2026-06-11", "2026-06-30", marked: 15)
    try clock("2026-06-25 09:00Z")
    let run = try await daemon.runMonitors()
    #expect(run.alarms == 1)
    let raised = try #require(run.lines.first { $0.alarm != nil })
    #expect(raised.key == "triage-flag.toxicity" && raised.look.isCalled && raised.look.slot > "2026-06-10")
    let shown = try await viewer.office().alarms
    #expect(shown.map(\.artifact) == ["triage"])
    #expect(shown.first?.words.hasPrefix("flag.toxicity +") == true)
    #expect(run.lines.filter { $0.key == "triage-tokens_out" }.allSatisfy { $0.look.verdict == "quiet" })

    _ = try await lead.muteMonitor(
      "triage-flag.toxicity", until: Instant(year: 2026, month: 7, day: 1), reason: "known", channel: .command)
    #expect(try await viewer.office().alarms.isEmpty)
    #expect(try await viewer.alarms().count == 1, "it stands, and gates count it")
    let listed = try await viewer.monitors()
    #expect(listed.first { $0.key == "triage-flag.toxicity" }?.mute?.by == "lea")
    #expect(listed.first { $0.key == "triage-flag.toxicity" }?.openAlarm == raised.alarm)
    #expect(try await viewer.looks(of: "triage-tokens_out").count == 24)
  }

  @Test("notices values that lie elsewhere, by their sketches")
  func lengths() async throws {
    try calls("2026-05-01", "2026-06-05", marked: 3)
    try calls("2026-06-06", "2026-06-30", marked: 3, length: 420)
    _ = try await lead.setMonitor("triage-length", terms("tokens_out"), reason: "to be watched", channel: .command)
    try clock("2026-06-20 09:00Z")
    let run = try await daemon.runMonitors()
    let raised = try #require(run.lines.first { $0.alarm != nil })
    #expect(raised.look.slot >= "2026-06-06" && raised.look.slot < "2026-06-13", "\(raised.look.slot)")
    #expect(raised.look.words.contains("PSI"))
  }

  @Test("says no data and too few, and calls neither")
  func silent() async throws {
    try calls("2026-05-01", "2026-05-28", marked: 3)
    _ = try await lead.setMonitor("triage-toxic", terms("flag.toxicity"), reason: "to be watched", channel: .command)
    var few = terms("tokens_out")
    few.minimal = 100_000
    _ = try await lead.setMonitor("triage-length", few, reason: "to be watched", channel: .command)
    try clock("2026-06-04 09:00Z")
    let run = try await daemon.runMonitors()
    #expect(Set(run.lines.map(\.look.verdict)) == ["no_data"])
    try calls("2026-06-04", "2026-06-06", marked: 90, length: 900)
    try clock("2026-06-07 09:00Z")
    let verdicts = try await daemon.runMonitors().lines.filter { $0.key == "triage-length" }.map(\.look.verdict)
    #expect(verdicts == ["too_few", "too_few", "too_few"])
  }

  @Test("previews how often a rule would have called in the days that are past")
  func preview() async throws {
    try calls("2026-01-20", "2026-04-30", marked: 3)
    try calls("2026-05-01", "2026-05-31", marked: 15)
    let found = try #require(try await viewer.preview(terms("flag.toxicity"), today: Self.today))
    #expect(found.preview.readings.count == 90)
    #expect(found.preview.alarms > 20 && found.preview.alarms < 32)
    var blind = terms("flag.toxicity")
    blind.alarm = 0.5
    #expect(try await viewer.preview(blind, today: Self.today)?.preview.alarms == 0)
  }

  @Test("watches a cap of what is spent, and calls once when it is reached")
  func cap() async throws {
    try calls("2026-05-20", "2026-06-30", marked: 3)
    var cap = MonitorDefaults.terms(of: "cost.eur", Self.triage)
    (cap.statistic, cap.period, cap.reference) = ("cap", "month", nil)
    // A euro a day.
    (cap.warning, cap.alarm) = (8_000_000, 10_000_000)
    _ = try await lead.setMonitor("triage-cap", cap, reason: "the budget", channel: .command)
    var verdicts: [String] = []
    for day in ["05", "06", "08", "09", "11", "12"] {
      try clock("2026-06-\(day) 23:00Z")
      verdicts += try await daemon.runMonitors().lines.map(\.look.verdict)
    }
    #expect(verdicts == ["quiet", "warning", "alarm"])
    #expect(try await viewer.alarms().map(\.kind) == ["cap"])
  }

  @Test("watches how fast an objective's budget burns, from the calls themselves")
  func burn() async throws {
    let ingest = try office.session("daemon")
    for number in 0..<120 {
      try ingest.deliver(
        "e\(number)", at: "2026-06-01 08:\(number % 2 == 0 ? "58" : "30"):\(10 + number % 40)Z",
        verdicts: [number % 3 == 0 ? "flagged" : "clear"])
    }
    let model = try #require(
      try office.superuser.value("select model from countersign_private.generation limit 1"))
    let label = try #require(
      try office.superuser.value("select model_version from countersign_private.generation limit 1"))
    try office.session("bea").register(model, label: label, kind: "model", body: #"{"b":1}"#, tier: "low")
    var burn = MonitorDefaults.terms(of: "flag.violence", Watched(name: model, kind: .model))
    (burn.statistic, burn.objective, burn.reference) = ("burn", 0.99, nil)
    _ = try await lead.setMonitor("violence-slo", burn, reason: "the objective", channel: .command)
    let line = try #require(try await daemon.runMonitors().lines.first)
    #expect(line.look.verdict == "alarm" && line.alarm != nil)
    #expect(line.look.words.contains("burns 33"))
    #expect(try await daemon.runMonitors().lines.isEmpty, "nothing has changed")
  }

  @Test("looks at each window of calls once, when it is full, and previews as many")
  func counted() async throws {
    let ingest = try office.session("daemon")
    try office.session("bea").register("gpt-5", label: "1", kind: "model", body: #"{"g":1}"#, tier: "low")
    try office.superuser.run(
      """
      insert into countersign_private.figure_day
      select 'model', 'gpt-5', m.metric, '', 'production', '1', d::date, m.n, m.total, m.total
      from generate_series('2026-05-01'::date, '2026-05-28', '1 day') d
      cross join (values ('calls', 100, 100), ('flag.violence', 3, 3)) m (metric, n, total)
      """)
    var rule = MonitorDefaults.terms(of: "flag.violence", Watched(name: "gpt-5", kind: .model))
    rule.reference = MonitorDefaults.days("2026-05-01..2026-05-28")
    (rule.minimal, rule.windowCalls) = (30, 30)
    _ = try await lead.setMonitor("g-violence", rule, reason: "to be watched", channel: .command)
    #expect(try await viewer.monitor("g-violence").terms.windowCalls == 30)
    try clock("2026-06-02 09:00Z")
    for number in 0..<130 {
      try ingest.deliver(
        "e\(number)", at: "2026-06-01 1\(number / 50):\(10 + number % 50):00Z",
        verdicts: [number >= 60 || number % 30 == 0 ? "flagged" : "clear"])
    }
    let run = try await daemon.runMonitors()
    #expect(run.lines.map(\.look.nWindow) == [30, 30, 30, 30])
    #expect(run.lines.map(\.look.verdict) == ["quiet", "quiet", "alarm", "alarm"])
    #expect(run.lines.map { $0.alarm != nil } == [false, false, true, false])
    #expect(run.lines.map { $0.look.slot.suffix(7) } == ["0000001", "0000002", "0000003", "0000004"])
    #expect(try await daemon.runMonitors().lines.isEmpty, "each window once")
    let tried = try #require(
      try await viewer.preview(rule, today: Instant(year: 2026, month: 6, day: 2)))
    #expect(tried.preview.readings.map(\.verdict) == [.quiet, .quiet, .alarm, .alarm])
    #expect(tried.firstAlarm?.day == "2026-06-01")
    _ = try await lead.retireMonitor("g-violence", reason: "over", channel: .command)
    #expect(try await daemon.runMonitors().fleet == 0)
    await #expect(throws: Problem.self, "once") {
      _ = try await lead.retireMonitor("g-violence", reason: "over", channel: .command)
    }
    do throws(Problem) {
      _ = try await lead.retireMonitor("nothing", reason: "over", channel: .command)
      Issue.record("a monitor that is not there was retired")
    } catch { #expect(error.code == "monitor.unknown") }
    #expect(try await viewer.monitors(retiredToo: true).map(\.isRetired) == [true])
  }

  /// Events with vectors around `place`, ten an hour from 09:00 to 11:50 of a day.
  private func vectors(_ day: String, around place: Double, model: String = "small") -> [String] {
    (0..<30).map { number in
      let angle = Double(number * number % 31)
      let vector = [place + sin(angle), cos(angle), sin(angle * 2) - place, 0.1].map { "\($0)" }.joined(separator: ",")
      return """
        {"event_id":"\(day) \(number)","started_at":"\(day)T\(number < 10 ? "09" : number < 20 ? "10" : "11"):\(number % 10 < 2 ? "0" : "")\(number % 10 * 5):00Z",\
        "model":"triage","model_version":"1","environment":"production",\
        "output_messages":[{"role":"assistant","parts":[{"type":"text","content":"done"}]}],\
        "embedding":{"model":"\(model)","vector":[\(vector)]}}
        """
    }
  }

  @Test(
    "calls answers that mean something else, by the vectors that came with them, and takes a new embedding model for a break"
  )
  func semantic() async throws {
    let folder = try Folder()
    func deliver(_ days: ClosedRange<Int>, month: String, around place: Double, model: String = "small") async throws {
      let lines = days.flatMap { day in
        vectors("2026-\(month)-\(day < 10 ? "0" : "")\(day)", around: place, model: model)
      }
      let report = try #require(
        try await daemon.ingestGenerations(files: [try folder.write("file", lines)], producer: "tests").first)
      #expect(report.taken == lines.count && report.refused == 0)
      var kept: Int64 = 0
      for _ in 0..<600 {
        kept += try await daemon.keepFigures()
        if kept >= Int64(lines.count) { return }
        try await Task.sleep(for: .milliseconds(100))
      }
    }
    try await deliver(20...28, month: "05", around: 0)
    var rule = terms("semantic")
    #expect(rule.statistic == "mmd")
    (rule.minimal, rule.windowDays) = (20, 2)
    _ = try await lead.setMonitor("triage-semantic", rule, reason: "to be watched", channel: .command)
    try await deliver(1...4, month: "06", around: 0)
    try clock("2026-06-05 09:00Z")
    let quiet = try await daemon.runMonitors()
    #expect(quiet.lines.map(\.look.verdict) == ["quiet", "quiet", "quiet", "quiet"])
    #expect(quiet.lines.last?.look.nReference == 256 && quiet.lines.last?.look.nWindow == 60)
    let words = try #require(quiet.lines.last?.look.words)
    #expect(words.hasPrefix("semantic MMD² ") && words.hasSuffix(", small (4))") && words.contains("; p "), "\(words)")
    #expect(try await daemon.runMonitors().lines.isEmpty, "each day once")

    try await deliver(5...9, month: "06", around: 3)
    try clock("2026-06-10 09:00Z")
    let run = try await daemon.runMonitors()
    #expect(run.lines.count == 5 && run.alarms == 1, "\(run.lines.map(\.look.words))")
    #expect(try await viewer.office().alarms.first?.words.hasPrefix("semantic MMD² ") == true)

    try await deliver(10...11, month: "06", around: 0, model: "large")
    try clock("2026-06-12 09:00Z")
    let broken = try await daemon.runMonitors()
    #expect(broken.lines.map(\.look.verdict) == ["no_data", "no_data"] && broken.alarms == 0)
    #expect(
      broken.lines.last?.look.words
        == "semantic no data: the embedding model changed from small (4) to large (4)")

    let preview = try #require(
      try await lead.preview(rule, today: Instant(year: 2026, month: 6, day: 10), days: 12))
    #expect(preview.preview.alarms > 0 && (preview.firstAlarm?.day ?? "") >= "2026-06-05")
  }

  @Test("calls by the evidence of what is large: a certain and small change lends nothing to others")
  func alone() async throws {
    try calls("2026-05-01", "2026-05-31", marked: 3)
    for number in 1...20 {
      var small = terms("flag.toxicity")
      (small.warning, small.alarm) = (0.9, 0.9)
      _ = try await lead.setMonitor("small-\(number)", small, reason: "to be watched", channel: .command)
    }
    _ = try await lead.setMonitor("large", terms("flag.toxicity"), reason: "to be watched", channel: .command)
    try calls("2026-06-01", "2026-06-15", marked: 8)
    try clock("2026-06-16 09:00Z")
    let looks = try await daemon.runMonitors().lines.filter { $0.key == "large" }.map(\.look)
    let certain = looks.filter { $0.verdict == "alarm" }
    #expect(certain.contains { !$0.isCalled && ($0.logEvidence ?? 0) > 3 }, "20 are not enough among 21")
    #expect(certain.filter(\.isCalled).allSatisfy { ($0.logEvidence ?? 0) > 6 })
    #expect(certain.contains { $0.isCalled }, "\(looks.map { ($0.slot, $0.logEvidence ?? 0) })")
  }

  @Test("shows the fleet from sums: each figure of each artifact before and now")
  func fleet() async throws {
    try calls("2026-05-01", "2026-05-24", marked: 3)
    try calls("2026-05-25", "2026-06-01", marked: 9)
    let fleet = try await viewer.fleet(
      environment: "production", DriftFrame(until: Self.today.advanced(bySeconds: 3600)))
    let toxic = try #require(fleet.first { $0.metric == "flag.toxicity" })
    #expect(toxic.window.total == 63 && toxic.reference.total > 60)
    #expect(fleet.map(\.metric).contains("tokens_out"))
  }
}
