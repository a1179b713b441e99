internal import CCurl
internal import Dispatch
package import Evidence
internal import Foundation
package import Governance
package import Ingest

/// Asks a tracking server of MLflow over HTTP, by libcurl.
///
/// Redirects are not followed and certificates are checked: what lets us in reaches nobody else.
package struct TrackingClient: TrackingServer {
  private let address: String
  /// Lines of headers.
  private let access: [String]
  private let seconds: Double
  /// Threads of its own: libcurl blocks, and tasks share few.
  private static let threads = DispatchQueue(label: "countersign.tracking", attributes: .concurrent)
  /// An answer that is longer is not read to its end.
  private static let mostBytes = 64 << 20

  /// - Parameters:
  ///   - address: an URL without user and password.
  ///   - access: the headers that let us in; see `TrackingAccess`.
  ///   - seconds: from the call to the last byte.
  package init(_ address: String, access: [String], seconds: Double = 60) {
    self.address = address.hasSuffix("/") ? String(address.dropLast()) : address
    self.access = access
    self.seconds = seconds
  }

  package func ask(_ question: TrackingQuestion) async throws(Problem) -> JSONValue {
    var url = "\(address)/\(question.path)"
    let query = question.query.map { "\(Self.escaped($0.name))=\(Self.escaped($0.value))" }
    if !query.isEmpty { url += "?" + query.joined(separator: "&") }
    var body: [UInt8]?
    if let value = question.body {
      guard let bytes = try? CanonicalJSON.bytes(of: value, policy: .generation) else {
        throw Problem(
          .fault, "mlflow.question", happened: "A question to the tracking server cannot be written as JSON.")
      }
      body = bytes
    }
    let lines = ["Content-Type: application/json", "Accept: application/json", "Expect:", "User-Agent: countersign"]
    let (headers, sent, whole, seconds) = (lines + access, body, url, seconds)
    let answer = await withCheckedContinuation { continuation in
      Self.threads.async { continuation.resume(returning: Self.perform(whole, headers, sent, seconds)) }
    }
    switch answer {
    case .success(let answer): return try answer.read(question)
    case .failure(let problem): throw problem
    }
  }

  /// Everything but letters, digits and `-._~`.
  private static func escaped(_ text: String) -> String {
    text.utf8.map { byte in
      let isPlain =
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        || [0x2D, 0x2E, 0x5F, 0x7E].contains(byte)
      return isPlain ? String(UnicodeScalar(byte)) : "%" + Hexadecimal.text(of: [byte]).uppercased()
    }.joined()
  }

  private static func perform(
    _ url: String, _ headers: [String], _ body: [UInt8]?, _ seconds: Double
  ) -> Result<TrackingAnswer, Problem> {
    let lines = headers.map { strdup($0) }
    defer { for line in lines { free(line) } }
    var reply = cc_reply()
    url.withCString { address in
      (lines.map { UnsafePointer($0) } + [nil]).withUnsafeBufferPointer { list in
        (body ?? []).withUnsafeBufferPointer { bytes in
          var request = cc_request(
            url: address, headers: list.baseAddress, body: bytes.baseAddress, body_length: bytes.count,
            connect_milliseconds: 10_000, total_milliseconds: Int(seconds * 1000), most_bytes: mostBytes)
          if body == nil { cc_get(&request, &reply) } else { cc_post(&request, &reply) }
        }
      }
    }
    defer { cc_free(&reply) }
    guard reply.outcome == CC_ANSWERED else {
      let words = withUnsafeBytes(of: &reply.words) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      return .failure(
        Problem(
          .unreachable, "mlflow.unreachable", happened: "The tracking server does not answer.", because: words,
          remedy: "Check the address and the network; it is asked again when the source is looked at next."))
    }
    return .success(
      TrackingAnswer(
        status: reply.status, body: Array(UnsafeBufferPointer(start: reply.body, count: reply.length))))
  }
}

/// What lets us into a tracking server, from the environment of the program: never from the catalog, where whoever adds a
/// source could send it elsewhere, and never from the command line, which others can read.
package enum TrackingAccess {
  /// Lines of headers.
  ///
  /// `COUNTERSIGN_KEY_<HOST>` is a token and `COUNTERSIGN_LOGIN_<HOST>` is `user:password`, for this host alone. MLflow's own
  /// `MLFLOW_TRACKING_TOKEN`, `_USERNAME` and `_PASSWORD` count where `MLFLOW_TRACKING_URI` is this address.
  package static func headers(for address: String, _ environment: [String: String]) -> [String] {
    if let token = ModelKeys.from(environment)(address) { return ["Authorization: Bearer \(token)"] }
    if let login = ModelKeys.login(environment, address) { return [basic(login)] }
    func trimmed(_ text: String) -> Substring { text.hasSuffix("/") ? text.dropLast() : text[...] }
    guard let own = environment["MLFLOW_TRACKING_URI"], trimmed(own) == trimmed(address), ModelKeys.isSafe(address)
    else { return [] }
    if let token = environment["MLFLOW_TRACKING_TOKEN"], ModelKeys.isPlain(token) {
      return ["Authorization: Bearer \(token)"]
    }
    if let user = environment["MLFLOW_TRACKING_USERNAME"], let password = environment["MLFLOW_TRACKING_PASSWORD"] {
      return [basic("\(user):\(password)")]
    }
    return []
  }

  private static func basic(_ login: String) -> String {
    "Authorization: Basic \(Data(login.utf8).base64EncodedString())"
  }
}
