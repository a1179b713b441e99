import Governance

@testable import Console

extension IncidentRow {
  static func fixture(_ id: Int64, serious: Bool = true, isOpen: Bool = true, due: Int? = 3005) -> IncidentRow {
    IncidentRow(
      id: id, title: serious ? "A note named origin as a ground" : "A reply quoted another policy",
      traits: serious ? ["fundamental_rights", "personal_data"] : ["personal_data"], serious: serious, isOpen: isOpen,
      awareAt: .minutes(-1330), openedBy: "noor.haddad", recordedAt: .minutes(-1295), nextDue: due.map { .minutes($0) },
      affected: serious ? 1 : nil, ticket: nil)
  }

  static let register: [IncidentRow] = [
    .fixture(7), .fixture(6, serious: false, due: -40), .fixture(2, serious: false, isOpen: false, due: nil),
  ]
}

extension IncidentDetail {
  static func fixture(_ id: Int64, stage: String? = nil) -> IncidentDetail {
    let row = IncidentRow.register.first { $0.id == id } ?? .fixture(id)
    return IncidentDetail(
      row: row, description: "The note lists the place of birth among points that speak for fraud.", happenedAt: nil,
      zone: "Europe/Berlin",
      clocks: [
        IncidentClock(
          duty: "gdpr-33", title: "Personal data breach: tell the supervisory authority",
          source: "Regulation (EU) 2016/679, Art. 33(1)", lawVersion: "2016-05-04", due: row.nextDue ?? .pinned,
          ends: (row.nextDue ?? .pinned).advanced(bySeconds: 3600), answeredAt: stage.map { _ in .minutes(-10) },
          stage: stage)
      ],
      acts: [
        IncidentAct(
          act: "open", traits: row.traits, duty: nil, stage: nil, person: row.openedBy, reason: "Seen in review.",
          effectiveAt: row.awareAt, recordedAt: row.recordedAt),
        IncidentAct(
          act: "note", traits: [], duty: nil, stage: nil, person: "viktor.hale", reason: "The payment is released.",
          effectiveAt: .minutes(-1082), recordedAt: .minutes(-1082)),
      ],
      links: [
        IncidentLink(
          kind: "version", subject: "fraud-notes@7", digest: String(repeating: "1f3a9c02", count: 8))
      ])
  }
}

extension RequestStanding {
  static let two: [RequestStanding] = [
    RequestStanding(
      row: RequestRow(
        id: 4, kind: .authority, askedBy: "Market Surveillance", what: "logs of \u{1B}[2J kyc-summary",
        scope: "kyc-summary", receivedAt: .minutes(-9_000), source: "as who asks has said", due: .minutes(-30),
        ends: .minutes(-30), zone: "Europe/Berlin", openedBy: "noor.haddad", recordedAt: .minutes(-8_990),
        state: "open", answeredAt: nil, handed: 0), acts: []),
    RequestStanding(
      row: RequestRow(
        id: 3, kind: .data_subject, askedBy: "a person", what: "", scope: "", receivedAt: .minutes(-20_000),
        source: "Regulation (EU) 2016/679, Art. 12(3)", due: .minutes(23_000), ends: .minutes(23_600),
        zone: "Europe/Berlin", openedBy: "noor.haddad", recordedAt: .minutes(-19_000), state: "open", answeredAt: nil,
        handed: 1),
      acts: [
        RequestAct(
          act: "hand_out", due: nil, pack: nil, handed: "answer.zip", digest: String(repeating: "5a5a0c0c", count: 8),
          person: "ruth", reason: "sent", effectiveAt: .minutes(-300), recordedAt: .minutes(-300))
      ]),
  ]
}

