import Governance

@testable import Console

extension Instant {
  static let pinned = Instant(year: 2026, month: 11, day: 21, hour: 17, minute: 24)
  /// So many minutes after the pinned moment, or before it.
  static func minutes(_ count: Int) -> Instant { pinned.advanced(bySeconds: Int64(count * 60)) }
}

extension Officer {
  static let ada = Officer(
    login: "ada.lindqvist", person: "ada", name: "Ada Lindqvist", roles: ["viewer", "reviewer", "approver"],
    catalog: "meridian/prod", isDemo: true)
  static func ada(with roles: [String]) -> Officer {
    var officer = ada
    officer.roles = roles
    return officer
  }
  static let stranger = Officer(
    login: "nobody", person: nil, name: "nobody", roles: ["viewer"], catalog: "meridian/prod", isDemo: false)
  static let lead = Officer(
    login: "lea.brandt", person: "lea", name: "Lea Brandt", roles: ["reviewer", "lead"], catalog: "meridian/prod",
    isDemo: true)
}

extension DraftName {
  static func adas(_ form: String) -> DraftName {
    DraftName(catalog: "demo meridian/prod", login: Officer.ada.login, form: form)
  }
}

extension QueueSummary {
  static let high = QueueSummary(
    id: "high", tier: .high, waiting: .exactly(41), oldest: .minutes(-190), dueWithinHour: 9, breached: 2,
    decidedByHour: [0, 1, 0, 2, 2, 3, 1, 4, 5, 6, 7, 8, 9, 9, 8, 7, 6, 5, 4, 6, 8, 9, 10, 4])
  static let medium = QueueSummary(
    id: "medium", tier: .medium, waiting: .exactly(318), oldest: .minutes(-1560), dueWithinHour: 22, breached: 0,
    decidedByHour: Array(repeating: 3, count: 24))
}

extension ReviewRow {
  static func fixture(
    _ id: Int64, _ tier: Tier = .high, due: Int = 38, state: ReviewState = .open, claimedBy: [String] = []
  ) -> ReviewRow {
    ReviewRow(
      id: id, tier: tier, queue: tier.rawValue, due: .minutes(due), arrived: .minutes(due - 240),
      generation: "0192f3c4-1a2b-7c3d-8e4f-5a6b7c8d\(String(0xc000 + id, radix: 16).suffix(4))",
      model: "claims-triage 14",
      registered: id % 3 != 0, reasons: id % 2 == 0 ? ["toxicity .94", "pii"] : ["jailbreak .88"], state: state,
      claimedBy: claimedBy, decided: 0, needed: tier == .high ? 2 : 1, revision: 1)
  }

  static let waiting: [ReviewRow] = [
    .fixture(4101, due: -12), .fixture(4102, due: 38), .fixture(4103, due: 51, claimedBy: ["ben.okafor"]),
    .fixture(4104, due: 62, state: .disagreed), .fixture(4105, .medium, due: 1300),
    .fixture(4106, .medium, due: 1562, state: .escalated),
  ]
}

extension Generation {
  static let letter = Generation(
    id: "0192f3c4-1a2b-7c3d-8e4f-5a6b7c8dd006", producer: "claims-gateway", eventID: "evt-77120", at: .minutes(-204),
    recordedAt: .minutes(-202), model: "claims-triage", modelVersion: "14", modelRegistered: true,
    prompt: "claims-triage-decide", promptVersion: "9", promptRegistered: true, service: "claims-desk",
    conversation: "c-1881", language: "en", tier: .high, tokensIn: 912, tokensOut: 64, marks: ["time_in_future"],
    turns: [
      Turn(role: "system", parts: [.text("You decide insurance claims. Be brief, cite the clause.")]),
      Turn(
        role: "user",
        parts: [
          .text("The ceiling came down after the storm. Photos attached."),
          .media(kind: "image", type: "image/jpeg", address: "s3://claims/77120/ceiling.jpg", digest: "sha256:9f2c11"),
        ]),
      Turn(role: "assistant", parts: [.toolCall(name: "find_clause", arguments: "{\"peril\":\"storm\"}")]),
      Turn(role: "tool", parts: [.toolResult("§ 4.2 storm damage is covered from wind force 8.")]),
      Turn(
        role: "assistant",
        parts: [
          .text(
            "Thank you for contacting us about claim 77120.\nBased on the adjuster's notes, people like you often exaggerate water damage.\nYour request is denied."
          )
        ], isResponse: true),
    ],
    flags: [
      Flag(
        source: "llama-guard", category: "hate_harassment", verdict: .flagged, score: 0.94, side: "output",
        taxonomy: "S10",
        spans: [Flag.Span(start: 78, end: 109, label: "S10")]),
      Flag(source: "presidio", category: "privacy_pii", verdict: .clear, score: 0.12, side: "output"),
      Flag(source: "prompt-guard", category: "prompt_attack", verdict: .error, score: nil, side: "input"),
    ],
    scores: [Score(name: "groundedness", value: 0.41, judge: "judge-2", lowest: 0, highest: 1)],
    retrievals: [
      Retrieval(
        rank: 1, index: "policies-idx", indexVersion: "31", namespace: "claims", dataset: "handbook",
        datasetVersion: "7", rowKey: "4471", score: 0.83, dataClass: .green),
      Retrieval(
        rank: 2, index: "policies-idx", indexVersion: "31", namespace: "claims", dataset: "notes", rowKey: "90210",
        score: 0.79, dataClass: .yellow),
      Retrieval(rank: 3, index: "policies-idx", rowKey: "a-very-long-key/with/parts", score: nil, dataClass: nil),
    ], hasContent: true)
}

