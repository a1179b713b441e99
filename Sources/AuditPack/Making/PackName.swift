internal import Evidence

/// File names made of names from outside.
enum PackName {
  /// At most 60 bytes of `a–z`, `0–9`, `.`, `_` and `-`, no point in front. Where a name had to change, digits of its digest
  /// keep it apart from others: also from those that differ in capitals alone.
  static func file(_ name: String) -> String {
    let plain = String(
      name.lowercased().unicodeScalars.prefix(40).map { scalar -> Character in
        let isPlain = scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
        return isPlain || "-_.".unicodeScalars.contains(scalar) ? Character(scalar) : "_"
      })
    let safe = plain.hasPrefix(".") ? "_" + plain.dropFirst() : plain
    return safe == name && !safe.isEmpty
      ? safe : safe + "-" + ContentDigest(of: Array(name.utf8)).hex.prefix(12)
  }
}
