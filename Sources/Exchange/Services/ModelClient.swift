internal import CCurl
internal import Dispatch
internal import Evidence
internal import Glibc
package import Shadow

/// Asks OpenAI-compatible services over HTTP, by libcurl: `POST {url}/chat/completions`; and safety checkers, each its way.
///
/// Redirects are not followed and certificates are checked. A request runs to its end or to its time-out: what was sent
/// may be billed, so nothing ends it before.
package struct ModelClient: ModelService {
  /// What a service is told to be let in, by its base address; nil: nothing.
  package typealias Keys = @Sendable (_ url: String) -> String?

  private let keys: Keys
  private let seconds: Double
  /// Threads of its own: libcurl blocks, and tasks share few.
  private static let threads = DispatchQueue(label: "countersign.models", attributes: .concurrent)
  /// An answer that is longer is not read to its end.
  private static let mostBytes = 16 << 20

  /// - seconds: from the call to the last byte.
  package init(seconds: Double = 60, keys: @escaping Keys) {
    self.seconds = seconds
    self.keys = keys
  }

  package func ask(_ call: ModelCall) async -> ModelOutcome {
    await post(
      call.url, "/chat/completions", ChatCompletion.request(call), keyHeader: nil, call.idempotencyKey,
      read: ChatCompletion.reply)
  }

  package func check(_ call: CheckerCall) async -> ModelOutcome {
    await post(call.url, call.path, call.document, keyHeader: call.keyHeader, call.idempotencyKey) { bytes in
      call.isChat
        ? ChatCompletion.reply(bytes)
        : ChatReply(text: String(decoding: bytes, as: UTF8.self), finish: nil, tokensIn: nil, tokensOut: nil)
    }
  }

  private func post(
    _ base: String, _ path: String, _ document: JSONValue, keyHeader: String?, _ idempotencyKey: String,
    read: @escaping @Sendable ([UInt8]) -> ChatReply?
  ) async -> ModelOutcome {
    guard let body = try? CanonicalJSON.bytes(of: document, policy: .generation) else {
      return .refused(status: 400, retryAfter: nil, words: "the prompt cannot be written as JSON")
    }
    var headers = [
      "Content-Type: application/json", "Accept: application/json", "Expect:", "User-Agent: countersign",
      "Idempotency-Key: \(idempotencyKey)",
    ]
    if let key = keys(base) { headers.append(keyHeader.map { "\($0): \(key)" } ?? "Authorization: Bearer \(key)") }
    let url = (base.hasSuffix("/") ? String(base.dropLast()) : base) + path
    let (lines, seconds) = (headers, seconds)
    return await withCheckedContinuation { continuation in
      Self.threads.async { continuation.resume(returning: Self.post(url, lines, body, seconds, read)) }
    }
  }

  private static func post(
    _ url: String, _ headers: [String], _ body: [UInt8], _ seconds: Double, _ read: ([UInt8]) -> ChatReply?
  ) -> ModelOutcome {
    let lines = headers.map { strdup($0) }
    defer { for line in lines { free(line) } }
    var reply = cc_reply()
    url.withCString { address in
      (lines.map { UnsafePointer($0) } + [nil]).withUnsafeBufferPointer { list in
        body.withUnsafeBufferPointer { bytes in
          var request = cc_request(
            url: address, headers: list.baseAddress, body: bytes.baseAddress, body_length: bytes.count,
            connect_milliseconds: 10_000, total_milliseconds: Int(seconds * 1000), most_bytes: mostBytes)
          cc_post(&request, &reply)
        }
      }
    }
    defer { cc_free(&reply) }
    let words = withUnsafeBytes(of: &reply.words) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    switch reply.outcome {
    case CC_UNSENT: return .unsent(words)
    case CC_LOST: return .inDoubt(words)
    default: break
    }
    guard reply.status == 200 else {
      let wait = reply.retry_after > 0 ? Double(reply.retry_after) : nil
      return .refused(status: reply.status, retryAfter: wait, words: "status \(reply.status)")
    }
    let bytes = Array(UnsafeBufferPointer(start: reply.body, count: reply.length))
    guard let answer = read(bytes) else { return .inDoubt("the answer is no chat completion") }
    return .answered(answer, microseconds: reply.microseconds)
  }
}
