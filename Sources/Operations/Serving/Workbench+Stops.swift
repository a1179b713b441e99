internal import Catalog
package import Governance

extension Workbench {
  /// What a stop would reach; without a selector every version, without an environment everywhere.
  package func stopReach(_ artifact: String, selector: VersionName.Selector?, in environment: String?)
    async throws(Problem) -> StopReach
  {
    try await connection.one(
      ReadStopReach(artifact: artifact, selector: selector.map { text($0) }, environment: environment))
  }

  /// Stops: from then on nothing of it is resolved, promoted or rolled back to.
  package func stop(
    _ artifact: String, selector: VersionName.Selector?, in environment: String?, reason: String, channel: Channel
  ) async throws(Problem) -> (stop: Int64, recorded: Recorded) {
    try mayWrite()
    let answer = try await connection.one(
      StopServing(
        artifact: artifact, selector: selector.map { text($0) }, environment: environment, reason: reason,
        channel: channel))
    let name = selector.map { VersionName(artifact: artifact, selector: $0).text } ?? artifact
    return (
      answer.stop,
      try await recorded(
        answer.activity, "\(name) is stopped, as stop \(answer.stop). Places that served it: \(answer.pointers).")
    )
  }

  /// Stops, newest first.
  package func stops(liftedToo: Bool, artifact: String? = nil, at place: PagePlace, limit: Int) async throws(Problem)
    -> Page<StopRow>
  {
    try await page(PageStops(liftedToo: liftedToo, artifact: artifact), at: place, limit: limit)
  }

  /// Asks for the end of a stop; another person lets it happen.
  package func askResume(_ stop: Int64, reason: String, channel: Channel) async throws(Problem)
    -> (confirmation: Int64, recorded: Recorded)
  {
    try mayWrite()
    let answer = try await connection.one(AskResume(stop: stop, reason: reason, channel: channel))
    return (
      answer.confirmation,
      try await recorded(
        answer.activity, "The end of stop \(stop) waits for a second person, as confirmation \(answer.confirmation).")
    )
  }

  /// Asks for a lower tier; someone of the AI office lets it happen.
  package func askLowerTier(_ artifact: String, _ tier: Tier, reason: String, channel: Channel) async throws(Problem)
    -> (confirmation: Int64, recorded: Recorded)
  {
    try mayWrite()
    let answer = try await connection.one(
      AskLowerTier(artifact: artifact, tier: tier, reason: reason, channel: channel))
    return (
      answer.confirmation,
      try await recorded(
        answer.activity,
        "Tier \(tier.rawValue) of \(artifact) waits for a second person, as confirmation \(answer.confirmation).")
    )
  }

  /// Acts that a second person confirms, newest first.
  package func confirmations(closedToo: Bool, waitingForMe: Bool = false, at place: PagePlace, limit: Int)
    async throws(Problem) -> Page<ConfirmationRow>
  {
    try await page(PageConfirmations(closedToo: closedToo, waitingForMe: waitingForMe), at: place, limit: limit)
  }

  /// Confirms what another person asked for or did.
  package func confirmAct(_ confirmation: Int64, reason: String, channel: Channel) async throws(Problem) -> Recorded {
    try mayWrite()
    let activity = try await connection.one(
      ConfirmAct(confirmation: confirmation, reason: reason, channel: channel))
    return try await recorded(activity, "You have countersigned confirmation \(confirmation).")
  }

  /// Refuses what another person asked for or did, or takes back what one asked oneself.
  package func refuseAct(_ confirmation: Int64, reason: String, channel: Channel) async throws(Problem) -> Recorded {
    try mayWrite()
    let activity = try await connection.one(RefuseAct(confirmation: confirmation, reason: reason, channel: channel))
    return try await recorded(activity, "Confirmation \(confirmation) was refused.")
  }

  private func text(_ selector: VersionName.Selector) -> String {
    switch selector {
    case .label(let label): label
    case .environment(let name): "ENV:\(name)"
    case .digest(let digits): "sha256:\(digits)"
    }
  }
}
