package import Cards
package import Governance

/// Whose debts to list; nil means everybody's.
package struct DebtFilter: Sendable, Equatable {
  package var owner: String?
  package var artifact: String?

  /// What the officer typed, in the words of `FilterGrammar.facts`.
  package var words: Filter

  package init(owner: String? = nil, artifact: String? = nil, words: Filter = .none) {
    self.words = words
    self.owner = owner
    self.artifact = artifact
  }
}

extension Workbench {
  /// Who owes what: first what was asked for, stated or went stale, what is due first; then the gaps nobody was asked
  /// about, by artifact: of cards in production, and of the forms that are due.
  package func debts(_ filter: DebtFilter, law: LawText, after cursor: String?, limit: Int) async throws(Problem)
    -> Page<Debt>
  {
    if let cursor, cursor.hasPrefix("gaps/") {
      return try await gaps(filter, law, after: String(cursor.dropFirst(5)), limit: limit)
    }
    let open = FactFilter(
      states: [.asked, .answered, .stale], artifact: filter.artifact, owner: filter.owner,
      words: filter.words)
    let page = try await facts(open, at: PagePlace(after: cursor), limit: limit)
    return Page(rows: page.rows.compactMap { Debt($0) }, next: page.next ?? "gaps/")
  }

  /// The gaps of whole artifacts, at least `limit` of them where there are so many.
  private func gaps(_ filter: DebtFilter, _ law: LawText, after name: String, limit: Int) async throws(Problem)
    -> Page<Debt>
  {
    var debts: [Debt] = []
    var last = name
    while debts.count < limit {
      let rows = try await self.subjects(filter, after: last, limit: 50)
      for row in rows.rows {
        last = row.name
        if row.production != nil || row.kind == .system { debts += try await self.gaps(of: row, law) }
        if debts.count >= limit { break }
      }
      if rows.next == nil, last == rows.rows.last?.name ?? last {
        return Page(rows: matching(debts, filter), next: nil)
      }
    }
    return Page(rows: matching(debts, filter), next: "gaps/\(last)")
  }

  private func matching(_ debts: [Debt], _ filter: DebtFilter) -> [Debt] {
    debts.filter { debt in
      (filter.owner == nil || debt.owner == filter.owner) && filter.words.terms.allSatisfy { debt.answers($0) }
    }
  }

  private func subjects(_ filter: DebtFilter, after name: String, limit: Int) async throws(Problem) -> Page<ArtifactRow>
  {
    if let artifact = filter.artifact {
      return name.isEmpty ? Page(rows: [try await self.artifact(artifact).row]) : Page(rows: [])
    }
    return try await artifacts(ArtifactFilter(), at: name.isEmpty ? .first : .after(name), limit: limit)
  }

  /// What is missing about one artifact and nobody was asked about.
  private func gaps(of row: ArtifactRow, _ law: LawText) async throws(Problem) -> [Debt] {
    guard let label = row.production ?? row.latest else { return [] }
    let card = try await card(VersionName(artifact: row.name, selector: .label(label)))
    var debts = card.gaps.filter { $0.why == .missing && card.asked[$0.key] == nil }.map { Debt($0, of: card) }
    guard row.kind == .system else { return debts }
    let system = try await system(row.name)
    for letter in FormDuty(system, law).letters {
      let sheet = try FormSheet(system, letter, law)
      debts += sheet.gaps.filter { $0.fact == nil }.map { Debt($0, of: sheet) }
    }
    return debts
  }
}
