/// One try to tell an address something.
package struct WebhookCall: Sendable, Equatable {
  package var url: String
  /// The same in every try.
  package var delivery: String
  /// Seconds since 1970.
  package var stamp: Int64
  /// `v1,` and HMAC-SHA256 over delivery, stamp and body, in base64.
  package var signature: String
  package var body: String

  package init(url: String, delivery: String, stamp: Int64, signature: String, body: String) {
    self.url = url
    self.delivery = delivery
    self.stamp = stamp
    self.signature = signature
    self.body = body
  }
}

/// What an address answered.
package struct WebhookAnswer: Sendable, Equatable {
  /// Nil when nobody was reached, or no answer came.
  package var status: Int?
  /// Seconds of a Retry-After.
  package var retryAfter: Int?
  package var words: String

  package init(status: Int?, retryAfter: Int?, words: String) {
    self.status = status
    self.retryAfter = retryAfter
    self.words = words
  }
}

/// How addresses are told.
package protocol WebhookPost: Sendable {
  func post(_ call: WebhookCall) async -> WebhookAnswer
}
