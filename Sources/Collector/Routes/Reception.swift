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
  /// Where requests lie that the catalog cannot take now; without it they are refused.
  let spool: Spool?
  let logger: Logger

  func add(_ intakes: [Intake], to router: Router<CallerContext>) {
    for intake in intakes {
      router.post(RouterPath(intake.route)) { request, context in await answer(request, context, intake) }
      router.refuse([.get, .head, .put, .patch, .delete], on: intake.route, allowed: "POST")
    }
  }

  /// Lets a request in, takes what it brings, and answers.
  private func answer(_ request: Request, _ context: CallerContext, _ intake: Intake) async -> Response {
    let began = ContinuousClock.now
    let response: Response
    if let style = intake.style(request.headers[.contentType]) {
      response = await taken(request, context, intake, style)
    } else {
      response = AnswerStyle.otlpText.refusal(
        RequestProblem(
          .unsupportedMediaType, "body.type", "The body is neither application/x-protobuf nor application/json."))
    }
    tally.answered(intake.route, status: response.status.code, seconds: began.duration(to: .now).seconds)
    return response
  }

  /// Lets a question in and answers it; the sessions are taken by `reply`, so that who waits holds none.
  func answer(
    _ request: Request, _ context: CallerContext, _ route: String, scope: DeliveryScope,
    _ reply: (DeskPool, Delivery.Sender) async throws -> JSONValue
  ) async -> Response {
    let began = ContinuousClock.now
    let response: Response
    do {
      let sender = try await tokens.sender(of: request.headers, showing: try await context.certificate, for: scope)
      response = AnswerStyle.json.answer(.ok, try await reply(desks, sender))
    } catch {
      response = AnswerStyle.json.refusal(refused(error, route))
    }
    tally.answered(route, status: response.status.code, seconds: began.duration(to: .now).seconds)
    return response
  }

  private func taken(
    _ request: Request, _ context: CallerContext, _ intake: Intake, _ style: AnswerStyle
  ) async -> Response {
    do {
      let isAway = spool?.isAway ?? false
      let sender = try await tokens.sender(
        of: request.headers, showing: try await context.certificate, for: intake.scope, isAway: isAway,
        bridges: spool != nil)
      let body = try await reader.read(request)
      let label = BodyLabel(type: request.headers[.contentType], query: request.uri.query ?? "")
      if !isAway {
        let delivery = Delivery(sender: sender, origin: "POST \(intake.route)")
        do {
          return try await desks.withDesk { try await intake.take($0, delivery, body.bytes, label) }
        } catch let problem as Problem where problem.kind == .unreachable && spool != nil {
          spool?.noteAway()
        } catch let refusal as Refusal {
          throw try await kept(refusal, body.bytes, delivery, intake.scope)
        }
      }
      guard let spool else { throw RequestProblem.busy }
      // What can be told to be wrong now is refused now, while its sender listens.
      try intake.check(body.bytes, label)
      try await spool.keep(
        SpoolRecord(route: intake.route, label: label, sender: sender, at: .now(), body: body.bytes))
      tally.spooled(intake.route)
      return style.kept
    } catch {
      return style.refusal(refused(error, intake.route))
    }
  }

  /// A body that cannot be read as a whole lies in quarantine as it is, unless it is large; its sender is told that.
  private func kept(
    _ refusal: Refusal, _ body: [UInt8], _ delivery: Delivery, _ scope: DeliveryScope
  ) async throws -> RequestProblem {
    var problem = RequestProblem(refusal)
    guard body.count <= Reception.mostKept else { return problem }
    try await desks.withDesk { try await $0.setAside([body], of: delivery, scope: scope, refusal) }
    problem.remedy = "The office has it in quarantine; mend it and send it again."
    return problem
  }

  private static let mostKept = 1 << 20

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
