import Governance
import Operations
import Terminal
import Testing

@testable import Console

/// Texts that would command a terminal, hide, or push a border aside.
private let hostile = [
  "\u{1B}[2J\u{1B}]0;owned\u{7}", "\u{9B}31m", "a\u{202E}gnp.exe", "zero\u{200B}width\u{FEFF}", "👩‍👩‍👧‍👦👍🏽🇩🇪",
  "e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}",
  "両替所の中", "line\r\nend\ttab", "\u{0}\u{8}\u{7F}", "क्षि நி ยิ้ม", "\u{E0041}\u{E0042}",
  String(repeating: "long ", count: 400), "\u{FFFE}\u{1FAE8}",
  "\u{301}first", "",
]

@Suite("Hostile text")
struct HostileTextTests {
  private static func poison(_ text: String) -> [@Sendable (inout Script) -> Void] {
    var row = ReviewRow.fixture(1)
    (row.model, row.reasons, row.claimedBy, row.generation) = (text, [text, text], [text], text)
    var generation = Generation.letter
    generation.turns = [
      Turn(role: text, parts: [.text(text), .media(kind: text, type: text, address: text, digest: text)]),
      Turn(role: text, parts: [.toolCall(name: text, arguments: text), .toolResult(text)]),
      Turn(role: "assistant", parts: [.text(text)], isResponse: true),
    ]
    (generation.model, generation.modelVersion, generation.prompt, generation.eventID) = (text, text, text, text)
    generation.marks = [text]
    generation.flags = [
      Flag(
        source: text, category: text, verdict: .flagged, score: .nan, side: "output",
        spans: [Flag.Span(start: -4, end: 9999, label: text), Flag.Span(start: 3, end: 1, label: text)])
    ]
    generation.scores = [Score(name: text, value: .infinity, judge: text)]
    generation.retrievals = [Retrieval(rank: -1, index: text, dataset: text, rowKey: text)]
    var detail = ReviewDetail(
      row: row, claim: .fixture(1), generation: generation,
      verdicts: [Verdict(reviewer: text, decision: .block, reason: text, at: .pinned)], rule: text)
    detail.row.id = 1
    var promotion = PromotionRow.fixture()
    (promotion.artifact, promotion.label, promotion.environment, promotion.requestedBy) = (text, text, text, text)
    let version = VersionDetail(
      row: VersionRow(
        artifact: text, label: text, digest: text, author: text, message: text, parent: text, effectiveAt: .pinned,
        recordedAt: .pinned, serving: [text]), kind: .prompt, body: text,
      dependsOn: [Dependency(artifact: text, label: text, kind: .model, role: text)], evaluations: [])
    let signing = PromotionDetail(
      row: promotion, reason: text,
      requirements: [
        Requirement(id: text, title: text, state: .unmet, value: text, limit: text, evidence: text, remedy: text)
      ],
      signatures: [Signature(person: text, approves: true, reason: text, channel: text, at: .pinned)],
      candidate: version, current: .old,
      reaches: version.dependsOn, callsPerWeek: .exactly(1), refusal: text)
    var shelf = ArtifactRow.fixture(text)
    (shelf.team, shelf.owner, shelf.purpose, shelf.production) = (text, text, text, text)
    let artifact = ArtifactDetail(
      row: shelf, versions: [version.row],
      pointerMoves: [
        PointerMove(
          environment: text, colour: text, label: text, weight: 3, by: text, reason: text, effectiveAt: .pinned,
          recordedAt: .pinned)
      ],
      evaluations: [
        Evaluation(
          label: text, suite: text, metric: text, value: .nan, limit: 1, atLeast: true, n: nil, suppliedBy: text,
          at: .pinned)
      ], usedBy: version.dependsOn)
    var summary = OfficeSummary.busy
    summary.observed = [.fixture(text, text, .unapproved, calls: 1)]
    summary.stops = [.fixture(1, text)]
    summary.escalated = [.fixture(1, text)]
    summary.promotions = [promotion]
    var sources = SourceSummary.three
    (sources.sources[0].producer, sources.sources[0].team, sources.sources[0].lastRefusal) = (text, text, text)
    sources.sources[0].scopes = [text]
    sources.completeness = [Completeness(producer: text, service: text, day: text, counted: 2, stored: 1)]
    sources.flags = [WaitingFlags(producer: text, reports: 1, since: .pinned)]
    sources.spools[0].spool = text
    var job = ScheduledJob.three[0]
    (job.name, job.title, job.holder, job.lastDetail, job.lastOutcome) = (text, text, text, text, text)
    var refused = QuarantineRow.refused[0]
    (refused.origin, refused.reason, refused.code, refused.format) = (text, text, text, text)
    let page = PageRequest.first
    let name = VersionName(artifact: text, selector: .label(text))
    return [
      { [summary] script in script.receives(OfficeScreen.Message.answered(.success(summary)), on: .office) },
      { [row] script in script.receives(ReviewScreen.Message.listed(.success(Page(rows: [row])), page), on: .review) },
      { [detail] script in
        script.presses(.character("2"), .enter)
        script.receives(ReviewScreen.Message.opened(.success(detail), item: 1), on: .review)
        for _ in 0..<5 { script.presses(.character(".")) }
        script.presses(.character("}"), .enter)
        script.waits(milliseconds: 400)
        script.presses(.character("x"))
        script.pastes(text)
        script.presses(.escape)
      },
      { [promotion] script in
        script.presses(.character("3"))
        script.receives(PromotionsScreen.Message.listed(.success(Page(rows: [promotion])), page))
        script.presses(.enter)
        script.receives(PromotionsScreen.Message.detailed(.success(signing), id: 12))
        script.waits(milliseconds: 400)
        script.presses(.character("."), .character("."), .character("x"), .escape)
      },
      { [shelf] script in
        script.presses(.character("4"))
        script.receives(RegistryScreen.Message.listed(.success(Page(rows: [shelf])), page))
        script.presses(.enter)
        script.receives(RegistryScreen.Message.detailed(.success(artifact), name: text))
        script.receives(RegistryScreen.Message.body(.success(version), name))
        for _ in 0..<5 { script.presses(.character(".")) }
        script.presses(.character("/"))
        script.pastes(text)
        script.presses(.escape)
      },
      { [shelf] script in
        script.presses(.character("7"))
        script.receives(AuditScreen.Message.listed(.success(Page(rows: [shelf])), page))
        script.presses(.enter)
        script.receives(
          AuditScreen.Message.card(
            .success([CardPaper(format: "text", fileExtension: "txt", bytes: Array(text.utf8) + [0xFF, 0x1B])]), name))
        script.presses(.character("E"), .escape)
      },
      { [refused] script in
        script.presses(.character(":"))
        script.pastes(text)
        script.presses(.escape)
        script.shell.go(Place(screen: .quarantine))
        script.receives(QuarantineScreen.Message.listed(.success(Page(rows: [refused])), page))
      },
      { [sources, job] script in
        script.shell.go(Place(screen: .dataSources))
        script.receives(DataSourcesScreen.Message.listed(.success(sources), page))
        script.shell.go(Place(screen: .schedule))
        script.receives(ScheduleScreen.Message.listed(.success([job]), page))
        let step = OnboardingStep(
          key: text, title: text, state: .missing, fact: text, at: .pinned, person: text, remedy: text, command: text,
          screen: text)
        script.shell.go(Place(screen: .onboarding, target: .onboarding(team: text)))
        script.receives(OnboardingScreen.Message.listed(.success([step]), page, text))
        script.presses(.enter)
      },
      { script in script.shell.say(Notice(Problem(.badData, text, happened: text, because: text, remedy: text))) },
    ]
  }

