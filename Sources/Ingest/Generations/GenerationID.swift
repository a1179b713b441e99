import Evidence
package import Governance

/// The id of a generation: the same event always gets the same one, and ids sort by time.
package enum GenerationID {
  /// 16 bytes in UUIDv7 layout (RFC 9562): 48 bits of milliseconds since 1970, version 7, then the first 74 bits of
  /// SHA-256 over producer, 0x00, event id: 12 before the variant bits, 62 after. With it the key: the hash's first
  /// 8 bytes, big endian.
  package static func make(producer: String, eventID: String, at: Instant) -> (id: [UInt8], key: Int64) {
    var named: [UInt8] = []
    named.reserveCapacity(producer.utf8.count + eventID.utf8.count + 1)
    named.append(contentsOf: producer.utf8)
    named.append(0)
    named.append(contentsOf: eventID.utf8)
    let hash = ContentDigest(of: named).bytes
    let milliseconds = UInt64(clamping: at.microseconds) / 1000
    var id = [UInt8](repeating: 0, count: 16)
    for index in 0..<6 { id[index] = UInt8(truncatingIfNeeded: milliseconds >> UInt64(40 - index * 8)) }
    id[6] = 0x70 | hash[0] >> 4
    id[7] = hash[0] << 4 | hash[1] >> 4
    id[8] = 0x80 | (hash[1] & 0x0F) << 2 | hash[2] >> 6
    for index in 0..<7 { id[9 + index] = hash[2 + index] << 2 | hash[3 + index] >> 6 }
    let key = hash[..<8].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return (id, Int64(bitPattern: key))
  }

  /// 36 characters, as PostgreSQL prints a uuid.
  package static func text(of id: [UInt8]) -> String {
    let digits = Array(Hexadecimal.text(of: id))
    let groups = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32]
    return groups.map { String(digits[$0.clamped(to: 0..<digits.count)]) }.joined(separator: "-")
  }
}
