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
