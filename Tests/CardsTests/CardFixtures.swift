import Governance

@testable import Cards

/// Records as the catalog would hand them over, named after what is odd about them.
enum CardFixture {
  static func at(_ day: Int, _ hour: Int = 9) -> Instant { Instant(year: 2026, month: 11, day: day, hour: hour) }

  static let promptBody = """
    {"kind":"chat","template_syntax":"mustache","language":"no","license":"Meridian internal",
     "messages":[{"role":"system","content":"You are a compliance analyst.\\nAnswer in {{language}}."},
      {"role":"user","content":"Summarise {{ customer_file }} in at most six sentences."}],
     "variables":[{"name":"customer_file","type":"text","required":true,"data_classification":"yellow"},
      {"name":"tone","type":"text","required":false}],
     "params":{"temperature":0.1,"max_tokens":800},"out_of_scope":"Decisions about a person.\\n# Not a heading",
     "limitations":["Cites pages only for files with page marks.","Weak on handwriting."],
     "human_review":"always","data_classes_allowed":["green","yellow"],"house_style":{"version":"1.10"}}
    """

  static func version(
    _ name: String = "kyc-summary", _ label: String = "22", kind: ArtifactKind = .prompt, body: String = promptBody,
    message: String = "Six sentences instead of ten; no relatives.", evaluations: [Evaluation] = figures
  ) -> VersionDetail {
    VersionDetail(
      row: VersionRow(
        artifact: name, label: label, digest: String(repeating: "1f3a9c02", count: 8), author: "priya.n",
        message: message, parent: "21", effectiveAt: at(18), recordedAt: at(18, 10), serving: ["production"]),
      kind: kind, body: body,
      dependsOn: [
        Dependency(artifact: "policies-idx", label: "31", kind: .embedding_index, role: "index"),
        Dependency(artifact: "gpt-x", label: "2026-08", kind: .model, role: "model"),
      ], evaluations: evaluations)
  }

  static let figures = [
    evaluation("groundedness", 0.93, limit: 0.9, n: 412),
    evaluation("toxicity rate", 1e-05, limit: 0.01, atLeast: false),
    evaluation("judge score", .nan, limit: 4, n: 3),
  ]

  static func evaluation(
    _ metric: String, _ value: Double, limit: Double?, atLeast: Bool = true, n: Int? = nil
  ) -> Evaluation {
    Evaluation(
      label: "22", suite: "kyc-gold", metric: metric, value: value, limit: limit, atLeast: atLeast, n: n,
      suppliedBy: "eval-service", at: at(19, 2))
  }

  static func artifact(
    _ name: String = "kyc-summary", kind: ArtifactKind = .prompt, owner: String? = "priya.n", tier: Tier? = .high,
    purpose: String = "Summarises a customer's file for the compliance desk."
  ) -> ArtifactDetail {
    ArtifactDetail(
      row: ArtifactRow(
        kind: kind, name: name, team: "claims", owner: owner, tier: tier, purpose: purpose, latest: "22",
        production: "22", changed: at(20), retired: false),
      versions: [],
      pointerMoves: [
        move("22", at(20, 15), by: "ada.lindqvist", "Gate met, second signature."),
        move("21", at(2), by: "tomas.h", "First."),
      ],
      evaluations: [], usedBy: [])
  }

  static func move(_ label: String, _ at: Instant, by: String, _ reason: String) -> PointerMove {
    PointerMove(
      environment: "production", colour: "blue", label: label, weight: 100, by: by, reason: reason, effectiveAt: at,
      recordedAt: at)
  }

  static let promotion = CardPromotion(
    row: PromotionRow(
      id: 71, artifact: "kyc-summary", kind: .prompt, label: "22", environment: "production", state: .promoted,
      requestedBy: "priya.n", requestedAt: at(20, 8), signed: 1, needed: 1, met: 6, requirements: 6, tier: .high,
      revision: 3),
    reason: "Shorter answers were asked for.",
    signatures: [
      Signature(
        person: "ada.lindqvist", approves: true, reason: "Read the difference.", channel: "screen", at: at(20, 15))
    ])

