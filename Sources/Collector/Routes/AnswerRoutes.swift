import Evidence
import Governance
import HTTPTypes
import Hummingbird
import Operations
import ServiceLifecycle

/// `GET /api/v1/outcomes` and `/api/v1/resolve`: what a service asks before it delivers, and before it serves.
struct AnswerRoutes: Sendable {
  let reception: Reception

  /// Seconds that a question may wait, and between two looks.
  private static let longestWait = 30.0
  private static let pause = 0.5

  func add(to router: Router<CallerContext>) {
    for path in ["/api/v1/outcomes", "/api/v1/resolve"] {
      router.refuse([.post, .put, .patch, .delete], on: path, allowed: "GET")
    }
    router.get("/api/v1/outcomes") { request, context in
      await reception.answer(request, context, "/api/v1/outcomes", scope: .outcomes) { desks, sender in
        let event = try AnswerRoutes.words("event", in: request)
        let end = ContinuousClock.now.advanced(by: .seconds(try AnswerRoutes.seconds(in: request)))
        var found = try await desks.withDesk { try await $0.outcome(ofEvent: event, for: sender) }
        while found.isOpen, ContinuousClock.now < end, !Task.isCancelled, !Task.isShuttingDownGracefully {
          try await Task.sleep(for: .seconds(AnswerRoutes.pause))
          found = try await desks.withDesk { try await $0.outcome(ofEvent: event, for: sender) }
        }
        return .event(event, found)
      }
    }
    router.get("/api/v1/resolve") { request, context in
      await reception.answer(request, context, "/api/v1/resolve", scope: .resolve) { desks, sender in
        let artifact = try AnswerRoutes.words("artifact", in: request)
        let environment = try AnswerRoutes.words("environment", in: request)
        let key = request.uri.queryParameters["key"].map(String.init)
        let answer = try await desks.withDesk {
          try await $0.resolve(artifact, in: environment, key: key, for: sender)
        }
        guard answer.state == .served else { throw RequestProblem(answer) }
        return answer.document(of: artifact, in: environment)
      }
    }
  }

  private static func words(_ name: String, in request: Request) throws -> String {
    guard let words = request.uri.queryParameters[Substring(name)], !words.isEmpty else {
      throw RequestProblem(.badRequest, "query.missing", "The question names no \(name).")
    }
    return String(words)
  }

  private static func seconds(in request: Request) throws -> Double {
    guard let words = request.uri.queryParameters["wait"] else { return 0 }
    guard let seconds = Double(words), (0...longestWait).contains(seconds) else {
      throw RequestProblem(.badRequest, "query.wait", "A question waits for 0 to \(Int(longestWait)) seconds.")
    }
    return seconds
  }
}

extension EventOutcome {
  fileprivate var isOpen: Bool { state == .pending || state == .untiered }
}

extension JSONValue {
  /// `{"delivery", "event", "generation", "outcome", "state", "tier"}`; `outcome` is null until it has left.
  fileprivate static func event(_ event: String, _ found: EventOutcome) -> JSONValue {
    [
      "event": .string(event), "state": .string(found.state.rawValue), "generation": .string(found.generation),
      "tier": .string(found.tier.rawValue), "delivery": .string(found.delivery),
      "outcome": found.outcome?.document ?? .null,
    ]
  }
}

extension RequestProblem {
  /// Nothing may be used: a client that only looks at the status serves nothing either.
  fileprivate init(_ answer: Resolution) {
    self.init(.conflict, "resolve.\(answer.state.rawValue)", answer.because)
    remedy = answer.alternative
  }
}
