internal import Catalog
internal import Evidence
package import Governance
internal import Policy

/// A bundle on its way through the decisions of the past, a page at a time: whoever waits for it can do other things, and
/// end it between two decisions.
package actor Rehearsal {
  /// Decisions read at a time.
  private static let page = 50

  /// How many decisions there were when it began.
  package nonisolated let total: Count
  private let gate: Gate
  private let since: Instant
  private let limit: Int
  private var answer: WhatIf
  private var days: [String: WhatIf.Day] = [:]
  private var after: (at: Instant, id: String)?
  private var isRead = false
  /// The page that is being decided.
  private var work: Task<Void, Never>?
  private var problem: Problem?

  init(_ gate: Gate, since: Instant, keeping limit: Int, total: Count) {
    self.gate = gate
    self.since = since
    self.limit = limit
    self.total = total
    answer = WhatIf(revision: gate.bundle.revision.text)
  }

  /// Reads the next page and begins to decide it; does nothing while one is being decided. Never waits for the engine.
  package func advance(at desk: Workbench) async throws(Problem) {
    guard work == nil, !isRead, problem == nil else { return }
    let rows = try await desk.connection.rows(PageDecisionInputs(after: after, since: since, limit: Self.page))
    if rows.count < Self.page { isRead = true }
    guard let last = rows.last else { return }
    after = (last.at, last.id)
    work = Task {
      for row in rows where !Task.isCancelled { await decide(row) }
      work = nil
    }
  }

  /// Waits until what was read is decided.
  package func rest() async { await work?.value }

  /// Ends it after the decision that is under way.
  package func cancel() {
    work?.cancel()
    isRead = true
  }

  /// What it has found so far.
  ///
  /// - Throws: when what an engine was told cannot be read.
  package func standing() throws(Problem) -> (answer: WhatIf, isOver: Bool) {
    if let problem { throw problem }
    var answer = answer
    answer.days = days.values.sorted { $0.day < $1.day }
    return (answer, isRead && work == nil)
  }

  private func decide(_ row: PageDecisionInputs.Row) async {
    do throws(Problem) {
      let verdict = await gate.decide(try GateFacts(input: try Self.json(row.input)))
      answer.take(row, verdict, limit)
      let day = String(row.at.rfc3339.prefix(10))
      days[day, default: WhatIf.Day(day: day)].count(before: row.allow, now: verdict.allow)
    } catch {
      problem = error
    }
  }

  private static func json(_ text: String) throws(Problem) -> JSONValue {
    do throws(JSONRefusal) {
      return try JSONValue(Array(text.utf8), policy: .generation)
    } catch {
      throw error.problem(with: "What an engine was told")
    }
  }
}
