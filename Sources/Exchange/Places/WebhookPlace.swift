internal import CCurl
internal import Dispatch
internal import Evidence
internal import Glibc
internal import Governance

/// A service that is sent every checkpoint: `POST` of the signed note as text; any status of 200 to 299 means it is kept.
struct WebhookPlace {
  let url: String
  /// Threads of its own: libcurl blocks, and tasks share few.
  private static let threads = DispatchQueue(label: "countersign.places", attributes: .concurrent)

  func take(_ parcel: CheckpointParcel) async throws(Problem) {
    let (url, body) = (url, Array(parcel.note.written.utf8))
    let trouble = await withCheckedContinuation { continuation in
      Self.threads.async { continuation.resume(returning: Self.post(url, body)) }
    }
    if let trouble { throw .untaken("\(url) did not take it.", trouble) }
  }

  /// Answers what went wrong.
  private static func post(_ url: String, _ body: [UInt8]) -> String? {
    let lines = ["Content-Type: text/plain; charset=utf-8", "Expect:", "User-Agent: countersign"]
    let headers = lines.map { strdup($0) }
    defer { for header in headers { free(header) } }
    var reply = cc_reply()
    url.withCString { address in
      (headers.map { UnsafePointer($0) } + [nil]).withUnsafeBufferPointer { list in
        body.withUnsafeBufferPointer { bytes in
          var request = cc_request(
            url: address, headers: list.baseAddress, body: bytes.baseAddress, body_length: bytes.count,
            connect_milliseconds: 10_000, total_milliseconds: 30_000, most_bytes: 1 << 16)
          cc_post(&request, &reply)
        }
      }
    }
    defer { cc_free(&reply) }
    guard reply.outcome == CC_ANSWERED else {
      return withUnsafeBytes(of: &reply.words) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    }
    return (200..<300).contains(reply.status) ? nil : "It answered with status \(reply.status)."
  }
}
