import Governance

extension Story {
  /// Two incidents: one of the summer, reported and closed, and one that is a day old at `now` and runs two clocks.
  mutating func tellIncidents() {
    let known = calendar.morning(daysAgo: 74, minutes: 190)
    tell(
      known.advanced(bySeconds: 2700), "paulo.reis", "wrong-policy",
      .open(
        IncidentNotice(
          title: "A reply quoted another customer's policy number",
          description: """
            Three complaints of the same morning were answered with the policy number of the first. Two letters had gone out. \
            The cause is a row of the index that two files share.
            """,
          traits: [.personal_data], awareAt: known, happenedAt: known.advanced(bySeconds: -20 * 3600), affected: 3,
          ticket: "https://tickets.meridian.example/INC-0114",
          versions: [VersionName(artifact: "complaints-reply", selector: .environment("production"))])))
    tell(
      known.advanced(bySeconds: 29 * 3600), "ines.carvalho", "wrong-policy",
      .report(
        duty: "gdpr-33", stage: "complete",
        reason: "Told the authority in Hamburg by its form; three persons, name and policy number, no health data."))
    tell(
      known.advanced(bySeconds: 4 * 86_400), "marta.silva", "wrong-policy",
      .note("The index was rebuilt without the shared row; 400 old complaints were answered again and compared."))
    tell(
      known.advanced(bySeconds: 9 * 86_400), "claire.moreau", "wrong-policy",
      .close(reason: "The three were told by letter, the cause is gone, the authority asked nothing further."))

    let seen = ago(hours: 22, minutes: 10)
    tell(
      ago(hours: 21, minutes: 35), "noor.haddad", "name-as-ground",
      .open(
        IncidentNotice(
          title: "A note named a claimant's origin as a ground for suspicion",
          description: """
            Found in review: the note lists the claimant's name and place of birth among "points that speak for fraud". \
            An investigator had read it before me and stopped the payment.
            """,
          traits: [.fundamental_rights, .personal_data], awareAt: seen, affected: 1,
          versions: [VersionName(artifact: "fraud-notes", selector: .environment("production"))])))
    tell(
      ago(hours: 18, minutes: 2), "viktor.hale", "name-as-ground",
      .note(
        "The payment is released. The prompt forbids it in general words; the rule will name origin and birthplace."))
  }

  /// The newest quarter that has been over for two weeks is frozen by two of the office.
  mutating func tellQuarter() {
    let days = Int64(12)
    var quarter = Quarter(holding: now)
    repeat { quarter = quarter.before } while quarter.end.advanced(bySeconds: (days + 3) * 86_400) > now
    let first = calendar.morning(daysAgo: Int(now.seconds(since: quarter.end) / 86_400 - days), minutes: 65)
    for (minutes, who, what, reason) in [
      (
        0, "ruth.adeyemi", QuarterDeed.What.open,
        "The quarter is over; figures that come late have had their fortnight."
      ),
      (50, "ruth.adeyemi", .freeze, "Read gap by gap with the owners; what is missing is listed."),
      (205, "claire.moreau", .freeze, "Compared with the board paper of the quarter; the figures agree."),
    ] {
      tell(
        first.advanced(bySeconds: Int64(minutes) * 60), who,
        .quarter(QuarterDeed(quarter: quarter.name, what: what, reason: reason)))
    }
  }

  private mutating func tell(_ at: Instant, _ by: String, _ incident: String, _ what: IncidentDeed.What) {
    tell(at, by, .incident(IncidentDeed(incident: incident, what: what)))
  }
}

extension Quarter {
  /// The calendar quarter of a moment, in UTC as the sample office keeps it.
  fileprivate init(holding moment: Instant) {
    let at = moment.fields
    self.init(year: at.year, number: (at.month + 2) / 3)
  }

  /// The first moment after it, in UTC.
  fileprivate var end: Instant {
    number == 4 ? Instant(year: year + 1, month: 1, day: 1) : Instant(year: year, month: number * 3 + 1, day: 1)
  }
}
