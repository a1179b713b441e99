internal import Evidence

/// The three messages of ssh-agent that signing takes (draft-miller-ssh-agent §3): bytes in, bytes out, no socket.
enum AgentMessages {
  /// SSH_AGENTC_REQUEST_IDENTITIES
  static let listIdentities: [UInt8] = [11]

  /// SSH_AGENTC_SIGN_REQUEST
  static func sign(_ bytes: [UInt8], with key: VerifyingKey) -> [UInt8] {
    [13] + SSHReader.written(key.sshBlob) + SSHReader.written(bytes) + SSHReader.written(UInt32(0))
  }

  /// The Ed25519 keys of an SSH_AGENT_IDENTITIES_ANSWER; nil for anything else.
  static func identities(_ answer: [UInt8]) -> [VerifyingKey]? {
    var reader = SSHReader(answer)
    guard reader.byte() == 12, let count = reader.number(), count <= 10_000 else { return nil }
    var keys: [VerifyingKey] = []
    for _ in 0..<count {
      guard let blob = reader.string(), reader.string() != nil else { return nil }
      // Keys of other algorithms are not ours to use.
      if let key = try? VerifyingKey(sshBlob: blob) { keys.append(key) }
    }
    return keys
  }

  /// The 64 bytes of an SSH_AGENT_SIGN_RESPONSE; nil for anything else, a refusal among it.
  static func signature(_ answer: [UInt8]) -> [UInt8]? {
    var reader = SSHReader(answer)
    guard reader.byte() == 14, let wrapped = reader.string() else { return nil }
    var inner = SSHReader(wrapped)
    guard inner.string() == Array(VerifyingKey.algorithm.utf8), let signature = inner.string(), signature.count == 64
    else { return nil }
    return signature
  }
}
