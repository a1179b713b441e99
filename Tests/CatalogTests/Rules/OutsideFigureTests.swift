import TestSupport
import Testing

@Suite("Figures from outside")
struct OutsideFigureTests {
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

  private func figure(
    _ more: String = "", metric: String = "accuracy", value: String = #""value":0.9"#, digest: String = "ab"
  )
    -> String
  {
    let digest = String(repeating: digest, count: 32)
    return
      #"{"line":1,"artifact":"triage","version":"1","suite":"qa","metric":"\#(metric)",\#(value),"at":"2026-02-03T10:00:00Z","supplier":"Acme","report_digest":"\#(digest)","dataset":"held-out","judge":"j"\#(more)}"#
  }

  private func take(_ figures: String..., by session: PlainSession? = nil) throws -> String? {
    let session = session ?? daemon
    let receipt = try session.value("select countersign.open_receipt('acme', 'evaluations', 'a report')")
    return try session.value(
      "select countersign.take_outside_figures($1, $2::jsonb)", receipt, "[\(figures.joined(separator: ","))]")
  }

  @Test("are handed in by programs with the right, under a receipt of their own, and by nobody else")
  func rights() throws {
    #expect(vic.tries("select countersign.take_outside_figures(1, '[]')") == "42501")
    #expect(lea.tries("select countersign.take_outside_figures(1, '[]')") == "42501")
    #expect(daemon.tries("select countersign.take_outside_figures(999, '[]')") == "CS409 receipt.closed")
    #expect(daemon.tries("insert into countersign_private.outside_figure default values") == "42501")
    #expect(try take(figure()) == #"{"known": 0, "taken": 1, "refusals": []}"#)
  }

  @Test("stand in the facts of the quarter they were measured in, beside the evaluations they became")
  func quarter() throws {
    _ = try take(figure())
    try office.superuser.run("set search_path = pg_catalog, countersign_private, pg_temp")
    func facts(_ from: String, _ until: String) throws -> [[String?]] {
      try office.superuser.run(
        """
        select kind, body::jsonb ->> 'supplier', left(body::jsonb ->> 'report', 11), body::jsonb ->> 'dataset', body::jsonb ->> 'evaluation'
        from countersign_private.quarter_content($1, $2) where kind in ('outside_figure', 'evaluation') order by kind
        """, from, until)
    }
    let kept = try facts("2026-01-01 00:00Z", "2026-04-01 00:00Z")
    #expect(kept.map { $0[0] } == ["evaluation", "outside_figure"])
    #expect(kept.last.map { Array($0[1...3]) } == ["Acme", "sha256:abab", "held-out"])
    #expect(kept.last?[4]?.hasPrefix("triage@1/qa/accuracy/") == true)
    #expect(try facts("2025-10-01 00:00Z", "2026-01-01 00:00Z").isEmpty)
  }

  @Test("are kept with who supplied them, their report, data set and judge, once")
  func once() throws {
    _ = try take(figure())
    #expect(try take(figure(), figure(metric: "f1")) == #"{"known": 1, "taken": 1, "refusals": []}"#)
    #expect(
      try vic.run(
        "select artifact, label, suite, metric, value, supplier, left(report_digest, 4), dataset, judge, producer, supplied_by from countersign.outside_figure order by id"
      ) == [
        ["triage", "1", "qa", "accuracy", "0.9", "Acme", "abab", "held-out", "j", "acme", "daemon"],
        ["triage", "1", "qa", "f1", "0.9", "Acme", "abab", "held-out", "j", "acme", "daemon"],
      ])
    #expect(try vic.value("select count(*) from countersign.evaluation") == "2", "gates and cards read them")
    // The same report with another figure contradicts itself; another report does not.
    let other = try take(figure(value: #""value":0.8"#))
    #expect(other?.contains("figure.conflict") == true)
    #expect(try take(figure(value: #""value":0.8"#, digest: "cd"))?.contains(#""taken": 1"#) == true)
  }

  @Test("do not hold each other up: what cannot be is named by its line")
  func refusals() throws {
    let answer = try #require(
      try take(
        figure(), figure(#","environment":"moon""#, metric: "a"),
        figure(#","kind":"evaluation","slice":"x""#, metric: "b")
          .replacing(#""version":"1""#, with: #""version":"9""#),
        figure(metric: "c").replacing("2026-02-03", with: "2999-02-03"),
        figure(metric: "d", value: #""hits":3,"n":2"#)))
    #expect(answer.contains(#""taken": 1"#))
    for code in ["environment.unknown", "version.unknown", "figure.future", "figure.value"] {
      #expect(answer.contains(code), "\(answer)")
    }
    #expect(answer.contains("Its newest is 2."))
  }

  @Test("do not change a limit that stands, and set one where there is none")
  func limits() throws {
    #expect(
      bea.tries("select countersign.record_evaluation('triage', '2', 'qa', 'accuracy', 0.95, 0.92, true)") == "allowed")
    _ = try take(figure(#","limit":0.1"#), figure(#","limit":0.3,"at_least":false"#, metric: "leaks"))
    #expect(
      try vic.run("select metric, bound, at_least from countersign.evaluation where label = '1' order by metric")
        == [["accuracy", "0.92", "t"], ["leaks", "0.3", "f"]])
  }

  @Test("are as old for gates as their measurement, and an attack is found by its suite")
  func gates() throws {
    _ = try take(figure(#","kind":"red_team","limit":0.05,"at_least":false"#))
    #expect(
      try office.superuser.run(
        """
        select e ->> 'suite', e ->> 'on', e ->> 'supplier', e ->> 'at_seconds' from countersign_private.version v,
          jsonb_array_elements(countersign_private.gate_facts(v.id, 'production') -> 'evaluations') e where v.label = '1'
        """) == [["redteam.qa", "2026-02-03", "Acme", "1770112800"]])
  }

  @Test("stand among the figures by day: values as one observation each, shares as many as they are of")
  func days() throws {
    _ = try take(
      figure(), figure(value: #""value":0.7"#, digest: "cd"), figure(metric: "pass", value: #""hits":80,"n":100"#))
    func days(_ metric: String) throws -> [[String?]] {
      try vic.run(
        "select day, version, n, round(total::numeric, 3), counts from countersign.figure_days('model', 'triage', '\(metric)', '', 'production', '2026-02-01', '2026-03-01')"
      )
    }
    #expect(try days("outside.qa.accuracy") == [["2026-02-03", "1", "2", "1.600", "{1,1}"]])
    #expect(try days("outside_share.qa.pass") == [["2026-02-03", "1", "100", "80.000", nil]])
  }

  @Test("of a dashboard are figures alone: no evaluation comes of them, and a moment of one report is one")
  func metrics() throws {
    let first = figure(#","kind":"metric""#)
    let second = first.replacing("2026-02-03", with: "2026-02-04").replacing("0.9", with: "0.8")
    #expect(try take(first, second)?.contains(#""taken": 2"#) == true)
    #expect(try vic.value("select count(*) from countersign.evaluation") == "0")
    #expect(try take(first, second)?.contains(#""known": 2"#) == true)
  }

  @Test("change what an open promotion rests on: who signed older facts reads again")
  func promotions() throws {
    let promotion = try bea.request("triage", "1")
    let before = try office.superuser.value(
      "select revision from countersign_private.promotion_revision where promotion = $1", promotion)
    _ = try take(figure())
    #expect(
      try office.superuser.value(
        "select revision from countersign_private.promotion_revision where promotion = $1", promotion) != before)
  }
}
