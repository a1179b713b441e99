package import Cards
package import Governance
internal import Operations

/// What the console asks about facts that people owe.
package protocol FactDesk: Sendable {
  /// Who owes what, what is due first.
  func debts(owner: String?, _ filter: Filter, at place: PagePlace, limit: Int) async throws(Problem) -> Page<Debt>
  /// Asks for several facts at once, each of its owner; answers how many were asked for.
  func ask(_ debts: [Debt], question: String, due: Instant) async throws(Problem) -> (count: Int, recorded: Recorded)
  func state(_ debt: Debt, value: String, reason: String) async throws(Problem) -> Recorded
  func confirm(_ fact: FactRow, reason: String) async throws(Problem) -> Recorded
}

extension WorkbenchDesk {
  func debts(owner: String?, _ filter: Filter, at place: PagePlace, limit: Int) async throws(Problem) -> Page<Debt> {
    let law = try LawText.named(nil, on: try await workbench.nowOnServer().day)
    return try await workbench.debts(
      DebtFilter(owner: owner, words: filter), law: law, at: place, limit: limit)
  }

  func ask(_ debts: [Debt], question: String, due: Instant) async throws(Problem) -> (count: Int, recorded: Recorded) {
    var last: Recorded?
    for debt in debts {
      // Whoever owes it still does; `team NAME` is nobody yet, and the catalog asks for the artifact's owner.
      let owner = debt.fact?.owner ?? (debt.owner.hasPrefix("team ") ? nil : debt.owner)
      last = try await workbench.ask(
        debt.artifact, key: debt.key, question: question, due: due, owner: owner, channel: .screen
      ).recorded
    }
    guard let last else {
      throw Problem(.usage, "fact.none", happened: "Nothing is chosen.", remedy: "Choose a line.")
    }
    return (debts.count, last)
  }

  func state(_ debt: Debt, value: String, reason: String) async throws(Problem) -> Recorded {
    try await workbench.state(debt.artifact, key: debt.key, value: value, reason: reason, channel: .screen).recorded
  }

  func confirm(_ fact: FactRow, reason: String) async throws(Problem) -> Recorded {
    try await workbench.confirm(fact.id, answer: fact.answer?.id ?? 0, reason: reason, channel: .screen)
  }
}
