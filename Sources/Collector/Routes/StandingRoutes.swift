import Evidence
import Governance
import HTTPTypes
import Hummingbird
import Operations
import Synchronization

/// `GET /health/live`, `/health/ready`, `/metrics`.
struct StandingRoutes: Sendable {
  let reception: Reception
  /// A session of its own, so that it answers however much is being worked on.
  let desk: Workbench

  func add(to router: Router<CallerContext>) {
    for path in ["/health/live", "/health/ready", "/metrics"] {
      router.refuse([.post, .put, .patch, .delete], on: path, allowed: "GET")
    }
    router.get("/health/live") { _, _ in AnswerStyle.json.answer(.ok, ["status": "live"]) }
    router.get("/health/ready") { _, _ in
      do throws(Problem) {
        _ = try await desk.nowOnServer()
        let waiting = reception.spool?.standing.records ?? 0
        guard waiting > 0 else { return AnswerStyle.json.answer(.ok, ["status": "ready"]) }
        return AnswerStyle.json.answer(.ok, ["status": "ready", "spooled": .number(String(waiting))])
      } catch {
        if error.kind == .unreachable, let standing = reception.spool?.standing, !standing.isFull {
          return AnswerStyle.json.answer(
            .ok,
            [
              "status": "spooling", "spooled": .number(String(standing.records)),
              "because": "The catalog cannot be reached.",
            ])
        }
        return AnswerStyle.json.refusal(RequestProblem(error))
      }
    }
    router.get("/metrics") { _, _ in
      let text = reception.tally.text(
        bodiesInUse: reception.reader.room.inUse, waiting: await reception.desks.waiting,
        spool: reception.spool?.standing)
      return Response(
        status: .ok, headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8"],
        body: .init(bytes: Array(text.utf8)))
    }
  }
}
