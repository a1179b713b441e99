package import Governance
package import Ingest

/// Events on their way into the catalog, encoded for COPY as they come.
package struct InboxBatch: Sendable {
  private var generations = BinaryRows()
  private var flags = BinaryRows()
  private var scores = BinaryRows()
  private var retrievals = BinaryRows()
  private var embeddings = BinaryRows()
  /// Events so far.
  package var count: Int { generations.count }
  /// Bytes so far, of all tables.
  package var size: Int {
    [generations, flags, scores, retrievals, embeddings].reduce(0) { $0 + $1.bytes.count }
  }

  package init() {}

  /// Adds the event of a line; `line` tells it apart from the others of the batch.
  package mutating func add(_ event: GenerationEvent, line: Int) {
    let line = Int64(line)
    generations.begin(columns: 29)
    generations.int64(line)
    generations.data(event.id)
    generations.int64(event.eventKey)
    generations.text(event.producer)
    generations.text(event.eventID)
    generations.instant(event.at)
    generations.text(event.source)
    generations.text(event.operation)
    generations.text(event.model)
    generations.text(event.modelVersion)
    generations.text(event.promptName)
    generations.text(event.promptVersion)
    generations.text(event.promptID)
    generations.text(event.service)
    generations.text(event.environment)
    generations.text(event.conversation)
    generations.text(event.language)
    generations.bool(event.userFacing)
    generations.text(event.delivery)
    generations.text(event.dataClass?.rawValue)
    generations.int64(event.tokensIn)
    generations.int64(event.tokensOut)
    generations.int64(event.costMicros)
    generations.text(event.currency)
    generations.int64(event.latencyMicros)
    generations.texts(event.marks)
    generations.data(event.metadataDigest)
    generations.data(event.contentDigest)
    generations.data(event.content)
    for (ordinal, flag) in event.flags.enumerated() { add(flag, line, ordinal) }
    for (ordinal, score) in event.scores.enumerated() { add(score, line, ordinal) }
    for retrieval in event.retrievals { add(retrieval, line) }
    if let embedding = event.embedding {
      embeddings.begin(columns: 3)
      embeddings.int64(line)
      embeddings.text(embedding.model)
      embeddings.floats(embedding.vector)
    }
  }

  private mutating func add(_ flag: Flag, _ line: Int64, _ ordinal: Int) {
    flags.begin(columns: 9)
    flags.int64(line)
    flags.int16(ordinal)
    flags.text(flag.source)
    flags.text(flag.category)
    flags.text(flag.verdict?.rawValue)
    flags.double(flag.score)
    flags.text(flag.side)
    flags.text(flag.taxonomy)
    flags.text(SpanList.json(flag.spans))
  }

  private mutating func add(_ score: Score, _ line: Int64, _ ordinal: Int) {
    scores.begin(columns: 8)
    scores.int64(line)
    scores.int16(ordinal)
    scores.text(score.name)
    scores.double(score.value)
    scores.text(score.judge)
    scores.double(score.lowest)
    scores.double(score.highest)
    scores.instant(score.at)
  }

  private mutating func add(_ retrieval: Retrieval, _ line: Int64) {
    retrievals.begin(columns: 10)
    retrievals.int64(line)
    retrievals.int32(retrieval.rank)
    retrievals.text(retrieval.index)
    retrievals.text(retrieval.indexVersion)
    retrievals.text(retrieval.namespace)
    retrievals.text(retrieval.dataset)
    retrievals.text(retrieval.datasetVersion)
    retrievals.text(retrieval.rowKey)
    retrievals.double(retrieval.score)
    retrievals.text(retrieval.dataClass?.rawValue)
  }

  /// Copies what there is into the session's inbox; the caller takes it in the same transaction.
  package func send(over connection: isolated Connection) throws(Problem) {
    for (table, rows) in [
      ("generation_inbox", generations), ("flag_inbox", flags), ("score_inbox", scores),
      ("retrieval_inbox", retrievals), ("embedding_inbox", embeddings),
    ] where rows.count > 0 {
      var rows = rows
      rows.finish()
      try connection.copy("pg_temp.\(table)", rows)
    }
  }
}
