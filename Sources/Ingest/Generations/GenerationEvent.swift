package import Governance

/// A generation as any producer's record of it comes out of Ingest: names and figures apart from the erasable text.
package struct GenerationEvent: Sendable, Equatable {
  /// 16 bytes in UUIDv7 layout; see `GenerationID`.
  package var id: [UInt8]
  /// The first 8 bytes, big endian, of SHA-256 over producer, 0x00, event id.
  package var eventKey: Int64
  package var producer: String
  /// The id the producer gave it.
  package var eventID: String
  package var at: Instant
  package var endedAt: Instant?
  /// `otlp`, `openinference`, `mlflow`, `langfuse`, `import` or `shadow`.
  package var source: String
  /// `chat` when the event does not say.
  package var operation: String
  /// `unknown` when the event does not say.
  package var model: String
  /// `unknown` when the event does not say.
  package var modelVersion: String
  package var promptName: String?
  package var promptVersion: String?
  /// The producer's own id of the prompt, shared by all answers to the same one.
  package var promptID: String?
  package var service: String?
  package var environment: String?
  package var conversation: String?
  /// BCP 47.
  package var language: String?
  package var userFacing: Bool?
  /// `delivered` or `held`.
  package var delivery: String
  package var dataClass: DataClass?
  /// Nil is unknown; zero is a fact.
  package var tokensIn: Int64?
  package var tokensOut: Int64?
  /// Millionths of `currency`.
  package var costMicros: Int64?
  package var currency: String?
  /// Microseconds from `at` to `endedAt`.
  package var latencyMicros: Int64?
  /// What was odd about it, sorted: `assumed_utc`, `nul_replaced`, `response_missing` …
  package var marks: [String]
  /// Canonical JSON (RFC 8785) of all that can be erased: `system`, `input`, `output`, `variables`, `tools`, `evals`,
  /// `attributes`, each only when present.
  package var content: [UInt8]
  /// SHA-256 of `content`, 32 bytes.
  package var contentDigest: [UInt8]
  /// SHA-256 of the canonical JSON of all the rest but `marks`, 32 bytes.
  package var metadataDigest: [UInt8]
  package var flags: [Flag]
  package var scores: [Score]
  package var retrievals: [Retrieval]
  /// In neither digest: it is made of the answer, and goes with it.
  package var embedding: AnswerEmbedding?

  package init(
    id: [UInt8], eventKey: Int64, producer: String, eventID: String, at: Instant, endedAt: Instant?, source: String,
    operation: String, model: String, modelVersion: String, promptName: String?, promptVersion: String?,
    promptID: String?, service: String?, environment: String?, conversation: String?, language: String?,
    userFacing: Bool?, delivery: String, dataClass: DataClass?, tokensIn: Int64?, tokensOut: Int64?,
    costMicros: Int64?, currency: String?, latencyMicros: Int64?, marks: [String], content: [UInt8],
    contentDigest: [UInt8], metadataDigest: [UInt8], flags: [Flag], scores: [Score], retrievals: [Retrieval],
    embedding: AnswerEmbedding? = nil
  ) {
    self.id = id
    self.eventKey = eventKey
    self.producer = producer
    self.eventID = eventID
    self.at = at
    self.endedAt = endedAt
    self.source = source
    self.operation = operation
    self.model = model
    self.modelVersion = modelVersion
    self.promptName = promptName
    self.promptVersion = promptVersion
    self.promptID = promptID
    self.service = service
    self.environment = environment
    self.conversation = conversation
    self.language = language
    self.userFacing = userFacing
    self.delivery = delivery
    self.dataClass = dataClass
    self.tokensIn = tokensIn
    self.tokensOut = tokensOut
    self.costMicros = costMicros
    self.currency = currency
    self.latencyMicros = latencyMicros
    self.marks = marks
    self.content = content
    self.contentDigest = contentDigest
    self.metadataDigest = metadataDigest
    self.flags = flags
    self.scores = scores
    self.retrievals = retrievals
    self.embedding = embedding
  }
}