  @Test(
    "in every field leaves the borders where they are and reaches no cell as a control", arguments: hostile,
    [(24, 80), (40, 120), (10, 40)])
  fileprivate func harmless(text: String, size: (Int, Int)) {
    var script = Script(
      .office, rows: size.0, columns: size.1,
      officer: Officer(login: text, person: "p", name: text, roles: [text], catalog: text, isDemo: false))
    for step in Self.poison(text) {
      step(&script)
      let picture = script.shell.render()
      #expect(picture.size == Size(rows: size.0, columns: size.1))
      for scalar in picture.text().unicodeScalars where scalar != "\n" {
        let isControl =
          scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || (0x202A...0x202E).contains(scalar.value)
          || scalar.value == 0x200B
        #expect(!isControl, "U+\(String(scalar.value, radix: 16)) stands in a cell")
      }
    }
  }

  @Test("in the keys of rows, forward, back and of one generation, leaves each line its place", arguments: hostile)
  fileprivate func rows(text: String) {
    let row = DataRow(namespace: text, dataset: text, key: text)
    let named = NamedVersion(artifact: text, label: text, isRegistered: false)
    var use = RowUse.fixture(1, row: row)
    (use.parts.service, use.parts.prompt, use.retrieved.dataset, use.retrieved.index) = (text, named, named, named)
    let used = UsedRow(
      row: row, dataset: named, index: named, dataClass: .red, uses: 417, latest: text, latestAt: .pinned)
    let pack = PackAboutRow(quarter: text, scope: text, digest: text, at: .pinned)
    let sheets: [(RowSheet.Subject, RowSheet.Content, String)] = [
      (
        .version(VersionName(artifact: text, selector: .label(text))),
        .behind(UsedRows(version: named, rows: [used], generations: 9, next: nil)), "417"
      ),
      (
        .row(row),
        .reached(
          RowReach(touches: [RowTouch(part: .prompt, version: named, uses: 418)], packs: [pack], uses: 418), [use],
          next: nil), "418"
      ),
      (.generation(text), .sources(GenerationSources(parts: use.parts, rows: [use.retrieved])), "gpt-x"),
    ]
    for (rows, columns) in [(24, 80), (40, 120), (10, 40)] {
      var script = Script(.lineage, rows: rows, columns: columns)
      for (subject, content, seen) in sheets {
        script.receives(LineageScreen.Message.rowsCame(.success(content), subject, after: nil))
        let picture = script.shell.render()
        #expect(picture.size == Size(rows: rows, columns: columns))
        if rows > 10 { #expect(picture.text().contains(seen), "\(subject)") }
        for scalar in picture.text().unicodeScalars where scalar != "\n" {
          let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || scalar.value == 0x202E
          #expect(!isControl, "U+\(String(scalar.value, radix: 16)) stands in a cell")
        }
      }
    }
  }

  @Test("does not move the right border of a pane", arguments: hostile)
  fileprivate func aligned(text: String) {
    var script = Script(.review, rows: 40, columns: 120)
    var row = ReviewRow.fixture(1)
    (row.model, row.reasons, row.claimedBy) = (text, [text], [text])
    script.receives(
      ReviewScreen.Message.listed(
        .success(Page(rows: [row, .fixture(2)])), PageRequest.first))
    let frame = script.shell.render()
    for line in 4..<20 { #expect(frame.role(at: Position(row: line, column: 43)) == .borderFocused) }
  }
}
