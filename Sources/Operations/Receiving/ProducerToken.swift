internal import Evidence

/// What a program shows to be let in: shown once when it is made, and kept nowhere.
package struct ProducerToken: Sendable {
  /// `csp_` and 43 characters of base64 as URLs have it: 32 random bytes.
  package let text: String

  /// A new one, from the system's own random numbers.
  package init() {
    var source = SystemRandomNumberGenerator()
    var bytes: [UInt8] = []
    for _ in 0..<4 { withUnsafeBytes(of: source.next() as UInt64) { bytes.append(contentsOf: $0) } }
    text = "csp_" + ProducerToken.written(bytes)
  }

  /// What the catalog knows of it.
  package var digest: [UInt8] { ProducerToken.digest(of: text) }

  package static func digest(of text: String) -> [UInt8] { ContentDigest(of: Array(text.utf8)).bytes }

  private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

  private static func written(_ bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    var (held, bits) = (0, 0)
    for byte in bytes {
      held = (held << 8 | Int(byte)) & 0xFFFF
      bits += 8
      while bits >= 6 {
        bits -= 6
        text.append(letters[held >> bits & 63])
      }
    }
    if bits > 0 { text.append(letters[held << (6 - bits) & 63]) }
    return String(decoding: text, as: UTF8.self)
  }
}
