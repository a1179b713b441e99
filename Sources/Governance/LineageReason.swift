/// One thing that explains why there is, or is not, an edge from one place straight to another.
package struct LineageReason: Sendable, Equatable {
  package enum What: String, Sendable, CaseIterable {
    /// There is one.
    case edge
    /// There was one, until `ended`.
    case was
    /// A run names both ends, and says outright what it made of what: that is not it.
    case declared
    /// A job names both ends, never in one run.
    case neverTogether = "never together"
    /// Edges between their columns, and none between them.
    case columns
    /// The target pins another version of the source.
    case pinned
    /// A place of the source's name elsewhere leads there.
    case twin
    /// Another name of one of them waits for a judgement.
    case held
    /// A job that wrote the target.
    case writer
    /// A job that read the source.
    case reader
    /// None did; `basis` says which of the two.
    case nobody
  }
  package var what: What
  /// The job, or the place, it is about.
  package var namespace: String?
  package var name: String?
  package var run: String?
  package var basis: String?
  package var since: Instant?
  package var ended: Instant?
  package var count: Int?

  package init(
    what: What, namespace: String? = nil, name: String? = nil, run: String? = nil, basis: String? = nil,
    since: Instant? = nil, ended: Instant? = nil, count: Int? = nil
  ) {
    self.what = what
    self.namespace = namespace
    self.name = name
    self.run = run
    self.basis = basis
    self.since = since
    self.ended = ended
    self.count = count
  }
}

/// Names of one namespace that mean what they mean in another.
package struct NamespaceMapping: Sendable, Equatable {
  package var namespace: String
  package var standsFor: String
  package var saidBy: String
  package var reason: String
  package var since: Instant
  package init(namespace: String, standsFor: String, saidBy: String, reason: String, since: Instant) {
    self.namespace = namespace
    self.standsFor = standsFor
    self.saidBy = saidBy
    self.reason = reason
    self.since = since
  }
}

/// Two names that a producer says are one dataset.
package struct LinkedNames: Sendable, Equatable {
  /// The catalog's numbers of the two.
  package var one: Int64
  package var first: LineageNode
  package var two: Int64
  package var second: LineageNode
  /// It does not count until a person has judged it.
  package var isHeld: Bool
  package var since: Instant
  package init(one: Int64, first: LineageNode, two: Int64, second: LineageNode, isHeld: Bool, since: Instant) {
    self.one = one
    self.first = first
    self.two = two
    self.second = second
    self.isHeld = isHeld
    self.since = since
  }
}
