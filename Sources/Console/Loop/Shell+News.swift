import Governance

/// What others do while a screen is looked at.
extension Shell {
  /// Others have changed something. The past does not change.
  mutating func hear(_ kinds: Set<ChangeKind>) {
    isListening = true
    guard sight.asOf == nil, let seat = frontSeat else { return }
    let kinds = kinds.subtracting(seat.ignores)
    guard !kinds.isEmpty else { return }
    news.formUnion(kinds)
    if let due = refreshDue, sight.uptime >= due { refreshFront() }
  }

  /// When what others have changed is to be read; nil when there is nothing, or while a reading is under way.
  var refreshDue: Int64? {
    guard !news.isEmpty, lost == nil, halted != front, !work.isLoading(.screen(front)) else { return nil }
    return lastRefresh + Shell.newsEvery
  }

  /// The session that listens is gone, and most likely the other too: a question that every screen can wait for tells.
  mutating func hearNothing() {
    isListening = false
    guard lost == nil, !work.isLoading(.screen(front)) else { return }
    ask(.officer())
  }

  /// The session that listens is there again.
  mutating func hearAgain() {
    guard lost != nil else { return }
    lost?.retryAt = sight.uptime
  }
}
