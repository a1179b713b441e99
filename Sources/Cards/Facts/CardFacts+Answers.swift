package import Governance

extension CardKey {
  /// The keys that a version's body or a person may state; the others are read from what happened.
  package var isStatable: Bool { VersionBody.bodyKeys.contains(self) }

  /// What does not change with the version: an answer given for an earlier one still holds.
  static let outliveVersions: Set<CardKey> = [.contact]
}

extension CardFacts {
  /// Adds what people stated and what they were asked for.
  ///
  /// A confirmed answer for this version stands before what the body says; one that waits for its second person, or
  /// that was given for another version, only fills what would be empty, and says so.
  ///
  /// - Takes: the artifact's facts as they stand, and all its answers, newest first.
  package mutating func take(_ facts: [FactRow], _ answers: [FactAnswer]) {
    for fact in facts where fact.state != .confirmed {
      if let key = CardKey(rawValue: fact.key) { asked[key] = fact }
    }
    var seen: Set<CardKey> = []
    for answer in answers {
      guard let key = CardKey(rawValue: answer.key), key.isStatable, !seen.contains(key) else { continue }
      let isOurs = answer.givenFor == version || CardKey.outliveVersions.contains(key)
      let later = answers.first { $0.key == answer.key && $0.givenFor == version }
      guard isOurs || later == nil else { continue }
      seen.insert(key)
      let standing = standing(of: answer, isOurs: isOurs, asked[key])
      if standing != .settled, statements[key] != nil { continue }
      statements[key] = Statement(.text(answer.value), .answer(answer), standing)
      answeredUntil = [answeredUntil, answer.at, answer.confirmedAt].compactMap { $0 }.max()
    }
  }

  private func standing(of answer: FactAnswer, isOurs: Bool, _ open: FactRow?) -> Statement.Standing {
    if !isOurs { return .stale("stated for version \(answer.givenFor)") }
    if answer.confirmedBy == nil { return .unconfirmed }
    guard let open, open.answer?.id == answer.id else { return .settled }
    switch open.state {
    case .stale: return .stale(open.cause.isEmpty ? "what it rests on has changed" : open.cause)
    case .asked: return .stale("asked for again: \(open.question)")
    case .answered, .confirmed: return .settled
    }
  }

  /// When the version was registered, by the source's own time.
  var registeredAt: Instant? {
    guard case .text(let text)? = statements[.created_at]?.value else { return nil }
    return Instant.reading(of: text)?.instant
  }

  var author: String? {
    guard case .text(let text)? = statements[.created_by]?.value else { return nil }
    return text
  }

  /// The time of the newest record on the card: the page's date, since a clock would make it another page each time.
  var latest: Instant? {
    var times: [Instant] = evaluations.map(\.at) + incidents.flatMap { [$0.opened, $0.closed].compactMap { $0 } }
    times += promotions.flatMap { promotion in [promotion.requestedAt] + promotion.signatures.map(\.at) }
    times +=
      serving.compactMap { $0.move?.recordedAt } + verdicts.map(\.at) + alarms.map(\.at) + waivers.map(\.at)
      + stops.map(\.at)
    if let registeredAt { times.append(registeredAt) }
    if let answeredUntil { times.append(answeredUntil) }
    if let until = usage?.until { times.append(until) }
    return times.max()
  }
}
