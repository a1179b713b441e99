/// A row of a dataset, as retrievals name it; empty where they name no namespace or no dataset.
package struct DataRow: Sendable, Hashable {
  package var namespace: String
  package var dataset: String
  package var key: String

  package init(namespace: String, dataset: String, key: String) {
    self.namespace = namespace
    self.dataset = dataset
    self.key = key
  }
}

/// A version as an event names it, which need not be registered.
package struct NamedVersion: Sendable, Hashable {
  package var artifact: String
  package var label: String?
  package var isRegistered: Bool

  package init(artifact: String, label: String?, isRegistered: Bool) {
    self.artifact = artifact
    self.label = label
    self.isRegistered = isRegistered
  }

  /// `kyc-summary@22`, or the name alone where the event gave no version.
  package var text: String { label.map { "\(artifact)@\($0)" } ?? artifact }
}

/// A row that a generation was given.
package struct RetrievedRow: Sendable, Equatable {
  /// 1 for the best, or what the producer counts from.
  package var rank: Int
  package var score: Double?
  package var row: DataRow
  package var dataset: NamedVersion
  package var index: NamedVersion
  package var dataClass: DataClass?

  package init(
    rank: Int, score: Double?, row: DataRow, dataset: NamedVersion, index: NamedVersion, dataClass: DataClass?
  ) {
    self.rank = rank
    self.score = score
    self.row = row
    self.dataset = dataset
    self.index = index
    self.dataClass = dataClass
  }
}

/// What a generation was made by.
package struct GenerationParts: Sendable, Equatable {
  package var generation: String
  /// By the producer's clock, and when the catalog learned of it.
  package var at: Instant
  package var recordedAt: Instant
  package var service: String?
  package var environment: String?
  package var model: NamedVersion
  package var prompt: NamedVersion?

  package init(
    generation: String, at: Instant, recordedAt: Instant, service: String?, environment: String?, model: NamedVersion,
    prompt: NamedVersion?
  ) {
    self.generation = generation
    self.at = at
    self.recordedAt = recordedAt
    self.service = service
    self.environment = environment
    self.model = model
    self.prompt = prompt
  }
}

/// One time a row was given to a generation.
package struct RowUse: Sendable, Equatable, Identifiable {
  package var parts: GenerationParts
  package var retrieved: RetrievedRow

  package init(parts: GenerationParts, retrieved: RetrievedRow) {
    self.parts = parts
    self.retrieved = retrieved
  }

  package var id: String { "\(parts.generation):\(retrieved.rank)" }
}

/// A row that a version's generations were given, and how often.
package struct UsedRow: Sendable, Equatable, Identifiable {
  package var row: DataRow
  package var dataset: NamedVersion
  package var index: NamedVersion
  package var dataClass: DataClass?
  package var uses: Int
  /// The newest generation that was given it, and its time by the producer's clock, in whole milliseconds.
  package var latest: String
  package var latestAt: Instant

  package init(
    row: DataRow, dataset: NamedVersion, index: NamedVersion, dataClass: DataClass?, uses: Int, latest: String,
    latestAt: Instant
  ) {
    self.row = row
    self.dataset = dataset
    self.index = index
    self.dataClass = dataClass
    self.uses = uses
    self.latest = latest
    self.latestAt = latestAt
  }

  package struct ID: Hashable, Sendable {
    package var row: DataRow
    package var dataset: NamedVersion
    package var index: NamedVersion
    package var dataClass: DataClass?
  }
  package var id: ID { ID(row: row, dataset: dataset, index: index, dataClass: dataClass) }
}

/// A version that stood between a row and the generations that were given it.
package struct RowTouch: Sendable, Equatable {
  package enum Part: String, Sendable {
    case dataset, index, prompt, model
  }
  package var part: Part
  package var version: NamedVersion
  package var uses: Int

  package init(part: Part, version: NamedVersion, uses: Int) {
    self.part = part
    self.version = version
    self.uses = uses
  }
}

/// A pack that was handed out about a quarter.
package struct PackAboutRow: Sendable, Equatable {
  package var quarter: String
  package var scope: String
  /// SHA-256, in hexadecimal.
  package var digest: String
  package var at: Instant

  package init(quarter: String, scope: String, digest: String, at: Instant) {
    self.quarter = quarter
    self.scope = scope
    self.digest = digest
    self.at = at
  }
}

/// A row of a dataset that generations were given.
package struct DatasetRow: Sendable, Equatable {
  package var row: DataRow
  package var uses: Int
  package var dataClass: DataClass?
  package var latestAt: Instant

  package init(row: DataRow, uses: Int, dataClass: DataClass?, latestAt: Instant) {
    self.row = row
    self.uses = uses
    self.dataClass = dataClass
    self.latestAt = latestAt
  }
}
