internal import Catalog
package import Governance

/// What producers ask by their tokens.
extension Workbench {
  /// Where the review of one of the asker's own events stands.
  ///
  /// - Throws: `generation.unknown` when it reported no such event; `token.unknown` and `token.scope`.
  package func outcome(ofEvent event: String, for sender: Delivery.Sender) async throws(Problem) -> EventOutcome {
    try await connection.one(ReadOutcomeOfEvent(token: sender.token, producer: sender.producer, event: event))
  }

  /// What the asker is to use of an artifact, or why there is nothing.
  package func resolve(
    _ artifact: String, in environment: String, key: String?, for sender: Delivery.Sender
  ) async throws(Problem) -> Resolution {
    try await connection.one(
      ResolveByToken(
        token: sender.token, asked: ResolveVersion(artifact: artifact, environment: environment, key: key)))
  }
}
