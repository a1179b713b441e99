import Evidence
import HTTPTypes
import Hummingbird
import Ingest
import NIOCore

/// In which words and bytes a request is answered.
enum AnswerStyle: Sendable {
  /// Our own JSON.
  case json
  /// OTLP in the encoding it was asked in.
  case otlpText
  case otlpBinary

  func answer(_ status: HTTPResponse.Status, _ value: JSONValue) -> Response {
    Response(status: status, headers: [.contentType: "application/json"], body: .init(bytes: AnswerStyle.bytes(value)))
  }

  /// All went well but for `rejected` records; the sender must not send them again.
  func partialSuccess(_ rejected: Int, counted name: String) -> Response {
    let because = rejected > 0 ? "\(rejected) records were refused; the office has them in quarantine." : ""
    switch self {
    case .json, .otlpText:
      guard rejected > 0 else { return answer(.ok, [:]) }
      return answer(
        .ok,
        ["partialSuccess": .object([.init(name, .string(String(rejected))), .init("errorMessage", .string(because))])])
    case .otlpBinary: return binary(.ok, OTLPBinary.answer(rejected: rejected, because: because))
    }
  }

  /// It lies on this machine's disk, and is not yet committed.
  var kept: Response {
    switch self {
    case .json: answer(.accepted, ["spooled": true])
    case .otlpText: answer(.accepted, [:])
    case .otlpBinary: binary(.accepted, [])
    }
  }

  func refusal(_ problem: RequestProblem) -> Response {
    var response: Response
    // As gRPC counts them.
    let code: Int32 =
      switch problem.status {
      case .unauthorized: 16
      case .forbidden: 7
      case .serviceUnavailable, .tooManyRequests: 14
      default: problem.status.code >= 500 ? 13 : 3
      }
    switch self {
    case .json:
      response = answer(
        problem.status,
        [
          "error": [
            "code": .string(problem.code), "happened": .string(problem.happened), "because": .string(problem.because),
            "remedy": .string(problem.remedy),
          ]
        ])
    case .otlpText:
      response = answer(
        problem.status, ["code": .number(String(code)), "message": .string(problem.happened), "details": []])
    case .otlpBinary: response = binary(problem.status, OTLPBinary.refusal(code: code, problem.happened))
    }
    if let seconds = problem.retryAfter { response.headers[.retryAfter] = String(seconds) }
    if problem.status == .unauthorized { response.headers[.wwwAuthenticate] = "Bearer" }
    return response
  }

  private func binary(_ status: HTTPResponse.Status, _ bytes: [UInt8]) -> Response {
    Response(status: status, headers: [.contentType: "application/x-protobuf"], body: .init(bytes: bytes))
  }

  private static func bytes(_ value: JSONValue) -> [UInt8] {
    (try? CanonicalJSON.bytes(of: value, policy: .generation)) ?? Array("{}".utf8)
  }
}

extension ResponseBody {
  init(bytes: [UInt8]) { self.init(byteBuffer: ByteBuffer(bytes: bytes)) }
}
