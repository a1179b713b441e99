internal import Dispatch
package import Evidence
package import Governance

/// A desk whose keys an ssh-agent holds: on this machine, or forwarded over SSH. The keys never leave it.
package struct AgentKeyRing: KeyRing {
  /// The agent's socket, as `SSH_AUTH_SOCK` names it.
  package let socket: String
  /// Signs with this key alone, when the person holds several: its fingerprint.
  package let chosen: String?

  package init(socket: String, chosen: String? = nil) {
    self.socket = socket
    self.chosen = chosen
  }

  package func means(among trusted: [VerifyingKey]) async -> SigningMeans {
    do throws(Problem) {
      let key = try await key(among: trusted)
      return .ready(fingerprint: key.fingerprint, from: "ssh-agent")
    } catch {
      return .missing(because: error.summary)
    }
  }

  package func signer(among trusted: [VerifyingKey], passphrase: String?) async throws(Problem) -> any DecisionSigner {
    AgentKey(key: try await key(among: trusted), socket: socket)
  }

  /// Every Ed25519 key the agent holds.
  package func keys() async throws(Problem) -> [VerifyingKey] {
    guard let keys = AgentMessages.identities(try await AgentSocket.ask(socket, AgentMessages.listIdentities)) else {
      throw .agentSilent("It does not list its keys.")
    }
    return keys
  }

  private func key(among trusted: [VerifyingKey]) async throws(Problem) -> VerifyingKey {
    let held = try await keys()
    if let key = held.first(where: { key in trusted.contains(key) && (chosen ?? key.fingerprint) == key.fingerprint }) {
      return key
    }
    throw Problem(
      .notPermitted, "key.none", happened: "ssh-agent holds no key that the catalog trusts as yours.",
      because: held.isEmpty
        ? "It holds no Ed25519 key." : "It holds \(held.map(\.fingerprint).joined(separator: ", ")).",
      remedy: "Add yours with `ssh-add`, or make it known with `countersign key add`.")
  }
}

/// One key of an agent.
private struct AgentKey: DecisionSigner {
  let key: VerifyingKey
  let socket: String

  func signature(over bytes: [UInt8]) async throws(Problem) -> [UInt8] {
    guard
      let signature = AgentMessages.signature(try await AgentSocket.ask(socket, AgentMessages.sign(bytes, with: key)))
    else { throw .agentSilent("It refused to sign; perhaps it is locked, or somebody said no to its question.") }
    return signature
  }
}

extension Problem {
  static func agentSilent(_ because: String) -> Problem {
    Problem(
      .unreachable, "key.agent", happened: "ssh-agent did not do it.", because: because,
      remedy: "Check SSH_AUTH_SOCK with `ssh-add -l`.")
  }
}
