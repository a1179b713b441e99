internal import Evidence
internal import Governance
internal import Ingest

/// Aliases that promotions in force ask for.
extension MLflowSync {
  /// Sets the aliases that promotions in force ask for; one that fails waits for the next look.
  mutating func setAliases() async throws(Problem) {
    for order in try await taking.ordersDue() {
      guard let slash = order.remote.lastIndex(of: "/") else { continue }
      let body: JSONValue = [
        "name": .string(String(order.remote[..<slash])), "alias": .string(order.alias),
        "version": .string(String(order.remote[order.remote.index(after: slash)...])),
      ]
      do throws(Problem) {
        _ = try await server.ask(
          TrackingQuestion("api/2.0/mlflow/registered-models/alias", body: body))
        try await taking.answer(order.id, isSet: true, words: "")
        aliasesSet += 1
      } catch  where error.code.hasPrefix("mlflow.") {
        try await taking.answer(order.id, isSet: false, words: error.summary)
      } catch {
        throw error
      }
    }
  }
}
