import Evidence
import Governance
import HTTPTypes
import Hummingbird
import Ingest
import Logging
import NIOCore
import Operations

/// What all routes share: how a request is let in and read, and how it is answered.
struct Reception: Sendable {
  let desks: DeskPool
  let tokens: TokenBook
  let reader: BodyReader
  let tally: Tally
  let clock: ServerClock
  let logger: Logger

  /// Lets a request in, takes what it brings, and answers; refusals are answered in words of `style`.
  func answer(
    _ request: Request, _ route: String, _ style: AnswerStyle, scope: DeliveryScope,
    _ take: (Workbench, Delivery, [UInt8]) async throws -> Response
  ) async -> Response {
    let began = ContinuousClock.now
    let response = await taken(request, route, style, scope: scope, take)
    tally.answered(route, status: response.status.code, seconds: began.duration(to: .now).seconds)
    return response
  }

  /// Lets a question in and answers it; the sessions are taken by `reply`, so that who waits holds none.
  func answer(
    _ request: Request, _ route: String, scope: DeliveryScope,
    _ reply: (DeskPool, Delivery.Sender) async throws -> JSONValue
  ) async -> Response {
    let began = ContinuousClock.now
    let response: Response
    do {
      let sender = try await tokens.sender(of: request.headers, for: scope)
      response = AnswerStyle.json.answer(.ok, try await reply(desks, sender))
    } catch {
      response = AnswerStyle.json.refusal(refused(error, route))
    }
    tally.answered(route, status: response.status.code, seconds: began.duration(to: .now).seconds)
    return response
  }

  private func taken(
    _ request: Request, _ route: String, _ style: AnswerStyle, scope: DeliveryScope,
    _ take: (Workbench, Delivery, [UInt8]) async throws -> Response
  ) async -> Response {
    do {
      let sender = try await tokens.sender(of: request.headers, for: scope)
      let body = try await reader.read(request)
      let delivery = Delivery(sender: sender, origin: "POST \(route)")
      return try await desks.withDesk { try await take($0, delivery, body.bytes) }
    } catch {
      return style.refusal(refused(error, route))
    }
  }

  private func refused(_ error: any Error, _ route: String) -> RequestProblem {
    let problem =
      switch error {
      case let problem as RequestProblem: problem
      case let problem as Problem: RequestProblem(problem)
      case let refusal as Refusal: RequestProblem(refusal)
      default: RequestProblem(.badRequest, "request.cut", "The request did not come to its end.")
      }
    logger.log(
      level: problem.status.code >= 500 ? .warning : .info, "refused",
      metadata: [
        "path": .string(route), "status": .stringConvertible(problem.status.code), "code": .string(problem.code),
        "because": .string((error as? Problem)?.summary ?? problem.happened),
      ])
    return problem
  }

  func note(_ report: IngestReport, _ route: String) {
    tally.received(route, taken: report.taken, known: report.known, refused: report.refused)
  }
}

extension Duration {
  var seconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
