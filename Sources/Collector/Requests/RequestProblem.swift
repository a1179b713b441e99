import Governance
import HTTPTypes
import Ingest

/// Why a request is not answered with what it asked for.
struct RequestProblem: Error {
  var status: HTTPResponse.Status
  /// Stable, as in the catalog's own refusals.
  var code: String
  /// A sentence.
  var happened: String
  var because = ""
  var remedy = ""
  /// Seconds after which to try again.
  var retryAfter: Int?

  init(_ status: HTTPResponse.Status, _ code: String, _ happened: String, retryAfter: Int? = nil) {
    self.status = status
    self.code = code
    self.happened = happened
    self.retryAfter = retryAfter
  }

  /// The body as a whole cannot be read.
  init(_ refusal: Refusal) { self.init(.badRequest, refusal.code, refusal.reason) }

  init(_ problem: Problem) {
    self.init(.internalServerError, problem.code, problem.happened)
    (because, remedy) = (problem.because, problem.remedy)
    switch problem.kind {
    case .unreachable:
      (status, retryAfter) = (.serviceUnavailable, 5)
      // Whoever asks, with a token or without, is not told where the catalog is.
      (happened, because, remedy) = ("The catalog cannot be reached.", "", "Try again in a few seconds.")
    case .conflict, .cancelled: (status, retryAfter) = (.serviceUnavailable, 1)
    case .badData, .usage: status = .badRequest
    case .notFound: status = .notFound
    case .notPermitted where problem.code == "token.unknown" || problem.code == "token.certificate":
      status = .unauthorized
    case .notPermitted where problem.code == "token.scope": status = .forbidden
    default:
      // What is wrong with the catalog is for our own log.
      (happened, because, remedy) = ("The request could not be taken.", "", "Tell the office.")
    }
  }

  static func tooLarge(_ limit: Int) -> RequestProblem {
    RequestProblem(.contentTooLarge, "body.large", "The body is larger than \(limit) bytes, or unpacks to more.")
  }

  static let bomb = RequestProblem(
    .contentTooLarge, "body.bomb", "The body unpacks to far more than it should.")
  static let slow = RequestProblem(.requestTimeout, "body.slow", "The body did not come in time.")
  static let busy = RequestProblem(
    .serviceUnavailable, "collector.busy", "Too much is being worked on.", retryAfter: 2)
  static let spoolFull = RequestProblem(
    .serviceUnavailable, "spool.full", "The catalog is away, and no more can be kept for it.", retryAfter: 30)
  static let draining = RequestProblem(
    .serviceUnavailable, "collector.draining", "This daemon is about to stop.", retryAfter: 2)
}
