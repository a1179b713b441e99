import Catalog
import Evidence
import Exchange
import Foundation
import Governance
import Ingest
import Operations
import TestSupport
import Testing

@Suite("A registry of MLflow that is followed")
struct MLflowSyncTests {
  let office: Office
  let desk: Workbench

  init() async throws {
    office = try await Office.open()
    try office.hire("syn", "builder", "ingest", "viewer", team: "claims")
    desk = Workbench(office.settings("syn"))
  }

  /// Looks at the stub as the daemon does.
  @discardableResult
  private func look(_ stub: TrackingStub, full: Bool = false, access: [String] = []) async throws -> SyncReport {
    if try await desk.syncSources().isEmpty {
      _ = try await desk.addSyncSource(
        "registry", .mlflow, at: stub.url, team: "claims", reason: "the team's registry", channel: .command)
    }
    let source = try #require(try await desk.syncSources().first)
    return try await desk.sync(source, through: TrackingClient(stub.url, access: access), isFull: full)
  }

  private func facts(_ what: String) throws -> [String] {
    try office.superuser.run(
      "select kind || ' ' || key || coalesce(' ' || subject, '') from countersign_private.sync_fact where what = $1 order by id",
      what
    ).compactMap { $0[0] }
  }

  /// All that a look may have written, but that it looked.
  private func written() throws -> String {
    try office.superuser.value(
      """
      select concat_ws(' ', (select count(*) from countersign_private.version), (select count(*) from countersign_private.evaluation),
        (select count(*) from countersign_private.lineage_event), (select count(*) from countersign_private.generation),
        (select count(*) from countersign_private.sync_fact), (select count(*) from countersign_private.receipt),
        (select count(*) from countersign_private.quarantine), (select count(*) from countersign_private.activity),
        (select md5(string_agg(o::text, '' order by o::text)) from countersign_private.sync_object o),
        (select string_agg(c::text, '' order by c.part) from countersign_private.sync_cursor c))
      """) ?? ""
  }

  private static let model: JSONValue = [
    "name": "triage", "creation_timestamp": 1_795_280_000_000, "last_updated_timestamp": 1_795_280_001_000,
    "description": "Sorts letters", "aliases": [["alias": "champion", "version": "1"]],
  ]

  private static func version(_ number: String, of name: String = "triage", run: String = "") -> JSONValue {
    [
      "name": .string(name), "version": .string(number), "creation_timestamp": 1_795_280_001_000,
      "last_updated_timestamp": 1_795_280_001_000, "source": .string("models:/m-\(number)"), "run_id": .string(run),
      "status": "READY",
    ]
  }

  private static func renamed(_ model: JSONValue, _ changes: [(String, JSONValue)]) -> JSONValue {
    guard case .object(let members) = model else { return model }
    return .object(
      members.filter { member in !changes.contains { $0.0 == member.key } } + changes.map { .init($0.0, $0.1) })
  }