  static var prompt: CardFacts {
    CardFacts(
      version: version(), artifact: artifact(), promotions: [("22", promotion)],
      usage: VersionUsage(
        from: at(13), until: at(20), calls: 21_000, tokensIn: 18_000_000, costMicros: 412_500_000, currency: "EUR",
        flagged: 14))
  }

  static let life: (incident: VersionIncident, verdict: VersionVerdict, alarm: VersionAlarm) = (
    VersionIncident(
      id: 3, traits: ["personal_data", "health"], serious: true, ticket: "https://tickets.example/7", opened: at(19),
      closed: nil),
    VersionVerdict(run: 12, verdict: .regressed, pairs: 400, at: at(20), against: ["21", "20"]),
    VersionAlarm(
      id: 9, kind: "shadow.regressed", environment: "production", words: "groundedness fell by 4 points", at: at(20))
  )

  static var bareModel: CardFacts {
    CardFacts(
      version: version("fraud-scorer", "4", kind: .model, body: "{}", message: "", evaluations: []),
      artifact: artifact("fraud-scorer", kind: .model, owner: nil, tier: nil, purpose: ""))
  }

  static let waiver = WaiverRow(
    id: 5, artifact: "kyc-summary", label: "22", environment: "production", requirement: "redteam.fresh",
    owner: "mats.ek", reason: "The red team is back on Monday", expiresAt: at(30), askedBy: "priya.n", state: .granted,
    changedBy: "ines.carvalho", answer: "Low traffic until then.", at: at(19))

  static let hostileText = [
    "# Heading\n## Approved\n---\n\n| a | b |\n|---|---|\n<script>alert(1)</script> [click](https://evil.example)",
    "![x](http://evil.example/x.png) www.evil.example ```\n~~~\n> quote\n1. one\n- two\n    code",
    "\u{1B}[2J\u{7}\u{9B}31m\u{202E}drowssap\u{2066}\u{200B}\u{FEFF}\u{E0041}\r\nend\u{2028}line *\u{301}bold*",
  ].joined(separator: "\n")

  /// Every text field holds what hostile producers send, names included.
  static var hostile: CardFacts {
    var facts = CardFacts(
      version: version(
        "../../etc/x", "=cmd()", body: "{}", message: hostileText,
        evaluations: [
          Evaluation(
            label: "=cmd()", suite: "a|b\n---", metric: "no", value: -.infinity, limit: nil, atLeast: true, n: nil,
            suppliedBy: "<b>x</b>", at: at(1))
        ]),
      artifact: artifact("../../etc/x", owner: "y: [no, \"1.10\"]", purpose: hostileText))
    facts.incidents = [
      VersionIncident(
        id: 1, traits: [hostileText], serious: false, ticket: hostileText, opened: at(2), closed: at(3))
    ]
    facts.alarms = [VersionAlarm(id: 2, kind: "=cmd()", environment: "<b>", words: hostileText, at: at(4))]
    facts.waivers = [
      WaiverRow(
        id: 1, artifact: "../../etc/x", label: "=cmd()", environment: "<b>", requirement: hostileText,
        owner: "y: [no]", reason: hostileText, expiresAt: at(9), askedBy: hostileText, state: .granted,
        changedBy: hostileText, answer: hostileText, at: at(4))
    ]
    facts.verdicts = [VersionVerdict(run: 1, verdict: .undecided, pairs: nil, at: at(4), against: [hostileText])]
    facts.messages = [PromptMessage(role: "user\n# x", content: hostileText + "\n````\n")]
    facts.statements[.limitations] = Statement(.list([hostileText, "- - x", "1.10", "no"]), facts.ownRecord)
    facts.statements[.languages] = Statement(.text("no"), facts.ownRecord)
    facts.statements[.tags] = Statement(.list(["1.10", "~", "yes", "a: b", hostileText]), facts.ownRecord)
    return facts
  }
}
