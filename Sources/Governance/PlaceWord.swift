/// What somebody said of a place in the lineage graph, or how a producer links two names.
package struct PlaceWord: Sendable, Equatable, Identifiable {
  package enum Kind: String, Sendable, CaseIterable {
    /// A producer says that two names are one place.
    case link
    /// A person judged whether two names are one place.
    case names
    /// Names of one namespace mean what they mean in another.
    case namespace
    /// The class of a dataset or a column: said, or judged in place of what it inherits.
    case said, judged
    /// The office's own name of a class.
    case dataClass = "class"
  }

  package var id: String
  package var kind: Kind
  /// The catalog's numbers of what it is about; none of a namespace or a class.
  package var one: Int64?
  package var two: Int64?
  package var namespace: String?
  package var name: String?
  package var field: String?
  package var otherNamespace: String?
  package var otherName: String?
  /// `held`, `one place`, `two places`, `stands for`, a class, or the office's name of one.
  package var says: String
  /// Nil where a producer says so.
  package var saidBy: String?
  package var reason: String
  package var since: Instant
  /// When it was taken back, or something else was said.
  package var ended: Instant?

  package init(
    id: String, kind: Kind, one: Int64? = nil, two: Int64? = nil, namespace: String? = nil, name: String? = nil,
    field: String? = nil, otherNamespace: String? = nil, otherName: String? = nil, says: String, saidBy: String? = nil,
    reason: String, since: Instant, ended: Instant? = nil
  ) {
    self.id = id
    self.kind = kind
    self.one = one
    self.two = two
    self.namespace = namespace
    self.name = name
    self.field = field
    self.otherNamespace = otherNamespace
    self.otherName = otherName
    self.says = says
    self.saidBy = saidBy
    self.reason = reason
    self.since = since
    self.ended = ended
  }

  /// The dataset or column it is about.
  package var place: LineageNode? {
    guard kind != .namespace, kind != .dataClass, let namespace, let name else { return nil }
    return .column(namespace, name, field)
  }
  /// The other of two names.
  package var other: LineageNode? {
    guard let otherNamespace, let otherName else { return nil }
    return .dataset(otherNamespace, otherName)
  }
}

/// Which words are listed.
package enum PlaceWords: String, Sendable, CaseIterable {
  /// Links that wait for a person.
  case waiting
  /// What holds of names.
  case names
  /// What holds of classes.
  case classes
  /// All of it, with what was taken back.
  case history

  package var kinds: [PlaceWord.Kind] {
    switch self {
    case .waiting: [.link]
    case .names: [.link, .names, .namespace]
    case .classes: [.said, .judged, .dataClass]
    case .history: PlaceWord.Kind.allCases
    }
  }
}
