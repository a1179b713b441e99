/// How an item was read.
package struct Attention: Sendable, Equatable {
  /// Lines of the answer that were on the screen, of how many as it was laid out.
  package var linesShown: Int
  package var lines: Int
  /// From its drawing to the verdict.
  package var seconds: Int

  package init(linesShown: Int, lines: Int, seconds: Int) {
    self.linesShown = linesShown
    self.lines = lines
    self.seconds = seconds
  }
}

/// How one's own item was read, and when.
package struct AttentionRow: Sendable, Equatable {
  package var item: Int64
  package var attention: Attention
  package var at: Instant

  package init(item: Int64, attention: Attention, at: Instant) {
    self.item = item
    self.attention = attention
    self.at = at
  }
}

/// Up to which class of data somebody reads.
package struct Clearance: Sendable, Equatable {
  /// Nil: whoever has none of their own.
  package var person: String?
  package var dataClass: DataClass
  package var reason: String
  package var setBy: String
  package var at: Instant

  package init(person: String?, dataClass: DataClass, reason: String, setBy: String, at: Instant) {
    self.person = person
    self.dataClass = dataClass
    self.reason = reason
    self.setBy = setBy
    self.at = at
  }
}
