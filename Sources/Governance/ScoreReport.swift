/// What people and judges say of an event that was taken before.
package struct ScoreReport: Sendable, Equatable {
  /// What an event said when it was taken: SHA-256 of its metadata and of its content, 32 bytes each.
  package struct Likeness: Sendable, Equatable {
    package var metadata: [UInt8]
    package var content: [UInt8]
    package init(metadata: [UInt8], content: [UInt8]) {
      self.metadata = metadata
      self.content = content
    }
  }
  package var producer: String
  /// The producer's own name for its event.
  package var event: String
  /// Each with the time it was given, where that is known.
  package var scores: [Score]
  /// What was taken back: name, judge and value tell which.
  package var withdrawn: [Score]
  /// What is not among `scores` is said no more.
  package var isWhole: Bool
  /// It is about the event only if that was taken as one of these; nil: whatever it said.
  package var alike: [Likeness]?

  package init(
    producer: String, event: String, scores: [Score], withdrawn: [Score] = [], isWhole: Bool, alike: [Likeness]? = nil
  ) {
    self.producer = producer
    self.event = event
    self.scores = scores
    self.withdrawn = withdrawn
    self.isWhole = isWhole
    self.alike = alike
  }
}

extension Score.Standing {
  /// After the figure, in a list.
  package var words: String {
    switch self {
    case .counts: "counts"
    case .replaced: "replaced later"
    case .withdrawn: "withdrawn"
    case .deleted: "deleted at its source"
    }
  }
}
