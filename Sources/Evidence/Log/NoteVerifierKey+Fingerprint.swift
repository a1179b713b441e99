extension NoteVerifierKey {
  /// What a person compares over another channel: the digest of the key's text, 71 characters.
  package var fingerprint: String { ContentDigest(of: Array(text.utf8)).text }

  /// Whether this key is the one that is meant by a fingerprint or by the key's own text.
  package func isMeant(by trust: String) -> Bool {
    let given = trust.hasSuffix("\n") ? String(trust.dropLast()) : trust
    return given == fingerprint || given == text
  }

  /// Whether `signature` (64 bytes) is this key's over some bytes.
  func accepts(_ signature: [UInt8], over bytes: [UInt8]) -> Bool {
    guard let text = String(validating: bytes, as: UTF8.self) else { return false }
    return accepts(signature, over: text)
  }
}
