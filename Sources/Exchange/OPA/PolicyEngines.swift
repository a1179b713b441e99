package import Policy

/// The policy engines that are at hand.
package enum PolicyEngines {
  /// The one that gates are decided with: the server that COUNTERSIGN_OPA_URL names, else the embedded one.
  package static func chosen(_ environment: [String: String]) -> any PolicyEngine {
    server(environment) ?? EmbeddedRego.found(environment: environment)
  }

  /// All of them. Never empty: without any there is one that says why.
  package static func all(_ environment: [String: String]) -> [any PolicyEngine] {
    let embedded = EmbeddedRego.found(environment: environment)
    guard let server = server(environment) else { return [embedded] }
    return embedded is UnavailableEngine ? [server] : [embedded, server]
  }

  private static func server(_ environment: [String: String]) -> OPAServer? {
    guard let url = environment["COUNTERSIGN_OPA_URL"], url.hasPrefix("http://") || url.hasPrefix("https://") else {
      return nil
    }
    return OPAServer(url, token: environment["COUNTERSIGN_OPA_TOKEN"])
  }
}
