package import Evidence

/// One message of a chat, as OpenAI-compatible services take it.
package struct ChatMessage: Sendable, Equatable {
  package var role: String
  package var content: String
  package init(role: String, content: String) {
    self.role = role
    self.content = content
  }
}

/// One question to one service.
package struct ModelCall: Sendable, Equatable {
  /// The service's base address, such as `https://models.example/v1`.
  package var url: String
  package var model: String
  package var messages: [ChatMessage]
  /// The most the answer may be long.
  package var maxTokens: Int
  /// The same for every attempt at one question: a service that keeps it answers, and bills, once.
  package var idempotencyKey: String
  package init(url: String, model: String, messages: [ChatMessage], maxTokens: Int, idempotencyKey: String) {
    self.url = url
    self.model = model
    self.messages = messages
    self.maxTokens = maxTokens
    self.idempotencyKey = idempotencyKey
  }
}

/// One question to a safety checker.
package struct CheckerCall: Sendable {
  /// The service's base address.
  package var url: String
  /// Below it, with its query.
  package var path: String
  package var document: JSONValue
  /// It is answered by a chat completion; else the answer is kept as it came.
  package var isChat: Bool
  /// The header its key goes into; nil: as a bearer's token.
  package var keyHeader: String?
  package var idempotencyKey: String
}

/// What came of a question. The cases differ in what may be done next without paying twice.
package enum ModelOutcome: Sendable, Equatable {
  case answered(ChatReply, microseconds: Int64)
  /// By the service, without work done. Seconds to wait, when it says so.
  case refused(status: Int, retryAfter: Double?, words: String)
  /// Nobody was reached.
  case unsent(String)
  /// It may have been answered and billed; the answer did not arrive.
  case inDoubt(String)
}

/// Whoever answers questions of a shadow-eval.
package protocol ModelService: Sendable {
  func ask(_ call: ModelCall) async -> ModelOutcome
  func check(_ call: CheckerCall) async -> ModelOutcome
}
