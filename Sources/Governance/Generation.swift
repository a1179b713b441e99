/// A model's answer with what went in, as one record.
package struct Generation: Sendable, Equatable, Identifiable {
  /// 36 characters, time first.
  package var id: String
  package var producer: String
  /// The id the producer gave it.
  package var eventID: String
  package var at: Instant
  package var recordedAt: Instant
  package var model: String
  package var modelVersion: String
  /// Whether the registry knows model and version by these names.
  package var modelRegistered: Bool
  package var prompt: String?
  package var promptVersion: String?
  package var promptRegistered: Bool
  package var service: String?
  package var conversation: String?
  package var language: String?
  package var tier: Tier
  package var tokensIn: Int64?
  package var tokensOut: Int64?
  /// What was odd about it on arrival: `time_in_future`, `nul_replaced`.
  package var marks: [String]
  /// The conversation before the answer, oldest first, and the answer last.
  package var turns: [Turn]
  package var flags: [Flag]
  package var scores: [Score]
  package var retrievals: [Retrieval]
  /// Whether people had the answer before it was reviewed; else the service waits for the verdict.
  package var wasDelivered: Bool
  /// False when the text was erased; `turns` is then empty.
  package var hasContent: Bool
  /// The figures of checkers and judges are left out until the reader has decided.
  package var scoresHidden: Bool
  /// The class of data that is beyond the reader's clearance, when their texts come covered.
  package var masked: DataClass?
  /// The categories of flags whose places in the text come covered, because the tier policy says so.
  package var covered: [String]
  /// The office keeps how items are read, for their reader alone.
  package var keepsAttention: Bool

  package init(
    id: String, producer: String, eventID: String, at: Instant, recordedAt: Instant, model: String,
    modelVersion: String, modelRegistered: Bool, prompt: String?, promptVersion: String?, promptRegistered: Bool,
    service: String?, conversation: String?, language: String?, tier: Tier, tokensIn: Int64?, tokensOut: Int64?,
    marks: [String], turns: [Turn], flags: [Flag], scores: [Score], retrievals: [Retrieval], wasDelivered: Bool = false,
    hasContent: Bool, scoresHidden: Bool = false, masked: DataClass? = nil, covered: [String] = [],
    keepsAttention: Bool = false
  ) {
    self.id = id
    self.producer = producer
    self.eventID = eventID
    self.at = at
    self.recordedAt = recordedAt
    self.model = model
    self.modelVersion = modelVersion
    self.modelRegistered = modelRegistered
    self.prompt = prompt
    self.promptVersion = promptVersion
    self.promptRegistered = promptRegistered
    self.service = service
    self.conversation = conversation
    self.language = language
    self.tier = tier
    self.tokensIn = tokensIn
    self.tokensOut = tokensOut
    self.marks = marks
    self.turns = turns
    self.flags = flags
    self.scores = scores
    self.retrievals = retrievals
    self.wasDelivered = wasDelivered
    self.hasContent = hasContent
    self.scoresHidden = scoresHidden
    self.masked = masked
    self.covered = covered
    self.keepsAttention = keepsAttention
  }

  /// Why the reader does not see all of its texts until they reveal them; nil when nothing is covered.
  package var whyMasked: String? {
    if let masked { return "It holds \(masked.rawValue) data, beyond your clearance." }
    if covered.isEmpty { return nil }
    let categories = covered.map(\.termWords).joined(separator: ", ")
    return "The tier policy covers what was flagged as \(categories)."
  }
}

/// One message of a conversation.
package struct Turn: Sendable, Equatable {
  package enum Part: Sendable, Equatable {
    case text(String)
    /// Something that is not text: never fetched, shown as a card.
    case media(kind: String, type: String?, address: String, digest: String?)
    case toolCall(name: String, arguments: String)
    case toolResult(String)
  }
  /// `system`, `user`, `assistant`, `tool`, or as the producer named it.
  package var role: String
  package var parts: [Part]
  /// The answer under review.
  package var isResponse: Bool
  package init(role: String, parts: [Part], isResponse: Bool = false) {
    self.role = role
    self.parts = parts
    self.isResponse = isResponse
  }
}

/// What a checker, a judge or a person said about a generation.
package struct Flag: Sendable, Equatable {
  package enum Verdict: String, Sendable, CaseIterable { case clear, flagged, error, not_run }
  package var source: String
  /// As the source spells it.
  package var category: String
  package var verdict: Verdict?
  /// As the source gave it; usually 0 to 1, kept when it is not.
  package var score: Double?
  /// `input`, `output`, `retrieved` or `tool`.
  package var side: String
  package var taxonomy: String?
  package var spans: [Span]
  package struct Span: Sendable, Equatable {
    /// Unicode scalars from the beginning of the text, `end` not included.
    package var start: Int, end: Int
    package var label: String
    package init(start: Int, end: Int, label: String) {
      self.start = start
      self.end = end
      self.label = label
    }
  }
  package init(
    source: String, category: String, verdict: Verdict?, score: Double?, side: String, taxonomy: String? = nil,
    spans: [Span] = []
  ) {
    self.source = source
    self.category = category
    self.verdict = verdict
    self.score = score
    self.side = side
    self.taxonomy = taxonomy
    self.spans = spans
  }
}

/// A judge's figure for a generation.
package struct Score: Sendable, Equatable {
  /// Of one name and judge, several may have been said.
  package enum Standing: String, Sendable, CaseIterable {
    case counts
    /// A later one of the same name and judge counts.
    case replaced
    /// It was called invalid where it was said.
    case withdrawn
    /// It is no longer there where it was said.
    case deleted
  }
  package var name: String
  /// Nil when the judge gave none.
  package var value: Double?
  package var judge: String?
  package var lowest: Double?
  package var highest: Double?
  package var at: Instant?
  package var standing: Standing
  package init(
    name: String, value: Double?, judge: String? = nil, lowest: Double? = nil, highest: Double? = nil,
    at: Instant? = nil, standing: Standing = .counts
  ) {
    self.name = name
    self.value = value
    self.judge = judge
    self.lowest = lowest
    self.highest = highest
    self.at = at
    self.standing = standing
  }
}

/// A row of data that a generation was given as context.
package struct Retrieval: Sendable, Equatable {
  /// From 1.
  package var rank: Int
  package var index: String
  package var indexVersion: String?
  package var namespace: String?
  package var dataset: String?
  package var datasetVersion: String?
  package var rowKey: String
  package var score: Double?
  package var dataClass: DataClass?
  package init(
    rank: Int, index: String, indexVersion: String? = nil, namespace: String? = nil, dataset: String? = nil,
    datasetVersion: String? = nil, rowKey: String, score: Double? = nil, dataClass: DataClass? = nil
  ) {
    self.rank = rank
    self.index = index
    self.indexVersion = indexVersion
    self.namespace = namespace
    self.dataset = dataset
    self.datasetVersion = datasetVersion
    self.rowKey = rowKey
    self.score = score
    self.dataClass = dataClass
  }
}
