internal import Catalog
internal import Evidence
package import Governance
package import Policy

extension Workbench {
  /// Has the tier policy that production serves asked about every set of facts that waits, as a gatekeeper.
  ///
  /// - Returns: how many sets were decided, and to how many generations that was applied.
  /// - Throws: what the engine threw: those facts wait on, and what they are of stays untiered.
  @discardableResult
  package func decideTiers(by engine: any PolicyEngine, most: Int = 500) async throws(Problem) -> (
    decided: Int, applied: Int64
  ) {
    let questions = try await connection.rows(TierQuestions(most: most))
    guard let first = questions.first else { return (0, 0) }
    let policy = try TierPolicy(body: first.bundle)
    var applied: Int64 = 0
    for question in questions {
      let answer = try await policy.decide(try Self.facts(question.facts), by: engine)
      let decision: [UInt8]
      do {
        decision = try CanonicalJSON.bytes(of: answer.document, policy: .generation)
      } catch {
        throw Problem(
          .badData, "policy.answer", happened: "The tier policy gave an answer that is no JSON.",
          because: error.reason, remedy: "Mend the policy.")
      }
      applied += try await connection.one(
        DecideTier(
          policy: question.policy, digest: question.digest, decision: String(decoding: decision, as: UTF8.self),
          engine: "\(answer.engine) \(answer.engineVersion)"))
    }
    return (questions.count, applied)
  }

  private static func facts(_ text: String) throws(Problem) -> JSONValue {
    do throws(JSONRefusal) {
      return try JSONValue(Array(text.utf8), policy: .generation)
    } catch {
      throw Problem(.fault, "json", happened: "What the catalog keeps is not JSON.", because: error.reason)
    }
  }

  /// How many generations the policy has not tiered yet.
  package func untiered() async throws(Problem) -> Count {
    try await connection.one(CountUntiered())
  }

  /// How categories of checkers are read.
  package func flagCategories() async throws(Problem) -> [FlagCategory] {
    try await connection.rows(ListCategories())
  }

  package func mapCategory(_ category: FlagCategory, reason: String, channel: Channel) async throws(Problem) -> Recorded
  {
    try mayWrite()
    let activity = try await connection.one(MapCategory(category: category, reason: reason, channel: channel))
    return try await recorded(activity, "\(category.sent) is read as \(category.category), weight \(category.weight).")
  }

  /// Sets when a queue is worked; nil: around the clock.
  package func setHours(of queue: String, _ hours: QueueHours?, reason: String, channel: Channel) async throws(Problem)
    -> Recorded
  {
    try mayWrite()
    let activity = try await connection.one(
      SetQueueHours(queue: queue, hours: hours, reason: reason, channel: channel))
    let what = hours == nil ? "Queue \(queue) is worked around the clock." : "Queue \(queue) has its hours."
    return try await recorded(activity, what)
  }

  /// Adds a queue, or changes one that was added; the tier policy decides what comes into it.
  package func setQueue(_ queue: QueueTerms, reason: String, channel: Channel) async throws(Problem) -> Recorded {
    try mayWrite()
    let activity = try await connection.one(SetQueue(queue: queue, reason: reason, channel: channel))
    return try await recorded(
      activity, "Queue \(queue.key) is \(queue.team.map { "worked by \($0) and the AI office" } ?? "any reviewer's").")
  }

  /// Whether a queue keeps items for who reads their language, until half of their time has gone.
  package func setRouting(of queue: String, byLanguage: Bool, reason: String, channel: Channel) async throws(Problem)
    -> Recorded
  {
    try mayWrite()
    let activity = try await connection.one(
      SetQueueRouting(queue: queue, byLanguage: byLanguage, reason: reason, channel: channel))
    let what =
      byLanguage
      ? "Queue \(queue) keeps items for who reads their language." : "Queue \(queue) gives items to any reviewer."
    return try await recorded(activity, what)
  }

  /// A day on which no queue with hours is worked; without a name it is one no longer.
  package func setHoliday(_ day: String, name: String?, reason: String, channel: Channel) async throws(Problem)
    -> Recorded
  {
    try mayWrite()
    let activity = try await connection.one(SetHoliday(day: day, name: name, reason: reason, channel: channel))
    return try await recorded(activity, name == nil ? "\(day) is a working day." : "\(day) is no working day.")
  }
}
