/// How the office reads a category that checkers send.
package struct FlagCategory: Sendable, Equatable {
  /// As checkers spell it, in small letters.
  package var sent: String
  /// The office's own, such as `hate_harassment`.
  package var category: String
  /// 0 says nothing about harm, 1 asks for a look, 2 is severe.
  package var weight: Int

  package init(sent: String, category: String, weight: Int) {
    self.sent = sent
    self.category = category
    self.weight = weight
  }
}

/// A queue beside those that are shipped.
package struct QueueTerms: Sendable, Equatable {
  package var key: String
  package var tier: Tier
  package var name: String
  /// Whose reviewers work it, beside those of the AI office; nil: any reviewer's.
  package var team: String?
  /// Distinct persons who decide, blind to each other when there is more than one.
  package var needed: Int
  /// Until an item is due, where the policy does not say.
  package var dueMinutes: Int
  package var leaseMinutes: Int
  package init(
    key: String, tier: Tier, name: String, team: String?, needed: Int, dueMinutes: Int, leaseMinutes: Int
  ) {
    self.key = key
    self.tier = tier
    self.name = name
    self.team = team
    self.needed = needed
    self.dueMinutes = dueMinutes
    self.leaseMinutes = leaseMinutes
  }
}

/// When a queue is worked, in the office's time zone.
package struct QueueHours: Sendable, Equatable {
  /// 1 is Monday, 7 Sunday.
  package var days: [Int]
  /// `09:00`
  package var opens: String
  package var closes: String

  package init(days: [Int], opens: String, closes: String) {
    self.days = days
    self.opens = opens
    self.closes = closes
  }
}
