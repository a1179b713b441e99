package import Cards
package import Governance

/// How complete a system's form is, or that none is due.
package struct FormStanding: Sendable, Equatable {
  package var system: String
  package var version: String
  /// Nil when no form is due.
  package var letter: FormLetter?
  /// `ready`, `stale`, `missing`, or `none` when no form is due.
  package var readiness: String
  package var settled: Int
  package var obligatory: Int
  package var reason: String

  init(_ system: SystemFacts, _ sheet: FormSheet?, _ duty: FormDuty) {
    self.system = system.name
    version = system.version
    letter = sheet?.section.letter
    readiness = sheet?.readiness ?? "none"
    settled = sheet?.completeness.settled ?? 0
    obligatory = sheet?.completeness.obligatory ?? 0
    reason = duty.reasons.joined(separator: " ")
  }
}

extension Workbench {
  /// Every form that is due, by system; a system that files none is a row too.
  package func forms(_ law: LawText, after name: String?, limit: Int) async throws(Problem) -> Page<FormStanding> {
    let page = try await artifacts(ArtifactFilter(kind: .system), at: PagePlace(after: name), limit: limit)
    var rows: [FormStanding] = []
    for row in page.rows {
      let system = try await system(row.name)
      let duty = FormDuty(system, law)
      if duty.letters.isEmpty { rows.append(FormStanding(system, nil, duty)) }
      for letter in duty.letters { rows.append(FormStanding(system, try FormSheet(system, letter, law), duty)) }
    }
    return Page(rows: rows, next: page.next, about: page.about.map { _ in .exactly(rows.count) })
  }
}
