internal import Catalog
internal import Evidence
package import Governance

/// Which promotions to list; nil means no condition.
package struct PromotionFilter: Sendable, Equatable {
  package var states: [PromotionState]
  package var artifact: String?
  /// Only those this person can sign now.
  package var waitingForMe: Bool
  /// What the officer typed, in the words of `FilterGrammar.promotions`.
  package var words: Filter
  package var isReversed: Bool

  package init(
    states: [PromotionState] = [.open], artifact: String? = nil, waitingForMe: Bool = false, words: Filter = .none,
    isReversed: Bool = false
  ) {
    self.states = states
    self.artifact = artifact
    self.waitingForMe = waitingForMe
    self.words = words
    self.isReversed = isReversed
  }
}

extension Workbench {
  /// Promotions, newest first.
  package func promotions(_ filter: PromotionFilter, at place: PagePlace, limit: Int) async throws(Problem)
    -> Page<PromotionRow>
  {
    let query = PagePromotions(
      states: filter.words.names("state") ? PromotionState.allCases : filter.states, artifact: filter.artifact,
      waitingForMe: filter.waitingForMe, filter: filter.words, isReversed: filter.isReversed)
    var page = try await page(query, at: place, limit: limit)
    // Who can sign is asked promotion by promotion: too dear for all of them.
    if place == .first, page.about == nil, !filter.waitingForMe, filter.words.isEmpty {
      page.about = try await connection.one(CountPromotions(of: query))
    }
    return page
  }

  /// Everything a signer reads.
  package func promotion(_ id: Int64) async throws(Problem) -> PromotionDetail {
    let decision = try await decision(of: id)
    guard var read = try await connection.first(ReadPromotion(promotion: id)) else {
      throw Problem(
        .notFound, "promotion.unknown", happened: "There is no promotion \(id).",
        remedy: "Look at `countersign promote list`.")
    }
    var refusal = try await connection.one(ReadRefusal(promotion: id))
    if read.row.state == .open, !readOnly, refusal?.hasPrefix("An input has changed") == true,
      try await connection.one(RefreshPromotion(promotion: id))
    {
      read = try await connection.one(ReadPromotion(promotion: id))
      refusal = try await connection.one(ReadRefusal(promotion: id))
    }
    let requirements = try await connection.rows(ListRequirements(promotion: id))
    let signatures = try await connection.rows(ListSignatures(promotion: id))
    let candidate = try await version(VersionName(artifact: read.row.artifact, selector: .label(read.row.label)))
    var current: VersionDetail?
    if let label = try await connection.first(FindServedBefore(promotion: id)) {
      current = try await version(VersionName(artifact: read.row.artifact, selector: .label(label)))
    }
    let reaches = try await connection.rows(ListUsers(artifact: read.row.artifact))
    let calls = try await connection.one(
      CountCalls(artifact: read.row.artifact, label: current?.row.label ?? read.row.label))
    let (rollout, shares) = try await rollout(of: id, read.row.artifact)
    return PromotionDetail(
      row: read.row, reason: read.reason, requirements: requirements, signatures: signatures, candidate: candidate,
      current: current, reaches: reaches, callsPerWeek: calls, refusal: refusal,
      rollout: rollout, shares: shares, quorum: try await connection.first(ReadQuorum(promotion: id)),
      changes: try await connection.rows(ListInputChanges(promotion: id)), text: decision.text,
      means: decision.means)
  }

  /// Asks for a version to be served by an environment.
  package func requestPromotion(
    _ version: VersionName, to environment: String, wish: RolloutWish = RolloutWish(), reason: String, channel: Channel
  ) async throws(Problem) -> (promotion: Int64, recorded: Recorded) {
    try mayWrite()
    let answer = try await connection.one(
      RequestPromotion(
        version: version, environment: environment, reason: reason, channel: channel, wish: wish))
    let recorded = try await recorded(
      answer.activity, "Promotion \(answer.promotion) asks for \(version.text) in \(environment).")
    return (answer.promotion, recorded)
  }

  /// Signs a promotion as it was read at `revision`: with the key of this desk, or by login alone where no key is needed.
  ///
  /// - passphrase: opens the key, when it is locked.
  /// - Throws: `promotion.changed` when what it rests on has changed since; then the next reading shows it as it is now.
  package func sign(
    _ promotion: Int64, revision: Int64, reason: String, passphrase: String? = nil, channel: Channel
  ) async throws(Problem) -> Recorded {
    try mayWrite()
    let envelope = try await envelope(for: promotion, revision: revision, passphrase: passphrase)
    let answer: SignPromotion.Row
    do throws(Problem) {
      answer = try await connection.one(
        SignPromotion(
          promotion: promotion, revision: revision, reason: reason, channel: channel, envelope: envelope?.json))
    } catch {
      if error.code == "promotion.changed" {
        _ = try? await connection.one(RefreshDecision(promotion: promotion))
      }
      throw error
    }
    let outcome =
      answer.promoted
      ? "the pointer has moved" : "\(answer.signed) of \(answer.needed) signatures"
    let key = envelope.map { " with \($0.keyID)" } ?? ""
    return try await recorded(answer.activity, "Promotion \(promotion) was signed\(key): \(outcome).")
  }

  /// Rejects a promotion, or withdraws one's own.
  package func reject(_ promotion: Int64, revision: Int64, reason: String, channel: Channel) async throws(Problem)
    -> Recorded
  {
    try mayWrite()
    let activity = try await connection.one(
      RejectPromotion(promotion: promotion, revision: revision, reason: reason, channel: channel))
    return try await recorded(activity, "Promotion \(promotion) was rejected.")
  }
}
