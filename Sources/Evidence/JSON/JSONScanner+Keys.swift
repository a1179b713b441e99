extension JSONScanner {
  /// Few keys are compared with each other; many go through a set.
  private static let few = 24

  /// Refuses an object that names a member twice, at the second.
  func refuseDoubleKeys(in object: Int, members: Int) throws(JSONRefusal) {
    if members > JSONScanner.few {
      try refuseDoubleKeysOfMany(in: object, members: members)
      return
    }
    // A bit for each fingerprint seen; only a key that shares one, or has escapes, can be another's twin.
    var seen: UInt64 = 0
    var sawEscapes = false
    var key = object + 1
    for _ in 0..<members {
      let bit = UInt64(1) << UInt64(fingerprint(key))
      if nodes[key].escapes != .none { sawEscapes = true }
      if seen & bit != 0 || sawEscapes {
        var other = object + 1
        while other < key {
          if haveSameText(key, other) { throw doubleKey(key) }
          other = Int(nodes[other + 1].next)
        }
      }
      seen |= bit
      key = Int(nodes[key + 1].next)
    }
  }

  /// 0 to 63, from length, first and last byte.
  private func fingerprint(_ key: Int) -> Int {
    let node = nodes[key]
    let length = Int(node.end - node.start)
    guard length > 0 else { return 0 }
    let sum = length &* 7 &+ Int(text[Int(node.start)]) &* 3 &+ Int(text[Int(node.end) - 1])
    return sum & 63
  }

  private func refuseDoubleKeysOfMany(in object: Int, members: Int) throws(JSONRefusal) {
    var seen: Set<[UInt8]> = []
    seen.reserveCapacity(members)
    var key = object + 1
    for _ in 0..<members {
      guard seen.insert(keyText(key)).inserted else { throw doubleKey(key) }
      key = Int(nodes[key + 1].next)
    }
  }

  private func doubleKey(_ key: Int) -> JSONRefusal {
    JSONRefusal(at: Int(nodes[key].start) - 1, "a key stands twice in one object")
  }

  private func keyText(_ key: Int) -> [UInt8] {
    let raw = text[Int(nodes[key].start)..<Int(nodes[key].end)]
    return nodes[key].escapes == .none ? Array(raw) : JSONEscapes.resolved(raw)
  }

  private func haveSameText(_ left: Int, _ right: Int) -> Bool {
    let first = nodes[left]
    let second = nodes[right]
    if first.escapes != .none || second.escapes != .none { return keyText(left) == keyText(right) }
    let length = Int(first.end - first.start)
    guard length == Int(second.end - second.start) else { return false }
    for index in 0..<length where text[Int(first.start) + index] != text[Int(second.start) + index] { return false }
    return true
  }
}
