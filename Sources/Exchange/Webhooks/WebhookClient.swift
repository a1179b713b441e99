internal import CCurl
internal import Dispatch
internal import Glibc
package import Governance

/// Tells addresses over HTTP, by libcurl, with the headers of Standard Webhooks: `webhook-id`, `webhook-timestamp` and
/// `webhook-signature`. Redirects are not followed and certificates are checked.
///
/// Source: the Standard Webhooks specification, 1.0.
package struct WebhookClient: WebhookPost {
  /// Seconds from the call to the last byte of the answer.
  private let seconds: Int
  /// Threads of its own: libcurl blocks, and tasks share few.
  private static let threads = DispatchQueue(label: "countersign.webhooks", attributes: .concurrent)

  package init(seconds: Int = 15) { self.seconds = seconds }

  package func post(_ call: WebhookCall) async -> WebhookAnswer {
    let seconds = seconds
    return await withCheckedContinuation { continuation in
      Self.threads.async { continuation.resume(returning: Self.post(call, seconds)) }
    }
  }

  private static func post(_ call: WebhookCall, _ seconds: Int) -> WebhookAnswer {
    let lines = [
      "Content-Type: application/json", "Expect:", "User-Agent: countersign", "webhook-id: \(call.delivery)",
      "webhook-timestamp: \(call.stamp)", "webhook-signature: \(call.signature)",
    ]
    let headers = lines.map { strdup($0) }
    defer { for header in headers { free(header) } }
    let body = Array(call.body.utf8)
    var reply = cc_reply()
    call.url.withCString { address in
      (headers.map { UnsafePointer($0) } + [nil]).withUnsafeBufferPointer { list in
        body.withUnsafeBufferPointer { bytes in
          var request = cc_request(
            url: address, headers: list.baseAddress, body: bytes.baseAddress, body_length: bytes.count,
            connect_milliseconds: 5_000, total_milliseconds: seconds * 1000, most_bytes: 1 << 16)
          cc_post(&request, &reply)
        }
      }
    }
    defer { cc_free(&reply) }
    guard reply.outcome == CC_ANSWERED else {
      let words = withUnsafeBytes(of: &reply.words) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      return WebhookAnswer(status: nil, retryAfter: nil, words: words)
    }
    let wait = reply.retry_after > 0 ? Int(min(reply.retry_after, 86_400)) : nil
    return WebhookAnswer(status: reply.status, retryAfter: wait, words: "It answered with status \(reply.status).")
  }
}
