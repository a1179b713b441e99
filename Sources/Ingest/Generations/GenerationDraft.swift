import Evidence
import Governance

/// What both shapes say about a generation, before ids, digests and marks are worked out.
struct GenerationDraft {
  var producer: String
  var eventID: String
  var at: EventTime
  var endedAt: EventTime?
  var source = "import"
  var operation = "chat"
  var model = "unknown"
  var modelVersion = "unknown"
  var promptName: String?
  var promptVersion: String?
  var promptID: String?
  var service: String?
  var environment: String?
  var conversation: String?
  var language: String?
  var userFacing: Bool?
  var delivery = "delivered"
  var dataClass: DataClass?
  var tokensIn: Int64?
  var tokensOut: Int64?
  var costMicros: Int64?
  var currency: String?
  var flags: [Flag] = []
  var scores: [Score] = []
  var retrievals: [Retrieval] = []
  var embedding: AnswerEmbedding?
  /// What the shape itself found odd.
  var marks: [String] = []

  /// How far ahead a producer's clock may be.
  private static let tolerance: Int64 = 5 * 60

  /// - Parameters:
  ///   - content: the finished canonical content.
  ///   - findings: what had to change in the text.
  ///   - now: what counts as the present.
  func event(content: [UInt8], findings: JSONFindings, now: Instant) -> GenerationEvent {
    let (id, key) = GenerationID.make(producer: producer, eventID: eventID, at: at.instant)
    var marks = marks + findings.marks + at.marks + (endedAt?.marks ?? [])
    if at.instant > now.advanced(bySeconds: GenerationDraft.tolerance) { marks.append("time_in_future") }
    var latency: Int64?
    if let endedAt {
      if endedAt.instant >= at.instant {
        latency = endedAt.instant.microseconds - at.instant.microseconds
      } else {
        marks.append("ended_before_start")
      }
    }
    var event = GenerationEvent(
      id: id, eventKey: key, producer: producer, eventID: eventID, at: at.instant, endedAt: endedAt?.instant,
      source: source, operation: operation, model: model, modelVersion: modelVersion, promptName: promptName,
      promptVersion: promptVersion, promptID: promptID, service: service, environment: environment,
      conversation: conversation, language: language, userFacing: userFacing, delivery: delivery,
      dataClass: dataClass, tokensIn: tokensIn, tokensOut: tokensOut, costMicros: costMicros, currency: currency,
      latencyMicros: latency, marks: Set(marks).sorted(), content: content,
      contentDigest: ContentDigest(of: content).bytes, metadataDigest: [], flags: flags, scores: scores,
      retrievals: retrievals, embedding: embedding)
    event.metadataDigest = ContentDigest(of: event.metadata).bytes
    return event
  }
}