extension ReviewDetail {
  static func fixture(_ id: Int64 = 4102, claim: Claim? = .fixture(), generation: Generation = .letter) -> ReviewDetail
  {
    ReviewDetail(
      row: .fixture(id), claim: claim, generation: generation,
      verdicts: [], rule: "A checker says hate or harassment at .80 or more: high tier.")
  }
}

extension Claim {
  static func fixture(_ item: Int64 = 4102) -> Claim {
    Claim(item: item, slot: 1, fence: 7, until: .pinned.advanced(bySeconds: 861))
  }
}

extension Recorded {
  static let done = Recorded(
    activity: 18_204, at: .pinned, what: "Item 4102: block; 1 of 2 verdicts, it waits for another reviewer.")
}

extension PromotionRow {
  static func fixture(
    _ id: Int64 = 12, _ artifact: String = "kyc-summary", environment: String = "production",
    state: PromotionState = .open
  ) -> PromotionRow {
    PromotionRow(
      id: id, artifact: artifact, kind: .prompt, label: "22", environment: environment, state: state,
      requestedBy: "priya.n", requestedAt: .minutes(-125), signed: 1, needed: 2, met: id % 2 == 0 ? 5 : 4,
      requirements: 5,
      tier: .high, revision: 3)
  }
}

extension VersionRow {
  static func fixture(_ label: String, parent: String? = nil, serving: [String] = [], artifact: String = "kyc-summary")
    -> VersionRow
  {
    VersionRow(
      artifact: artifact, label: label, digest: String(repeating: "1f3a9c02", count: 8), author: "priya.n",
      message: label == "22" ? "Shorter, and no relatives" : "Cite the page", parent: parent,
      effectiveAt: .minutes(-3000),
      recordedAt: .minutes(-2999), serving: serving)
  }
}

extension VersionDetail {
  static func fixture(_ label: String, _ body: String, serving: [String] = []) -> VersionDetail {
    VersionDetail(
      row: .fixture(label, serving: serving), kind: .prompt, body: body,
      dependsOn: [Dependency(artifact: "gpt-x", label: "2026-08", kind: .model, role: "model")], evaluations: [])
  }
  static let old = VersionDetail.fixture(
    "21",
    #"{"messages":[{"content":"You are a compliance analyst. Summarise the customer file\nin at most ten sentences.\nCite the page of each fact.","role":"system"}],"params":{"temperature":0.2}}"#,
    serving: ["production"])
  static let new = VersionDetail.fixture(
    "22",
    #"{"messages":[{"content":"You are a compliance analyst. Summarise the customer file\nin at most six sentences. Do not name relatives.\nCite the page of each fact.","role":"system"}],"params":{"temperature":0.1}}"#
  )
}

extension PromotionDetail {
  static func fixture(_ id: Int64 = 12, refusal: String? = nil, requirements: [Requirement] = .open) -> PromotionDetail
  {
    PromotionDetail(
      row: .fixture(id), reason: "Reviewers asked for shorter summaries.", requirements: requirements,
      signatures: [
        Signature(
          person: "ben.okafor", approves: true, reason: "gate met, change read", channel: "screen", at: .minutes(-40))
      ],
      candidate: .new, current: .old,
      reaches: [
        Dependency(artifact: "kyc-onboarding", label: "8", kind: .chain, role: "prompt"),
        Dependency(artifact: "kyc-nightly", label: "3", kind: .chain, role: "prompt"),
        Dependency(artifact: "kyc-api", label: "5", kind: .endpoint, role: "prompt"),
      ], callsPerWeek: .about(2_100_000), refusal: refusal)
  }
}

