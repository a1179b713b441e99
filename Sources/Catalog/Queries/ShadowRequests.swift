package import Governance

/// Takes a run for this session; answers the fence.
package struct LeadShadowRun: Query {
  package static let sql = EmbeddedSQL.LeadShadowRun
  package var run: Int64
  /// Micros; nil leaves it.
  package var newLimit: Int64?
  package init(run: Int64, newLimit: Int64? = nil) {
    self.run = run
    self.newLimit = newLimit
  }
  package var parameters: [Parameter] { [.integer(run), .integer(newLimit)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Int64 { try row.next() }
}

/// Hands out the next request of an arm, which is written down before it is answered.
package struct NextShadowRequest: Query {
  package struct Request: Sendable {
    /// The arm whose answer is judged; of an answer the arm itself.
    package var about: Int
    package var prompt: Int
    /// From 1; above when it was tried before.
    package var number: Int
    package var key: String
    /// The stored conversation.
    package var body: [UInt8]
    /// What is judged; nil for an answer.
    package var answer: [UInt8]?
  }
  package enum Row: Sendable {
    case ask(Request)
    /// For something under way.
    case wait
    /// The next could cost more than is left.
    case limit
    case done
  }
  package static let sql = EmbeddedSQL.NextShadowRequest
  package var run: Int64
  package var fence: Int64
  package var arm: Int
  package init(run: Int64, fence: Int64, arm: Int) {
    self.run = run
    self.fence = fence
    self.arm = arm
  }
  package var parameters: [Parameter] { [.integer(run), .integer(fence), .integer(arm)] }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Row {
    let state: String = try row.next()
    switch state {
    case "wait": return .wait
    case "limit": return .limit
    case "done": return .done
    default:
      let about: Int = try row.next()
      let prompt: Int = try row.next()
      let number: Int = try row.next()
      let key: String = try row.next()
      let body: [UInt8]? = try row.next()
      return .ask(
        Request(about: about, prompt: prompt, number: number, key: key, body: body ?? [], answer: try row.next()))
    }
  }
}

/// Keeps an answer with its figures; answers what it cost in micros, nil when unknown.
package struct KeepShadowReply: Query {
  package static let sql = EmbeddedSQL.KeepShadowReply
  package var run: Int64
  package var fence: Int64
  package var arm: Int
  package var request: NextShadowRequest.Request
  package var text: String
  package var finish: String?
  package var tokensIn: Int64?
  package var tokensOut: Int64?
  package var microseconds: Int64
  /// JSON, as `keep_shadow_reply` takes them.
  package var scores: String
  package init(
    run: Int64, fence: Int64, arm: Int, request: NextShadowRequest.Request, text: String, finish: String?,
    tokensIn: Int64?, tokensOut: Int64?, microseconds: Int64, scores: String
  ) {
    self.run = run
    self.fence = fence
    self.arm = arm
    self.request = request
    self.text = text
    self.finish = finish
    self.tokensIn = tokensIn
    self.tokensOut = tokensOut
    self.microseconds = microseconds
    self.scores = scores
  }
  package var parameters: [Parameter] {
    [
      .integer(run), .integer(fence), .integer(arm), .integer(request.about), .integer(request.prompt),
      .integer(request.number), .bytes(Array(text.utf8)), .text(finish), .integer(tokensIn), .integer(tokensOut),
      .integer(microseconds), .text(scores),
    ]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) -> Int64? { try row.next() }
}

/// Says that a request brought no answer.
package struct FailShadowRequest: Query {
  package enum Outcome: String, Sendable, CaseIterable { case refused, unsent, in_doubt, given_up }
  package static let sql = EmbeddedSQL.FailShadowRequest
  package var run: Int64
  package var fence: Int64
  package var arm: Int
  package var request: NextShadowRequest.Request
  package var outcome: Outcome
  package var status: Int?
  package var words: String
  package init(
    run: Int64, fence: Int64, arm: Int, request: NextShadowRequest.Request, outcome: Outcome, status: Int?,
    words: String
  ) {
    self.run = run
    self.fence = fence
    self.arm = arm
    self.request = request
    self.outcome = outcome
    self.status = status
    self.words = words
  }
  package var parameters: [Parameter] {
    [
      .integer(run), .integer(fence), .integer(arm), .integer(request.about), .integer(request.prompt),
      .integer(request.number), .text(outcome.rawValue), .integer(status.map { Int64($0) }), .text(words),
    ]
  }
  package static func decode(_ row: inout RowReader) throws(Problem) {}
}
