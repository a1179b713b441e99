import Governance

extension ReviewScreen {
  /// A claim renews itself while keys arrive, in the second half of its time.
  mutating func renewal() -> [Effect<Message>] {
    guard sight.asOf == nil, let claim = item?.detail.claim, item?.detail.row.state != .done else {
      lease = nil
      return []
    }
    let left = claim.until.seconds(since: sight.now)
    if lease?.claim != claim { lease = (claim, left) }
    guard let lease, left > 0, left * 2 < lease.seconds, let keyAt = sight.keyAt,
      sight.uptime - keyAt < ReviewScreen.handsOn,
      renewedAt.map({ sight.uptime - $0 >= ReviewScreen.renewalPause }) ?? true
    else { return [] }
    renewedAt = sight.uptime
    return [
      .write("the claim") { desk throws(Problem) in
        try await desk.renew(claim)
      } then: {
        .kept($0)
      }
    ]
  }

  /// Milliseconds after a key in which somebody is at work.
  static let handsOn: Int64 = 5_000
  /// Milliseconds between two renewals that nobody asked for.
  static let renewalPause: Int64 = 10_000
}
