/// What is known of a place in the lineage graph besides its name.
package struct PlaceFacts: Sendable, Equatable {
  /// Of a registered version: what it is, how risky, whose, and the environments that serve it.
  package var kind: ArtifactKind?
  package var tier: Tier?
  package var team: String?
  package var serving: [String]
  /// Of a dataset.
  package var dataClass: DataClass?
  package var rows: Int?
  package var columns: Int?
  /// The last run that wrote it.
  package var run: LastRun?
  /// Of an index: how it last compared with its source.
  package var index: IndexState?
  /// Nil while it is there and is what it was.
  package var life: PlaceLife?

  package struct LastRun: Sendable, Equatable {
    package var job: String
    /// `running`, `complete`, `abort`, `fail`, or `known` when it is only named.
    package var state: String
    package var ended: Instant?
    package init(job: String, state: String, ended: Instant?) {
      self.job = job
      self.state = state
      self.ended = ended
    }
  }

  package init(
    kind: ArtifactKind? = nil, tier: Tier? = nil, team: String? = nil, serving: [String] = [],
    dataClass: DataClass? = nil, rows: Int? = nil, columns: Int? = nil, run: LastRun? = nil
  ) {
    self.kind = kind
    self.tier = tier
    self.team = team
    self.serving = serving
    self.dataClass = dataClass
    self.rows = rows
    self.columns = columns
    self.run = run
  }
}

/// A place as a finder lists it.
package struct LineagePlace: Sendable, Equatable, Identifiable {
  /// The catalog's number; the same place keeps it.
  package var id: Int64
  package var node: LineageNode
  /// The version it stands for, when it is registered.
  package var version: VersionName?
  /// What the list is ordered by: the name, of versions with the newest first.
  package var listedAs: String
  package init(id: Int64, node: LineageNode, version: VersionName?, listedAs: String = "") {
    self.id = id
    self.node = node
    self.version = version
    self.listedAs = listedAs
  }
}

/// What has become of a dataset.
package struct PlaceLife: Sendable, Equatable {
  package enum State: String, Sendable, CaseIterable { case dropped, renamed, emptied }
  package var state: State
  /// By the producer's clock.
  package var at: Instant
  /// What it is called now, when it was renamed.
  package var successor: LineageNode?
  package init(state: State, at: Instant, successor: LineageNode? = nil) {
    self.state = state
    self.at = at
    self.successor = successor
  }
}
