import Governance

/// Writes the acts of two quarters down, then hands them over in order of time.
struct Story {
  let calendar: OfficeCalendar
  let seed: UInt64
  private var acts: [Act] = []

  init(seed: UInt64, now: Instant) {
    self.seed = seed
    calendar = OfficeCalendar(now: now)
  }

  var now: Instant { calendar.now }

  mutating func tell(_ at: Instant, _ by: String, _ what: Act.What) {
    acts.append(Act(at: at, by: by, what: what))
  }

  /// So many seconds before now, whatever the day of the week.
  func ago(hours: Int = 0, minutes: Int = 0) -> Instant {
    now.advanced(bySeconds: Int64(-(hours * 3600 + minutes * 60)))
  }

  /// In order of time; acts of one moment keep the order they were told in, a millisecond apart.
  func inOrder() -> [Act] {
    var sorted = acts.enumerated().sorted { left, right in
      (left.element.at, left.offset) < (right.element.at, right.offset)
    }.map(\.element)
    for place in sorted.indices.dropFirst() where sorted[place].at <= sorted[place - 1].at {
      sorted[place].at = Instant(microseconds: sorted[place - 1].at.microseconds + 1000)
    }
    return sorted
  }

  static func tell(seed: UInt64, now: Instant, vigil: Vigil) -> [Act] {
    var story = Story(seed: seed, now: now)
    story.tellReleases(of: Blueprint.all)
    story.tellShadowNights()
    story.tellOpenRequests()
    story.tellFactsOwed()
    story.tellIncidents()
    story.tellQuarter()
    story.tellReviews(vigil: vigil)
    return story.inOrder()
  }
}