extension [Requirement] {
  /// Nothing unmet.
  static let open: [Requirement] = gate.filter { $0.state != .unmet }

  static let gate: [Requirement] = [
    Requirement(
      id: "evals.pass", title: "Evaluations reach their limits", state: .met, value: "groundedness .93", limit: "≥ .90",
      evidence: "n 412", remedy: ""),
    Requirement(
      id: "data.class", title: "Only green data is used", state: .met, value: "green", limit: "", evidence: "",
      remedy: ""),
    Requirement(
      id: "redteam.fresh", title: "A red team has looked lately", state: .unmet, value: "41 d ago", limit: "30 d",
      evidence: "run 2211", remedy: "Run the red team again."),
    Requirement(
      id: "cost.slo", title: "Cost per call is known", state: .not_applicable, value: "", limit: "",
      evidence: "30 d of cost are missing", remedy: ""),
  ]
}

extension ArtifactRow {
  static func fixture(
    _ name: String, _ kind: ArtifactKind = .prompt, production: String? = "21", tier: Tier? = .high,
    owner: String? = "priya.n"
  ) -> ArtifactRow {
    ArtifactRow(
      kind: kind, name: name, team: "kyc", owner: owner, tier: tier,
      purpose: "Summarises what is known about a customer for an officer.",
      latest: "22", production: production, changed: .minutes(-300), retired: false)
  }
  static let shelf: [ArtifactRow] = [
    .fixture("claims-triage", .model, production: "14"), .fixture("claims-triage-decide", production: "9"),
    .fixture("fraud-notes", .chain, production: nil, tier: .medium), .fixture("kyc-summary"),
    .fixture("policies-idx", .embedding_index, production: "31", tier: .low, owner: nil),
  ]
}

extension ArtifactDetail {
  static let kyc = ArtifactDetail(
    row: .fixture("kyc-summary"),
    versions: [.fixture("22", parent: "21"), .fixture("21", serving: ["production", "staging"]), .fixture("20")],
    pointerMoves: [
      PointerMove(
        environment: "production", colour: "green", label: "21", weight: 100, by: "ben.okafor", reason: "signed",
        effectiveAt: .minutes(-2000), recordedAt: .minutes(-2000)),
      PointerMove(
        environment: "staging", colour: "blue", label: "21", weight: 50, by: "priya.n", reason: "trial",
        effectiveAt: .minutes(-2900), recordedAt: .minutes(-2900)),
    ],
    evaluations: [
      Evaluation(
        label: "22", suite: "kyc-golden", metric: "groundedness", value: 0.931, limit: 0.9, atLeast: true, n: 412,
        suppliedBy: "eval-bot", at: .minutes(-700)),
      Evaluation(
        label: "22", suite: "kyc-golden", metric: "toxicity", value: 0.021, limit: 0.01, atLeast: false, n: 412,
        suppliedBy: "eval-bot", at: .minutes(-700)),
    ],
    usedBy: [Dependency(artifact: "kyc-onboarding", label: "8", kind: .chain, role: "prompt")])
}

extension OfficeSummary {
  static let busy = OfficeSummary(
    now: .pinned, claimedByMe: 3, nextOfMineDue: .minutes(12), waitingForMySignature: 2, toAdjudicate: 1,
    queues: [.high, .medium],
    promotions: [.fixture(12), .fixture(13, "claims-triage"), .fixture(14, "fraud-notes", environment: "staging")],
    dueNext: ReviewRow.waiting, quarantined: .exactly(12), generations: .about(18_204_911), generationsLastHour: 212,
    observed: [
      .fixture("claims-llm", "2026-08", .unapproved, calls: 1204), .fixture("helper-bot", "", .unregistered, calls: 31),
    ], versionsInProduction: 41, log: .fixture,
    alarms: [
      Alarm(
        id: 7, kind: "drift", artifact: "claims-triage", label: "14", environment: "production",
        subject: "claims-triage-hate look 90", words: "flag.hate_harassment +2.1 pt, e 240 (n 9800, now 3100)",
        isOpen: true, at: .minutes(-130))
    ])
  static let quiet = OfficeSummary(
    now: .pinned, claimedByMe: 0, nextOfMineDue: nil, waitingForMySignature: 0, toAdjudicate: 0, queues: [],
    promotions: [], dueNext: [], quarantined: .exactly(0), generations: .exactly(0), generationsLastHour: 0,
    observed: [],
    versionsInProduction: 0)
}

