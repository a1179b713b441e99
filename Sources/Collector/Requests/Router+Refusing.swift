import HTTPTypes
import Hummingbird

extension Router<CallerContext> {
  /// Answers 405 to methods that a path does not take, with those it does: 404 would say that there is no such path.
  func refuse(_ methods: [HTTPRequest.Method], on path: String, allowed: String) {
    for method in methods {
      on(RouterPath(path), method: method) { _, _ in
        var response = AnswerStyle.json.refusal(
          RequestProblem(.methodNotAllowed, "request.method", "\(path) takes \(allowed)."))
        response.headers[.allow] = allowed
        return response
      }
    }
  }
}
