import Governance

extension ReviewScreen {
  /// A lease with less than this left renews itself, in seconds.
  private static let renewsWithin: Int64 = 300
  /// Somebody is at the keys who pressed one within this time, in milliseconds.
  private static let presence: Int64 = 60_000

  /// On a slow line a lease renews itself while keys arrive: reading takes longer there.
  mutating func renewsItself() -> [Effect<Message>] {
    guard sight.calm, !isRenewing, let claim = item?.detail.claim, claim.until > sight.now,
      claim.until.seconds(since: sight.now) < Self.renewsWithin, sight.uptime - sight.lastKey < Self.presence
    else { return [] }
    isRenewing = true
    return update(.renew)
  }
}