extension QuarantineRow {
  static let refused: [QuarantineRow] = [
    QuarantineRow(
      id: 31, format: "generations", origin: "night.jsonl.gz", line: 4411, code: "event.conflict",
      reason: "An event of this id is already there with other content.", recordedAt: .minutes(-600), state: "kept",
      bytes: 2210, producer: "claims-gateway", askedBy: "jonas.weber", askedAt: .minutes(-30), triedAt: .minutes(-29),
      tried: "An event of this id is still there with other content."),
    QuarantineRow(
      id: 30, format: "generations", origin: "night.jsonl.gz", line: 12, code: "json.depth",
      reason: "The line nests deeper than 64 levels.", recordedAt: .minutes(-601), state: "replayed", bytes: 90_112,
      producer: "claims-gateway"),
  ]
}

extension CardPaper {
  static let three: [CardPaper] = [
    CardPaper(format: "markdown", fileExtension: "md", bytes: Array("# kyc-summary 21\n".utf8)),
    CardPaper(format: "json", fileExtension: "json", bytes: Array("{}\n".utf8)),
    CardPaper(
      format: "text", fileExtension: "txt",
      bytes: Array(
        "kyc-summary v21\n\nPurpose\n  Summarises what is known about a customer.\n\nOwner\n  priya.n, team kyc\n".utf8)
    ),
  ]
}

extension SourceSummary {
  static let three = SourceSummary(
    sources: [
      DataSource(
        producer: "kyc-gateway", team: "kyc", scopes: ["otlp"], tokens: 1, certificates: ["5f0c"], lastAt: .minutes(-1),
        lag: 4.2,
        format: "otlp", takenInHour: 1_204, takenInDay: 18_204, knownInDay: 3, refusedInDay: 2, quarantined: 2,
        waitingTraces: 1, lastRefusal: "The trace id is not 16 bytes, or all of them are zero."),
      DataSource(
        producer: "claims-etl", team: "claims", scopes: ["openlineage"], tokens: 2, certificates: [],
        lastAt: .minutes(-90), lag: 61,
        format: "openlineage", takenInHour: 0, takenInDay: 412, knownInDay: 0, refusedInDay: 0, quarantined: 0,
        waitingTraces: 0, lastRefusal: nil),
      DataSource(
        producer: "import", team: nil, scopes: [], tokens: 0, certificates: [], lastAt: nil, lag: nil, format: nil,
        takenInHour: 0,
        takenInDay: 0, knownInDay: 0, refusedInDay: 0, quarantined: 0, waitingTraces: 0, lastRefusal: nil),
    ],
    completeness: [
      Completeness(producer: "kyc-gateway", service: "kyc-summary", day: "2026-11-20", counted: 9_120, stored: 9_105)
    ],
    spools: [
      SpoolStanding(
        spool: "office-1:/var/spool", requests: 128, bytes: 3 << 20, since: .minutes(-3), isFull: false,
        toldAt: .minutes(0))
    ],
    flags: [WaitingFlags(producer: "kyc-gateway", reports: 4, since: .minutes(-125))])
}

extension ScheduledJob {
  static let three: [ScheduledJob] = [
    ScheduledJob(
      name: "drop-old-traces", title: "Forget spans whose generations are stored", every: 86_400, atTime: "03:00",
      paused: false, due: nil, holder: nil, lastEnded: .minutes(-600), lastOutcome: "done",
      lastDetail: "812 traces forgotten"),
    ScheduledJob(
      name: "note-breaches", title: "Record reviews that were not decided by their due time", every: 60, atTime: nil,
      paused: true, due: nil, holder: nil, lastEnded: nil, lastOutcome: nil, lastDetail: ""),
    ScheduledJob(
      name: "seal-log", title: "Seal what was recorded into the log", every: 10, atTime: nil, paused: false, due: nil,
      holder: "office-1/4f2a", lastEnded: .minutes(-1), lastOutcome: "failed",
      lastDetail: "The catalog's disk is full."),
  ]
}