  @Test(
    "is taken whole from what a real one answered, and a second look writes nothing",
    .enabled(if: SharedData.isThere, Comment(rawValue: SharedData.absence)))
  func captured() async throws {
    let stub = try TrackingStub(capture: try SharedData.path("mlflow/rest"))
    let first = try await look(stub)
    #expect(first.problem == nil)
    #expect(
      try office.superuser.run(
        """
        select a.name, string_agg(v.label, ',' order by v.number) from countersign_private.artifact a
        join countersign_private.version v on v.artifact = a.id group by 1 order by 1
        """
      ) == [
        ["breast_cancer_screen", "1,2,3,4"], ["diabetes_progression", "1,2,3"], ["digits_reader", "1,2"],
        ["mt_bench_judge_pair", "1,2,3,4"], ["mt_bench_judge_single", "1,2,3,4"], ["wine_cultivar", "2,3"],
      ])
    #expect(try facts("seen").filter { $0.hasPrefix("model ") }.count == 5, "one of them has no version yet")
    #expect(
      try office.superuser.value(
        """
        select value::text from countersign_private.evaluation e join countersign_private.version v on v.id = e.version
        join countersign_private.artifact a on a.id = v.artifact where a.name = 'breast_cancer_screen' and v.label = '1' and metric = 'accuracy'
        """) == "0.9473684210526315")
    #expect(
      try office.superuser.value(
        "select \"is\" #>> '{aliases,champion}' from countersign_private.sync_fact where kind = 'model' and key = 'breast_cancer_screen'"
      ) == "2")
    #expect(
      try office.superuser.value(
        """
        select convert_from(body, 'UTF8')::jsonb #>> '{hyper_params,C}' from countersign_private.version v
        join countersign_private.artifact a on a.id = v.artifact where a.name = 'breast_cancer_screen' and v.label = '1'
        """) == "0.01")
    // Which data a version was trained on.
    #expect(
      try office.superuser.value(
        """
        select count(distinct s.name) from countersign_private.lineage_edge e join countersign_private.lineage_node s on s.id = e.source
        join countersign_private.lineage_node t on t.id = e.target
        where t.name = 'model/breast_cancer_screen@1' and s.name in ('breast_cancer-train', 'breast_cancer-test')
        """) == "2")
    // Of the traces that it lists, the capture shows the spans of twelve.
    #expect(
      try office.superuser.value("select count(*) from countersign_private.generation where source = 'mlflow'") == "12")
    #expect(
      try office.superuser.value("select count(*) from countersign_private.quarantine where code = 'mlflow.unknown'")
        == "548")
    #expect(
      try office.superuser.value("select count(*) from countersign_private.score where name = 'mt_bench_single'") != "0"
    )
    let before = try written()
    let second = try await look(stub)
    #expect(second.problem == nil && second.counts.added == 0 && second.counts.changed == 0 && second.words.isEmpty)
    #expect(try written() == before)
    let full = try await look(stub, full: true)
    #expect(full.counts.added == 0 && full.counts.changed == 0 && full.counts.gone == 0)
    #expect(
      try office.superuser.value("select count(*) from countersign_private.sync_run where outcome = 'done'") == "3")
  }

  @Test("what is deleted, comes back, or is renamed there is a fact, and stays here")
  func deletedAndRenamed() async throws {
    let stub = try TrackingStub(["models": [Self.model], "versions": [Self.version("1"), Self.version("2")]])
    try await look(stub)
    #expect(try facts("seen") == ["version triage/1 triage@1", "version triage/2 triage@2", "model triage triage"])
    // A version goes: the model says that it has changed.
    let touched = Self.renamed(Self.model, [("last_updated_timestamp", 1_795_280_002_000)])
    try stub.show(["models": [touched], "versions": [Self.version("2")]])
    #expect(try await look(stub).counts.gone == 1)
    #expect(try facts("deleted") == ["version triage/1 triage@1"])
    // It is called otherwise, and has a new version under its new name.
    let moved = Self.renamed(touched, [("name", "letters"), ("last_updated_timestamp", 1_795_280_003_000)])
    try stub.show([
      "models": [moved], "versions": [Self.version("2", of: "letters"), Self.version("3", of: "letters")],
    ])
    let report = try await look(stub)
    #expect(report.problem == nil && report.counts.gone == 0)
    #expect(try facts("renamed") == ["version letters/2 triage@2", "model letters triage"])
    #expect(
      try office.superuser.run(
        "select a.name, v.label from countersign_private.version v join countersign_private.artifact a on a.id = v.artifact order by v.id"
      ) == [["triage", "1"], ["triage", "2"], ["triage", "3"]])
    // All of it goes, and comes back.
    try stub.show([:])
    #expect(try await look(stub).counts.gone == 3)
    try stub.show([
      "models": [moved], "versions": [Self.version("2", of: "letters"), Self.version("3", of: "letters")],
    ])
    try await look(stub)
    #expect(
      try facts("returned") == ["version letters/2 triage@2", "version letters/3 triage@3", "model letters triage"])
    #expect(try office.superuser.value("select count(*) from countersign_private.version") == "3")
  }

  @Test("a look that is cut off keeps what it took, and the next goes on")
  func resumes() async throws {
    let versions = (1...5).map { Self.version(String($0)) }
    let stub = try TrackingStub([
      "page": 2, "models": [Self.model], "versions": .array(versions),
      "fails": ["path": "traces/search", "status": 503], "experiments": [["experiment_id": "1", "name": "e"]],
    ])
    let cut = try await look(stub)
    #expect(cut.problem?.code == "mlflow.trouble" && cut.counts.added == 5)
    #expect(try office.superuser.value("select outcome from countersign_private.sync_run") == "failed")
    try stub.show([
      "page": 2, "models": [Self.model], "versions": .array(versions),
      "experiments": [["experiment_id": "1", "name": "e"]],
    ])
    let next = try await look(stub)
    #expect(next.problem == nil && next.counts.added == 0)
    #expect(try office.superuser.value("select count(*) from countersign_private.version") == "5")
  }

  @Test("wants to know who asks; what lets us in is sent to its own host alone")
  func access() async throws {
    let stub = try TrackingStub(["token": "s3cret", "models": [Self.model], "versions": [Self.version("1")]])
    #expect(try await look(stub).problem?.code == "mlflow.refused")
    let environment = ["COUNTERSIGN_KEY_127_0_0_1": "s3cret"]
    let headers = TrackingAccess.headers(for: stub.url, environment)
    #expect(try await look(stub, access: headers).problem == nil)
    #expect(TrackingAccess.headers(for: "http://mlflow.example", ["COUNTERSIGN_KEY_MLFLOW_EXAMPLE": "x"]) == [])
    #expect(TrackingAccess.headers(for: "https://other.example", environment) == [])
    let own = ["MLFLOW_TRACKING_URI": "https://m.example/", "MLFLOW_TRACKING_TOKEN": "t"]
    #expect(TrackingAccess.headers(for: "https://m.example", own) == ["Authorization: Bearer t"])
    #expect(TrackingAccess.headers(for: "https://n.example", own) == [])
    let login = [
      "MLFLOW_TRACKING_URI": "https://m.example", "MLFLOW_TRACKING_USERNAME": "u", "MLFLOW_TRACKING_PASSWORD": "p",
    ]
    #expect(TrackingAccess.headers(for: "https://m.example", login) == ["Authorization: Basic dTpw"])
  }

  @Test(
    "answers that are broken end the look with the reason, and take nothing wrong",
    arguments: [
      (#"{"registered_models": [{"name": "m1"}], "next_page_token": "SAME"}"#, "mlflow.pages"),
      ("<html>502 Bad Gateway</html>", "mlflow.answer"), ("[]", "mlflow.answer"), ("{", "mlflow.answer"),
    ])
  func broken(body: String, code: String) async throws {
    let stub = try TrackingStub(["raw": ["path": "registered-models/search", "body": .string(body)]])
    #expect(try await look(stub).problem?.code == code)
    #expect(try office.superuser.value("select count(*) from countersign_private.version") == "0")
  }

  @Test("a name that commands a terminal, a version without text and a figure that is no number lie in quarantine")
  func refused() async throws {
    let run: JSONValue = [
      "info": [
        "run_id": "0fbe7e10ef7f4331802e88c69b0d52c7", "status": "FINISHED", "experiment_id": "1",
        "start_time": 1_795_280_000_000, "end_time": 1_795_280_000_500,
      ],
      "data": [
        "metrics": [
          ["key": "loss", "value": "NaN", "timestamp": 1_795_280_000_000], ["key": "f1", "value": .number("0.5")],
        ]
      ],
    ]
    let hostile = "\u{1B}]0;x\u{07}m"
    let stub = try TrackingStub([
      "experiments": [["experiment_id": "1", "name": "e"]], "runs": [run],
      "models": [
        Self.model, ["name": .string(hostile), "creation_timestamp": 1],
        ["name": "ask", "tags": [["key": "mlflow.prompt.is_prompt", "value": "true"]]],
      ],
      "versions": [
        Self.version("1", run: "0fbe7e10ef7f4331802e88c69b0d52c7"), Self.version("1", of: hostile),
        ["name": "ask", "version": 1, "tags": [["key": "mlflow.prompt.is_prompt", "value": "true"]]],
      ],
    ])
    let report = try await look(stub)
    #expect(report.problem == nil && report.counts.refused == 3)
    #expect(
      try office.superuser.run("select code from countersign_private.quarantine order by code").compactMap { $0[0] }
        == ["artifact.name", "metric.value", "prompt.text"])
    #expect(
      try office.superuser.run("select metric, value from countersign_private.evaluation") == [["f1", "0.5"]])
    let before = try written()
    #expect(try await look(stub).counts.refused == 0, "it is tried again when everything is compared")
    #expect(try written() == before)
  }

  @Test("an alias is set there once a promotion is in force, and again until it is")
  func alias() async throws {
    let stub = try TrackingStub([
      "models": [Self.model], "versions": [Self.version("1"), Self.version("2")],
      "fails": ["path": "registered-models/alias", "status": 503],
    ])
    try await look(stub)
    let ada = try office.hire("ada", "admin")
    try ada.run("select countersign.set_sync_rule('registry', null, 'champion', 'staging', 'the registry serves it')")
    let bea = try office.hire("bea", "builder", team: "claims")
    // What is promoted has an owner, a tier and a figure with a limit, wherever it came from.
    try bea.register("triage", label: "0", kind: "model", body: "{\"n\":\"0\"}")
    try bea.run("select countersign.record_evaluation('triage', '2', 'core', 'accuracy', 0.9, 0.8, true, 400)")
    let promotion = try bea.request("triage", "2", to: "staging")
    try await look(stub)
    #expect(stub.requests("registered-models/alias").isEmpty, "nothing is in force yet")
    let amy = try office.hire("amy", "approver")
    #expect(amy.signs(promotion) == "allowed")
    #expect(try await look(stub).problem == nil)
    #expect(stub.requests("registered-models/alias").count == 1)
    let waiting = try #require(try await desk.syncSources().first)
    #expect(waiting.ordersWaiting == 1 && waiting.orderWords?.contains("503") == true)
    try stub.show(["models": [Self.model], "versions": [Self.version("1"), Self.version("2")]])
    try await look(stub)
    #expect(stub.requests("registered-models/alias").count == 1, "what failed waits a while")
    try office.superuser.run("update countersign_private.catalog set kind = 'demo', shift = interval '1 hour'")
    try await look(stub)
    #expect(stub.requests("registered-models/alias").last?.contains(#""version": "2""#) == true)
    #expect(try await desk.syncSources().first?.ordersSet == 1)
    try await look(stub)
    #expect(
      try office.superuser.value(
        "select \"is\" #>> '{aliases,champion}' from countersign_private.sync_fact where kind = 'model' order by id desc limit 1"
      ) == "2", "and read back")
    #expect(stub.requests("registered-models/alias").count == 2)
  }

  /// A trace of one call, with what is said of it.
  private static func trace(_ id: String, at: String, _ assessments: [JSONValue]) -> JSONValue {
    [
      "trace_id": .string(id), "request_time": .string(at), "state": "OK", "assessments": .array(assessments),
      "trace_location": ["mlflow_experiment": ["experiment_id": "1"]],
      "spans": [
        [
          "span_id": "53f40a8d947d9520", "name": "model", "start_time_unix_nano": "1795280000000000000",
          "end_time_unix_nano": "1795280001000000000",
          "attributes": [
            ["key": "mlflow.spanType", "value": ["string_value": "CHAT_MODEL"]],
            [
              "key": "mlflow.spanInputs",
              "value": ["string_value": #"{"messages":[{"role":"user","content":"Hello"}]}"#],
            ],
          ],
        ]
      ],
    ]
  }

  private static func said(
    _ value: String, at: String, by judge: String = "ann", name: String = "polite", valid: Bool = true
  ) -> JSONValue {
    [
      "assessment_name": .string(name), "feedback": ["value": .number(value)], "valid": .bool(valid),
      "source": ["source_type": "HUMAN", "source_id": .string(judge)], "create_time": "2026-11-21T17:00:00Z",
      "last_update_time": .string(at), "rationale": "it was so",
    ]
  }

  @Test("is asked again what was said of traces that are long taken; it reaches their generations, and once")
  func judgedLater() async throws {
    let stub = try TrackingStub([:])
    func show(_ old: [JSONValue], _ young: [JSONValue] = []) throws {
      try stub.show([
        "experiments": [["experiment_id": "1", "name": "letters"]], "page": 1,
        "traces": [
          Self.trace("tr-old", at: "2026-11-20T17:00:00Z", old),
          Self.trace("tr-young", at: "2026-11-21T17:00:00Z", young),
        ],
      ])
    }
    func scores(_ event: String = "tr-old/53f40a8d947d9520") throws -> [String] {
      try office.superuser.run(
        """
        select concat_ws(' ', s.name, s.value, s.judge, s.standing) from countersign.score s
        join countersign_private.generation g on g.id = s.generation where g.event_id = $1 order by s.ordinal
        """, event
      ).compactMap { $0[0] }
    }
    let first = Self.said("0.5", at: "2026-11-21T17:00:00Z")
    try show([first])
    #expect(try await look(stub).problem == nil)
    #expect(try scores() == ["polite 0.5 ann counts"])
    // A day before the cursor, and in the hour that is read anyway.
    let gpt = Self.said("1", at: "2026-11-21T18:00:00Z", by: "gpt")
    try show([first, gpt], [gpt])
    let second = try await look(stub)
    #expect(second.problem == nil && second.counts.added == 2 && second.counts.refused == 0)
    #expect(try scores() == ["polite 0.5 ann counts", "polite 1 gpt counts"])
    #expect(try scores("tr-young/53f40a8d947d9520") == ["polite 1 gpt counts"])
    #expect(stub.requests("traces/search").contains { $0.contains("DESC") })
    let before = try written()
    #expect(try await look(stub).words.isEmpty)
    #expect(try written() == before)
    // One is changed, another taken back.
    let changed = Self.said("0.75", at: "2026-11-21T19:00:00Z")
    try show([changed, Self.said("1", at: "2026-11-21T18:00:00Z", by: "gpt", valid: false)], [])
    let third = try await look(stub)
    #expect(third.counts.added == 1 && third.counts.changed == 2)
    #expect(try scores() == ["polite 0.5 ann replaced", "polite 1 gpt withdrawn", "polite 0.75 ann counts"])
    #expect(try scores("tr-young/53f40a8d947d9520") == ["polite 1 gpt deleted"])
    #expect(try office.superuser.value("select count(*) from countersign_private.generation") == "2")
    let full = try await look(stub, full: true)
    #expect(full.problem == nil && full.counts.added == 0 && full.counts.changed == 0)
  }

  @Test("what is said of a trace that could not be taken lies in quarantine")
  func judgedInVain() async throws {
    let at = "2026-11-21T17:00:00Z"
    let stub = try TrackingStub([:])
    func show(_ said: [JSONValue]) throws {
      try stub.show([
        "experiments": [["experiment_id": "1", "name": "letters"]], "traces": [Self.trace("tr-1", at: at, said)],
      ])
    }
    try show([])
    #expect(try await look(stub).counts.added == 1)
    // As if its line had been refused.
    try office.superuser.run(
      """
      begin; alter table countersign_private.generation disable trigger user; alter table countersign_private.generation_2026_11 disable trigger user;
      update countersign_private.generation set event_key = 0; commit
      """)
    try show([Self.said("1", at: at)])
    let report = try await look(stub)
    #expect(report.problem == nil && report.counts.refused == 1 && report.counts.added == 0)
    #expect(
      try office.superuser.run("select code from countersign_private.quarantine") == [["score.no-generation"]])
    #expect(try await look(stub).counts.refused == 0)
    // Its line was taken after all: what is said of it follows when everything is compared.
    try office.superuser.run(
      """
      begin; update countersign_private.generation set event_key = ('x' || encode(substr(sha256(convert_to(producer, 'UTF8') || '\\x00'::bytea
        || convert_to(event_id, 'UTF8')), 1, 8), 'hex'))::bit(64)::bigint; commit
      """)
    #expect(try await look(stub, full: true).counts.added == 1)
    #expect(
      try office.superuser.value(
        "select value from countersign_private.late_score l join countersign_private.score using (generation, ordinal)")
        == "1")
  }

  @Test("the course of a figure is a fact, and so is what it becomes after its version was registered")
  func histories() async throws {
    let id = "0fbe7e10ef7f4331802e88c69b0d52c7"
    func step(_ number: Int, _ value: String) -> JSONValue {
      [
        "key": "loss", "value": .number(value), "step": .number("\(number)"),
        "timestamp": .number("\(1_795_280_000_000 + number)"),
      ]
    }
    func shows(_ losses: [String]) -> JSONValue {
      let steps = losses.enumerated().map { step($0, $1) }
      let once: JSONValue = ["key": "f1", "value": .number("0.5"), "step": 0, "timestamp": 1_795_280_000_000]
      return [
        "experiments": [["experiment_id": "1", "name": "e"]], "models": [Self.model],
        "versions": [Self.version("1", run: id)], "page": 2,
        "runs": [
          [
            "info": [
              "run_id": .string(id), "status": "FINISHED", "experiment_id": "1", "start_time": 1_795_280_000_000,
              "end_time": 1_795_280_000_500,
            ],
            "data": ["metrics": .array([once] + steps.suffix(1))], "history": .array([once] + steps),
          ]
        ],
      ]
    }
    func courses() throws -> [[String?]] {
      try office.superuser.run(
        """
        select what, key, subject, "is" ->> 'steps', "is" #>> '{lowest,2}', "is" #>> '{last,2}'
        from countersign_private.sync_fact where kind = 'history' order by id
        """)
    }
    let stub = try TrackingStub(shows(["0.75", "0.25", "0.5"]))
    #expect(try await look(stub).problem == nil)
    let first = ["seen", "triage@1/loss", "triage@1", "3", "0.25", "0.5"]
    #expect(try courses() == [first], "a figure that was measured once has none")
    let before = try written()
    try await look(stub)
    try await look(stub, full: true)
    #expect(try written() == before)
    try stub.show(shows(["0.75", "0.25", "0.5", "0.125"]))
    #expect(try await look(stub).problem == nil)
    #expect(try courses() == [first, ["altered", "triage@1/loss", "triage@1", "4", "0.125", "0.125"]])
    let shown = try await desk.version(try VersionName("triage@1")).evaluations
    #expect(shown.map(\.metric) == ["loss", "loss", "f1"] || shown.map(\.metric) == ["loss", "f1", "loss"])
    #expect(
      Set(shown.map(\.course)) == [nil, FigureCourse(steps: 4, lowest: 0.125, highest: 0.75)], "beside the figure")
  }

  private struct Roads: SourceRoads {
    func trackingServer(at address: String) -> any TrackingServer { TrackingClient(address, access: []) }
    func repository(at address: String, references: [String]) throws(Problem) -> any SourceRepository {
      try GitRepository(address, references: references)
    }
  }

  @Test("is looked at by a daemon when it is due, and left to another by one that has no way there")
  func scheduled() async throws {
    let stub = try TrackingStub(["models": [Self.model], "versions": [Self.version("1")]])
    _ = try await desk.addSyncSource(
      "registry", .mlflow, at: stub.url, team: "claims", reason: "the team's registry", channel: .command)
    let ada = try office.hire("ada", "admin")
    func run(_ roads: Roads?) async throws -> [JobReport] {
      var reports: [JobReport] = []
      while let report = try await desk.runDueJob(holder: "here", roads: roads) { reports.append(report) }
      return reports.filter { $0.job == "sync-sources" }
    }
    #expect(try await run(Roads()).map(\.outcome) == ["nothing"], "nobody said how often")
    try ada.run("select countersign.set_sync_rule('registry', '1 minute', null, null, 'every minute')")
    try office.superuser.run(
      "update countersign_private.schedule_job set due = '-infinity' where name = 'sync-sources'")
    #expect(try await run(nil).isEmpty)
    #expect(try await run(Roads()).map { "\($0.outcome) \($0.detail)" } == ["done registry: 1 new"])
    try office.superuser.run(
      "update countersign_private.schedule_job set due = '-infinity' where name = 'sync-sources'")
    #expect(try await run(Roads()).map(\.outcome) == ["nothing"], "it was looked at just now")
    #expect(try office.superuser.value("select count(*) from countersign_private.sync_run") == "1")
  }
}
