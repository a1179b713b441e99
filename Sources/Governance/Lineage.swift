/// A place in the lineage graph: where it lives and what it is called there. No separator is safe, so the parts stay apart.
package struct LineageNode: Sendable, Hashable {
  package enum Kind: String, Sendable, CaseIterable { case dataset, job, column }

  package var kind: Kind
  package var namespace: String
  package var name: String
  /// Of a column; nested ones are dotted.
  package var field: String?

  private init(_ kind: Kind, _ namespace: String, _ name: String, _ field: String?) {
    self.kind = kind
    self.namespace = namespace
    self.name = name
    self.field = field
  }

  package static func dataset(_ namespace: String, _ name: String) -> LineageNode {
    LineageNode(.dataset, namespace, name, nil)
  }

  package static func job(_ namespace: String, _ name: String) -> LineageNode {
    LineageNode(.job, namespace, name, nil)
  }

  /// The column of a dataset; the dataset itself when no field is named.
  package static func column(_ namespace: String, _ name: String, _ field: String?) -> LineageNode {
    LineageNode(field == nil ? .dataset : .column, namespace, name, field)
  }

  /// The dataset of a column; anything else is its own.
  package var whole: LineageNode { kind == .column ? .dataset(namespace, name) : self }
}

/// How fine an edge is.
package enum LineageLevel: String, Sendable, CaseIterable { case dataset, column }

/// What says that an edge exists.
package enum LineageBasis: String, Sendable, CaseIterable {
  /// A `lineage` facet names both ends.
  case explicit
  /// A `columnLineage` facet does.
  case column
  /// One run read the one and wrote the other.
  case run
  /// A registered version pins another.
  case registry
}

/// How a value got from one column to another.
package struct LineageTransformation: Sendable, Hashable {
  /// `DIRECT` or `INDIRECT`; nil is unknown.
  package var type: String?
  /// `IDENTITY`, `AGGREGATION`, `FILTER` …
  package var subtype: String?
  /// Hashed or hidden on the way.
  package var masking: Bool
  package init(type: String? = nil, subtype: String? = nil, masking: Bool = false) {
    self.type = type
    self.subtype = subtype
    self.masking = masking
  }
}

/// From what data comes to what it goes to, upstream to downstream.
package struct LineageEdge: Sendable, Hashable {
  package var source: LineageNode
  package var target: LineageNode
  /// Nil when no job is known to stand between.
  package var job: LineageNode?
  package var level: LineageLevel
  package var basis: LineageBasis
  package var transformation: LineageTransformation

  package init(
    source: LineageNode, target: LineageNode, job: LineageNode?, level: LineageLevel, basis: LineageBasis,
    transformation: LineageTransformation = LineageTransformation()
  ) {
    self.source = source
    self.target = target
    self.job = job
    self.level = level
    self.basis = basis
    self.transformation = transformation
  }
}
