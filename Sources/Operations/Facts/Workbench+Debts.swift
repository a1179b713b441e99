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
  package func debts(_ filter: DebtFilter, law: LawText, at place: PagePlace, limit: Int) async throws(Problem)
    -> Page<Debt>
  {
    var rows: [PlacedDebt] = []
    if place.isBackwards {
      if case .before(let cursor) = place, !DebtCursor.isGap(cursor) {
        rows = try await openFacts(filter, at: place, limit: limit + 1)
      } else {
        rows = try await gaps(filter, law, at: place, limit: limit + 1)
        if rows.count <= limit { rows += try await openFacts(filter, at: .last, limit: limit + 1 - rows.count) }
      }
    } else {
      if case .after(let cursor) = place, DebtCursor.isGap(cursor) {
        rows = try await gaps(filter, law, at: place, limit: limit + 1)
      } else {
        rows = try await openFacts(filter, at: place, limit: limit + 1)
        if rows.count <= limit { rows += try await gaps(filter, law, at: .first, limit: limit + 1 - rows.count) }
      }
    }
    return Page(read: rows, at: place, limit: limit) { $0.cursor }.map(\.debt)
  }

  /// Facts that are not settled, in the order they are read in.
  private func openFacts(_ filter: DebtFilter, at place: PagePlace, limit: Int) async throws(Problem) -> [PlacedDebt] {
    let open = FactFilter(
      states: [.asked, .answered, .stale], artifact: filter.artifact, owner: filter.owner, words: filter.words)
    let page = try await facts(open, at: place, limit: limit)
    let placed = zip(page.rows, page.cursors).compactMap { fact, cursor in
      Debt(fact).map { PlacedDebt(debt: $0, cursor: cursor) }
    }
    return place.isBackwards ? placed.reversed() : placed
  }

  /// The gaps of one artifact after another, in the order they are read in; at most `limit`.
  private func gaps(_ filter: DebtFilter, _ law: LawText, at place: PagePlace, limit: Int) async throws(Problem)
    -> [PlacedDebt]
  {
    var found: [PlacedDebt] = []
    func take(_ row: ArtifactRow, beyond key: String? = nil) async throws(Problem) {
      guard row.production != nil || row.kind == .system else { return }
      let all = try await gaps(of: row, law)
      var ordered = place.isBackwards ? all.reversed() : all
      // What was filled in meanwhile cannot be found again: its artifact is read from the beginning then.
      if let key, let here = ordered.firstIndex(where: { $0.key == key }) { ordered.removeFirst(here + 1) }
      found += ordered.filter { matches($0, filter) }.map { PlacedDebt(debt: $0, cursor: DebtCursor.gap($0)) }
    }
    var from = place
    switch place {
    case .after(let cursor), .before(let cursor):
      guard let (key, name) = DebtCursor.read(cursor) else {
        from = .first
        break
      }
      let row = try await artifact(name).row
      try await take(row, beyond: key)
      from = place.isBackwards ? .before(name) : .after(name)
      if filter.artifact != nil { return Array(found.prefix(limit)) }
    case .first, .last: break
    }
    if let artifact = filter.artifact {
      try await take(try await self.artifact(artifact).row)
      return Array(found.prefix(limit))
    }
    while found.count < limit {
      let page = try await artifacts(ArtifactFilter(), at: from, limit: 50)
      for row in place.isBackwards ? page.rows.reversed() : page.rows where found.count < limit {
        try await take(row)
      }
      guard let next = place.isBackwards ? page.previous : page.next else { break }
      from = place.isBackwards ? .before(next) : .after(next)
    }
    return Array(found.prefix(limit))
  }

  private func matches(_ debt: Debt, _ filter: DebtFilter) -> Bool {
    (filter.owner == nil || debt.owner == filter.owner) && filter.words.terms.allSatisfy { debt.answers($0) }
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

/// A debt, and where it stands in the list.
private struct PlacedDebt: Sendable {
  var debt: Debt
  var cursor: String
}

/// Where a gap stands in the list of debts: `gaps/KEY/ARTIFACT`; before them stand facts, by cursors of their own.
package enum DebtCursor {
  /// Leads to the first gap.
  package static let firstGap = "gaps/"

  static func isGap(_ cursor: String) -> Bool { cursor.hasPrefix(firstGap) }

  static func gap(_ debt: Debt) -> String { "\(firstGap)\(debt.key)/\(debt.artifact)" }

  /// The key and the artifact; nil where the first gap is meant.
  static func read(_ cursor: String) -> (key: String, artifact: String)? {
    let words = cursor.dropFirst(firstGap.count).split(separator: "/", maxSplits: 1)
    return words.count == 2 ? (String(words[0]), String(words[1])) : nil
  }
}
