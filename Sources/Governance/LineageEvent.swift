/// One OpenLineage event as it comes out of Ingest.
package struct LineageEvent: Sendable, Equatable {
  package enum Shape: String, Sendable { case run, job, dataset }

  package enum Kind: String, Sendable, CaseIterable {
    case start = "START"
    case running = "RUNNING"
    case complete = "COMPLETE"
    case abort = "ABORT"
    case fail = "FAIL"
    case other = "OTHER"

    package var isTerminal: Bool { self == .complete || self == .abort || self == .fail }
  }

  /// A facet of a job or a dataset.
  package struct Facet: Sendable, Equatable {
    package var node: LineageNode
    package var key: String
    /// Canonical JSON; nil says that the facet is gone from then on.
    package var value: String?
    package init(node: LineageNode, key: String, value: String?) {
      self.node = node
      self.key = key
      self.value = value
    }
  }

  /// What has become of a dataset, by a `lifecycleStateChange` facet.
  package struct Lifecycle: Sendable, Equatable {
    package enum Change: String, Sendable, CaseIterable {
      case alter = "ALTER"
      case create = "CREATE"
      case drop = "DROP"
      case overwrite = "OVERWRITE"
      case rename = "RENAME"
      case truncate = "TRUNCATE"
    }
    package var node: LineageNode
    package var change: Change
    /// What it was called before; only of a renaming.
    package var previous: LineageNode?
    package init(node: LineageNode, change: Change, previous: LineageNode? = nil) {
      self.node = node
      self.change = change
      self.previous = previous
    }
  }

  /// SHA-256 of the canonical bytes, 32 bytes: the same event twice is one.
  package var digest: [UInt8]
  package var shape: Shape
  /// Nil when a run's event does not say, and for jobs and datasets.
  package var kind: Kind?
  /// By the producer's clock.
  package var at: Instant
  /// What comes after the microseconds of `at`, 0…999.
  package var nanoseconds: Int
  /// As it was sent.
  package var timeText: String
  package var producer: String?
  package var schemaURL: String?
  /// UUID in small letters; only of a run's event.
  package var run: String?
  package var parentRun: String?
  /// The job, or the dataset of a dataset's event.
  package var subject: LineageNode
  package var inputs: [LineageNode]
  package var outputs: [LineageNode]
  /// The complete state by itself: what the run said before no longer counts.
  package var isSnapshot: Bool
  /// It has an explicit `lineage` facet, though that may name no edge.
  package var declaresLineage: Bool
  /// Edges that facets name; those of basis `run` follow from inputs and outputs.
  package var edges: [LineageEdge]
  /// Outputs with a `columnLineage` facet, which replaces the one before.
  package var columnsOf: Set<LineageNode>
  package var facets: [Facet]
  package var lifecycles: [Lifecycle]
  /// What was odd and was taken all the same, sorted: `assumed_utc`, `missing_schema_url`, `facet_shape:schema` …
  package var findings: [String]

  package init(
    digest: [UInt8], shape: Shape, kind: Kind?, at: Instant, nanoseconds: Int = 0, timeText: String,
    producer: String? = nil, schemaURL: String? = nil, run: String? = nil, parentRun: String? = nil,
    subject: LineageNode, inputs: [LineageNode] = [], outputs: [LineageNode] = [], isSnapshot: Bool = false,
    declaresLineage: Bool = false, edges: [LineageEdge] = [], columnsOf: Set<LineageNode> = [], facets: [Facet] = [],
    lifecycles: [Lifecycle] = [], findings: [String] = []
  ) {
    self.digest = digest
    self.shape = shape
    self.kind = kind
    self.at = at
    self.nanoseconds = nanoseconds
    self.timeText = timeText
    self.producer = producer
    self.schemaURL = schemaURL
    self.run = run
    self.parentRun = parentRun
    self.subject = subject
    self.inputs = inputs
    self.outputs = outputs
    self.isSnapshot = isSnapshot
    self.declaresLineage = declaresLineage
    self.edges = edges
    self.columnsOf = columnsOf
    self.facets = facets
    self.lifecycles = lifecycles
    self.findings = findings
  }
}
