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

extension QuarterRow {
  static func fixture(_ quarter: String, _ state: State, isOver: Bool = true) -> QuarterRow {
    let frozen = state == .frozen
    return QuarterRow(
      quarter: quarter, starts: .minutes(-200_000), ends: .minutes(isOver ? -70_000 : 60_000), isOver: isOver,
      snapshot: state == .none ? nil : 4, state: state, askedBy: state == .asked || frozen ? "ruth" : nil,
      frozenBy: frozen ? "claire" : nil, frozenAt: frozen ? .minutes(-60_000) : nil, facts: frozen ? 810 : nil,
      digest: frozen ? String(repeating: "ab12cd34", count: 8) : nil, corrects: nil, packs: frozen ? 2 : 0)
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
          remedy: "Answer it: countersign fact set."),
      ].filter { $0.stops || $0.owner != nil },
      kinds: [
        Kind(name: "approval", facts: 174, late: 1, carried: 59),
        Kind(name: "version", facts: 81, late: 0, carried: 30),
      ])
  }
}
