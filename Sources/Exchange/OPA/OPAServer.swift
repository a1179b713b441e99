internal import CCurl
internal import Dispatch
package import Evidence
internal import Glibc
package import Governance
package import Policy

/// A server of the Open Policy Agent, asked over REST: `POST {url}/v1/data/{entrypoint}`.
///
/// The server has its bundle from elsewhere. What it answers counts only when it says by which revision, and that is the one
/// that is asked for.
package struct OPAServer: PolicyEngine {
  private let url: String
  private let token: String?
  private let seconds: Double
  /// Threads of its own: libcurl blocks, and tasks share few.
  private static let threads = DispatchQueue(label: "countersign.opa", attributes: .concurrent)
  /// An answer that is longer is not read to its end.
  private static let mostBytes = 4 << 20

  /// - Parameters:
  ///   - url: its address, without `/v1`.
  ///   - token: a bearer token; nil for a server that asks for none.
  ///   - seconds: from the call to the last byte.
  package init(_ url: String, token: String? = nil, seconds: Double = 2) {
    self.url = url.hasSuffix("/") ? String(url.dropLast()) : url
    self.token = token
    self.seconds = seconds
  }

  package func evaluate(_ bundle: PolicyBundle, entrypoint: String, input: JSONValue) async throws(Problem)
    -> PolicyAnswer
  {
    guard input.isNested(atMost: 64) else {
      throw Self.unmet(
        "opa.input", "The facts cannot be handed to the policy engine.", "They are nested deeper than 64 levels.")
    }
    let body: [UInt8]
    do throws(JSONRefusal) {
      body = try CanonicalJSON.bytes(of: ["input": input], policy: .generation)
    } catch {
      throw Self.unmet("opa.input", "The facts cannot be handed to the policy engine.", "As JSON, \(error.reason).")
    }
    let address = "\(url)/v1/data/\(entrypoint)?provenance=true&strict-builtin-errors=true"
    var reply = await post(address, body)
    // Nothing was sent: asking again decides nothing twice.
    if case .unreached = reply { reply = await post(address, body) }
    switch reply {
    case .unreached(let words): throw Self.unmet("opa.unreachable", "The policy server cannot be reached.", words)
    case .lost(let words): throw Self.unmet("opa.lost", "The policy server did not answer in time.", words)
    case .said(let status, let bytes): return try Self.answer(status, bytes, bundle.revision.text)
    }
  }

  private static func answer(_ status: Int, _ bytes: [UInt8], _ revision: String) throws(Problem) -> PolicyAnswer {
    guard let document = try? JSONValue(bytes, policy: .generation) else {
      throw unmet("opa.answer", "The policy server's answer is no JSON.", "Its status is \(status).")
    }
    guard status == 200 else {
      let said = [document["code"]?.text, document["message"]?.text].compactMap { $0 }.joined(separator: ": ")
      throw unmet(
        "opa.refused", "The policy server refused to decide, with status \(status).", String(said.prefix(300)))
    }
    // By the bundle that owns the path; a server with several says all of them.
    guard let provenance = document["provenance"], case .object(let bundles)? = provenance["bundles"], !bundles.isEmpty
    else { throw unmet("opa.provenance", "The policy server does not say by which bundle it decides.", "") }
    guard bundles.contains(where: { $0.value["revision"]?.text == revision }) else {
      let said = bundles.map { "\($0.key) \($0.value["revision"]?.text ?? "without revision")" }.joined(separator: ", ")
      throw unmet(
        "opa.revision", "The policy server has another bundle than the one in force.", "It has \(said.prefix(200)).")
    }
    guard let result = document["result"] else {
      throw unmet("opa.undefined", "The policy does not decide: its rule is undefined.", "")
    }
    return PolicyAnswer(result, engine: "opa", engineVersion: provenance["version"]?.text ?? "")
  }

  private enum Reply: Sendable {
    case unreached(String)
    case lost(String)
    case said(Int, [UInt8])
  }

  private func post(_ address: String, _ body: [UInt8]) async -> Reply {
    var headers = ["Content-Type: application/json", "Accept: application/json", "Expect:", "User-Agent: countersign"]
    if let token { headers.append("Authorization: Bearer \(token)") }
    let (lines, seconds) = (headers, seconds)
    return await withCheckedContinuation { continuation in
      Self.threads.async { continuation.resume(returning: Self.send(address, lines, body, seconds)) }
    }
  }

  private static func send(_ address: String, _ headers: [String], _ body: [UInt8], _ seconds: Double) -> Reply {
    let lines = headers.map { strdup($0) }
    defer { for line in lines { free(line) } }
    var reply = cc_reply()
    address.withCString { url in
      (lines.map { UnsafePointer($0) } + [nil]).withUnsafeBufferPointer { list in
        body.withUnsafeBufferPointer { bytes in
          var request = cc_request(
            url: url, headers: list.baseAddress, body: bytes.baseAddress, body_length: bytes.count,
            connect_milliseconds: Int(seconds * 1000), total_milliseconds: Int(seconds * 1000), most_bytes: mostBytes)
          cc_post(&request, &reply)
        }
      }
    }
    defer { cc_free(&reply) }
    let words = withUnsafeBytes(of: &reply.words) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    switch reply.outcome {
    case CC_UNSENT: return .unreached(words)
    case CC_LOST: return .lost(words)
    default: return .said(reply.status, Array(UnsafeBufferPointer(start: reply.body, count: reply.length)))
    }
  }

  private static func unmet(_ code: String, _ happened: String, _ because: String) -> Problem {
    Problem(
      .unmet, code, happened: happened, because: because,
      remedy: "See that the policy server runs, and that it has the bundle in force.")
  }
}
