import Governance

extension Story {
  /// Who works which queue when: every day of two quarters, then the storm's two days by the hour.
  ///
  /// Two different people empty the high queue twice a day, one empties the medium queue. From 26 hours before now
  /// the medium queue is worked only in ten helpings of four: what is left of it at `now` is `Vigil.mediumWaiting`.
  /// The high queue is emptied for the last time 4 h 22 min before now: what came after is `Vigil.highWaiting`.
  mutating func tellReviews(vigil: Vigil) {
    let desk = Person.reviewers
    for day in stride(from: 183, through: 3, by: -1) {
      let first = desk[day % desk.count]
      let second = desk[(day + 1) % desk.count]
      let third = desk[(day + 3) % desk.count]
      let midnight = calendar.startOfDay(now).advanced(bySeconds: Int64(-day) * 86_400)
      func at(_ hour: Int, _ minute: Int) -> Instant {
        midnight.advanced(bySeconds: Int64(hour) * 3600 + Int64((minute + day * 7) % 40) * 60)
      }
      tell(at(10, 5), first, .workQueue(.high, count: nil))
      tell(at(11, 20), second, .workQueue(.high, count: nil))
      if calendar.isWeekend(midnight) { continue }
      tell(at(14, 0), third, .workQueue(.medium, count: nil))
      tell(at(15, 10), second, .workQueue(.high, count: nil))
      tell(at(16, 15), first, .workQueue(.high, count: nil))
      if day % 7 == 3 { tell(at(16, 58), "jonas.weber", .adjudicate) }
    }
    tellStorm(desk)
  }

  private mutating func tellStorm(_ desk: [String]) {
    for (place, hours) in [46, 42, 38, 34, 30, 26, 22, 18, 14, 10, 7].enumerated() {
      tell(ago(hours: hours, minutes: 20), desk[place % desk.count], .workQueue(.high, count: nil))
      tell(ago(hours: hours, minutes: 5), desk[(place + 1) % desk.count], .workQueue(.high, count: nil))
    }
    for (place, hours) in [38, 30, 26].enumerated() {
      tell(ago(hours: hours), desk[(place + 3) % desk.count], .workQueue(.medium, count: nil))
    }
    tell(ago(hours: 30, minutes: 2), "jonas.weber", .adjudicate)
    tell(ago(hours: 6, minutes: 40), "jonas.weber", .adjudicate)
    for place in 0..<Vigil.mediumHelpings {
      let minutes = 40 + (Vigil.mediumHelpings - 1 - place) * 138
      tell(ago(minutes: minutes), desk[(place + 2) % desk.count], .workQueue(.medium, count: Vigil.mediumHelping))
    }
    tell(ago(hours: 4, minutes: 24), "noor.haddad", .workQueue(.high, count: nil))
    tell(ago(hours: 4, minutes: 22), "tim.okafor", .workQueue(.high, count: nil))
    tell(ago(minutes: 6), "tim.okafor", .claim(.high, count: 1))
    tell(ago(minutes: 5), "lena.brandt", .claim(.high, count: 1))
    tell(ago(minutes: 3), "ada.lindqvist", .claim(.high, count: 2))
  }
}