extension QuarterRow {
  static func fixture(_ quarter: String, _ state: State, isOver: Bool = true) -> QuarterRow {
    let frozen = state == .frozen
    return QuarterRow(
      quarter: quarter, starts: .minutes(-200_000), ends: .minutes(isOver ? -70_000 : 60_000), isOver: isOver,
      snapshot: state == .none ? nil : 4, state: state, askedBy: state == .asked || frozen ? "ruth" : nil,
      frozenBy: frozen ? "claire" : nil, frozenAt: frozen ? .minutes(-60_000) : nil, facts: frozen ? 810 : nil,
      digest: frozen ? String(repeating: "ab12cd34", count: 8) : nil, corrects: nil, packs: frozen ? 2 : 0,
      zone: "Europe/Berlin")
  }
  static let three: [QuarterRow] = [
    .fixture("2026Q4", .none, isOver: false), .fixture("2026Q3", .asked), .fixture("2026Q2", .frozen),
  ]
}

extension QuarterStanding {
  static func fixture(_ quarter: String) -> QuarterStanding {
    let row = QuarterRow.three.first { $0.quarter == quarter } ?? .fixture(quarter, .open)
    return QuarterStanding(
      row: row,
      gaps: [
        QuarterGap(
          stops: !row.isOver, owner: nil, scope: "", what: "The quarter is not over.",
          remedy: "Freeze it after its end."),
        QuarterGap(
          stops: false, owner: "priya.n", scope: "kyc-summary", what: "limitations was asked for and not answered.",
          remedy: "Answer it: countersign fact set.", key: "limitations", askedAt: .minutes(-20_000),
          due: .minutes(4_000)),
        QuarterGap(
          stops: false, owner: "tomas.reyes", scope: "claims-triage",
          what: "out_of_scope is one person's word: nobody has confirmed it.",
          remedy: "Confirm it: countersign fact confirm.", key: "out_of_scope", askedAt: .minutes(-20_000),
          due: .minutes(-3_000), answeredAt: .minutes(-9_000)),
      ].filter { $0.stops || $0.owner != nil },
      kinds: [
        Kind(name: "approval", facts: 174, late: 1, carried: 59),
        Kind(name: "version", facts: 81, late: 0, carried: 30),
      ],
      packs: row.state == .frozen
        ? [
          PackRow(
            id: 3, snapshot: 4, scope: "", digest: String(repeating: "0f1e2d3c", count: 8), bytes: 812_334,
            signer: "sha256:" + String(repeating: "77", count: 32), issuedBy: "ruth", at: .minutes(-50_000),
            clearance: "yellow", recipient: "A. Auditor")
        ] : [])
  }
}

extension QuarterChange {
  static let three: [QuarterChange] = [
    QuarterChange(
      change: .added, scope: "kyc-summary", kind: "version", subject: "kyc-summary@22", before: nil,
      after: #"{"label":"22"}"#),
    QuarterChange(
      change: .removed, scope: "", kind: "right", subject: "eve/reviewer/7", before: #"{"person":"eve"}"#, after: nil),
    QuarterChange(
      change: .changed, scope: "kyc-summary", kind: "artifact", subject: "kyc-summary",
      before: #"{"owner":"priya.n","recorded_at":"2026-05-01T00:00:00Z"}"#,
      after: #"{"owner":"tomas.reyes","recorded_at":"2026-08-01T00:00:00Z"}"#),
  ]
}

extension FactRow {
  static func fixture(_ artifact: String, _ key: String) -> FactRow {
    FactRow(
      id: 5, artifact: artifact, kind: .model, team: "claims", key: key, state: .answered, owner: "tomas.reyes",
      due: .minutes(-3_000), askedBy: "ruth", question: "for the quarter's pack",
      answer: FactAnswer(
        id: 9, key: key, value: "Never for decisions about single claims.", givenFor: "v14", by: "tomas.reyes",
        reason: "as in the use case", at: .minutes(-9_000), confirmedBy: nil, confirmedAt: nil),
      cause: "", since: .minutes(-9_000))
  }
}

/// A pack that is made in two steps.
struct FakePack: PackWork {
  let done = Tally()
  func step() async throws(Problem) -> (done: Int, total: Int, ending: String?) {
    let now = done.add(405)
    return (min(now, 810), 810, now >= 810 ? "Pack 4 went to /tmp/q2.tar.gz." : nil)
  }
  func abandon() {}
}
