/// Finds what looks like a credential in a text of any length: keys by how they begin, private keys, passwords in
/// addresses, and values that stand behind a name such as `api_key`.
///
/// It goes by what is written, knows no entropy, and never asks anyone: the same text gives the same answer. Slots of
/// templates (`{{key}}`, `$KEY`, `<key>`) and placeholders (`xxxx`, `your-key`) are no secrets.
package enum SecretFinder {
  /// In order of their places; none overlaps another.
  package static func secrets(in text: String) -> [FoundSecret] {
    var text = text
    return text.withUTF8 { bytes in
      var scan = SecretScan(bytes: bytes)
      scan.run()
      return scan.found
    }
  }

  /// A value that stands under a name of its own, such as a member of an object; nil for one that is none.
  package static func kind(of value: String, under name: String) -> SecretKind? {
    guard let kind = SecretScan.kind(ofName: name.utf8) else { return nil }
    let bytes = Array(value.utf8)
    return SecretScan.isSecret(bytes[...], kind, isQuoted: true, isAssigned: true) ? kind : nil
  }

  /// The text with each secret's place taken by `[masked: KIND]`, and what was found.
  package static func masked(_ text: String) -> (text: String, secrets: [FoundSecret]) {
    let secrets = secrets(in: text)
    if secrets.isEmpty { return (text, []) }
    let bytes = Array(text.utf8)
    var shown: [UInt8] = []
    var place = 0
    for secret in secrets {
      shown += bytes[place..<secret.range.lowerBound]
      shown += "[masked: \(secret.kind.label)]".utf8
      place = secret.range.upperBound
    }
    shown += bytes[place...]
    return (String(decoding: shown, as: UTF8.self), secrets)
  }
}

/// One way through the bytes of a text.
private struct SecretScan {
  let bytes: UnsafeBufferPointer<UInt8>
  private(set) var found: [FoundSecret] = []
  private var line = 1
  /// The bytes that follow a first one where a credential may begin.
  private let second = SecretPrefix.secondBytes

  init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  mutating func run() {
    var place = 0
    while place < bytes.count {
      let byte = bytes[place]
      if byte == 0x2D, let end = privateKey(at: place) {
        place = end
      } else if SecretScan.isWord(byte) {
        if byte < 128, place + 1 < bytes.count, second[Int(byte)].holds(bytes[place + 1]),
          let end = credential(at: place)
        {
          place = end
          continue
        }
        var end = place + 1
        while end < bytes.count, SecretScan.isWord(bytes[end]) { end += 1 }
        place = value(behind: place..<end) ?? end
      } else {
        if byte == 0x0A { line += 1 }
        if byte == 0x3A, let end = addressPassword(at: place) {
          place = end
        } else {
          place += 1
        }
      }
    }
  }

  private mutating func take(_ range: Range<Int>, _ kind: SecretKind) -> Int {
    found.append(FoundSecret(kind: kind, range: range, line: line))
    for place in range where bytes[place] == 0x0A { line += 1 }
    return range.upperBound
  }

  /// The end of a credential that begins here by one of the known prefixes, or as a web token.
  private mutating func credential(at start: Int) -> Int? {
    for prefix in SecretPrefix.byFirst[Int(bytes[start])] where starts(prefix.text, at: start) {
      let from = start + prefix.text.count
      var end = from
      while end < bytes.count, prefix.holds(bytes[end]) { end += 1 }
      while end > from, prefix.marks.contains(bytes[end - 1]), bytes[end - 1] != 0x3D { end -= 1 }
      // Nothing of the same word may follow: a longer word is another thing.
      let isWhole = end == bytes.count || !SecretScan.isWord(bytes[end]) || bytes[end] == 0x2D || bytes[end] == 0x5F
      guard isWhole, end - from >= prefix.length, isVaried(from..<end), hasDigit(from..<end) || prefix.length < 20
      else { continue }
      return take(start..<end, prefix.kind)
    }
    guard bytes[start] == 0x65, starts(Array("eyJ".utf8), at: start) else { return nil }
    var end = start
    var points: [Int] = []
    while end < bytes.count, SecretScan.isWord(bytes[end]) || bytes[end] == 0x2E {
      if bytes[end] == 0x2E { points.append(end) }
      end += 1
    }
    guard points.count >= 2, starts(Array("eyJ".utf8), at: points[0] + 1), end - points[1] > 16 else { return nil }
    return take(start..<end, .web_token)
  }

  /// The value that stands behind a word that names a secret: `api_key = "…"`, `password: …`, `Bearer …`.
  private mutating func value(behind word: Range<Int>) -> Int? {
    if let end = authorization(behind: word) { return end }
    var place = word.upperBound
    // The end of a quoted name, which may stand in a string of JSON itself.
    if place < bytes.count, bytes[place] == 0x5C { place += 1 }
    if place < bytes.count, SecretScan.isQuote(bytes[place]) { place += 1 }
    place = skipBlanks(place)
    guard place < bytes.count, bytes[place] == 0x3A || bytes[place] == 0x3D,
      let kind = SecretScan.kind(ofName: bytes[word]) ?? keyOfTwoWords(word)
    else { return nil }
    var isAssigned = bytes[place] == 0x3D
    place += 1
    if place < bytes.count, bytes[place] == 0x3D || bytes[place] == 0x3E {
      isAssigned = true
      place += 1
    }
    place = skipBlanks(place)
    let isEscaped = place + 1 < bytes.count && bytes[place] == 0x5C && SecretScan.isQuote(bytes[place + 1])
    if isEscaped { place += 1 }
    guard place < bytes.count else { return nil }
    let quote = SecretScan.isQuote(bytes[place]) ? bytes[place] : nil
    if quote != nil { place += 1 }
    var end = place
    while end < bytes.count, bytes[end] != 0x0A {
      if let quote {
        if bytes[end] == quote || isEscaped && bytes[end] == 0x5C { break }
      } else if SecretScan.endsPlainValue(bytes[end]) {
        break
      }
      end += 1
    }
    if quote == nil { while end > place, SecretScan.isStop(bytes[end - 1]) { end -= 1 } }
    guard SecretScan.isSecret(bytes[place..<end], kind, isQuoted: quote != nil, isAssigned: isAssigned) else {
      return nil
    }
    // What is known by its own look is called by that.
    if let end = credential(at: place) { return end }
    return take(place..<end, kind)
  }

  private mutating func authorization(behind word: Range<Int>) -> Int? {
    guard bytes[word.lowerBound] | 0x20 == 0x62, word.count == 5 || word.count == 6,
      ["bearer", "basic"].contains(SecretScan.lowered(bytes[word]))
    else { return nil }
    let start = skipBlanks(word.upperBound)
    guard start > word.upperBound else { return nil }
    var end = start
    while end < bytes.count, SecretScan.isWord(bytes[end]) || "+/=.~".utf8.contains(bytes[end]) { end += 1 }
    while end > start, bytes[end - 1] == 0x2E { end -= 1 }
    guard end - start >= 16, isVaried(start..<end), hasDigit(start..<end) else { return nil }
    if let end = credential(at: start) { return end }
    return take(start..<end, .authorization)
  }

  /// `api key`, `access key`: the word before makes it a secret's name.
  private func keyOfTwoWords(_ word: Range<Int>) -> SecretKind? {
    guard word.count == 3, SecretScan.lowered(bytes[word]) == "key", word.lowerBound > 1,
      bytes[word.lowerBound - 1] == 0x20
    else { return nil }
    var start = word.lowerBound - 1
    while start > 0, SecretScan.isWord(bytes[start - 1]) { start -= 1 }
    let before = SecretScan.lowered(bytes[start..<word.lowerBound - 1])
    return ["api", "access", "secret", "private"].contains(before) ? .assigned_secret : nil
  }

  private mutating func privateKey(at start: Int) -> Int? {
    guard starts(Array("-----BEGIN ".utf8), at: start) else { return nil }
    var head = start + 11
    while head < bytes.count, bytes[head] != 0x2D, bytes[head] != 0x0A, head - start < 80 { head += 1 }
    guard ends(Array("PRIVATE KEY".utf8), at: head), starts(Array("-----".utf8), at: head) else { return nil }
    var end = head + 5
    while end < bytes.count, !starts(Array("-----END ".utf8), at: end) { end += 1 }
    guard end < bytes.count else { return take(start..<bytes.count, .private_key) }
    while end < bytes.count, bytes[end] != 0x0A, !(end > start + 14 && ends(Array("KEY-----".utf8), at: end)) {
      end += 1
    }
    return take(start..<end, .private_key)
  }

  /// At the colon of `://`: the end of a password before the host.
  private mutating func addressPassword(at colon: Int) -> Int? {
    guard starts(Array("://".utf8), at: colon), colon > 0, SecretScan.isWord(bytes[colon - 1]) else { return nil }
    var split: Int?
    var end = colon + 3
    while end < bytes.count, end - colon < 512 {
      let byte = bytes[end]
      if byte == 0x40 { break }
      if byte <= 0x20 || "/?#\"'<>`\\".utf8.contains(byte) { return nil }
      if byte == 0x3A, split == nil { split = end }
      end += 1
    }
    guard end < bytes.count, bytes[end] == 0x40, let split, end > split + 1, !isSlot(split + 1) else { return nil }
    return take(split + 1..<end, .address_password)
  }
}

extension SecretScan {
  /// What a name says its value is: by its end, without marks between its words and in small letters.
  static func kind(ofName name: some BidirectionalCollection<UInt8>) -> SecretKind? {
    guard let last = name.last, lastLetters.holds(last | 0x20) else { return nil }
    if passwordNames.contains(where: { ends(name, in: $0) }) { return .password }
    return secretNames.contains(where: { ends(name, in: $0) }) ? .assigned_secret : nil
  }

  private static let passwordNames = ["password", "passwd", "pwd", "passphrase"].map { Array($0.utf8) }
  private static let secretNames = [
    "secret", "token", "apikey", "accesskey", "secretkey", "privatekey", "accountkey", "credential", "credentials",
  ].map { Array($0.utf8) }
  private static let lastLetters = SmallByteSet((passwordNames + secretNames).compactMap(\.last))

  /// Compared from the end, whatever marks stand between the words and however large the letters are.
  private static func ends(_ name: some BidirectionalCollection<UInt8>, in words: [UInt8]) -> Bool {
    var left = words.count
    for byte in name.reversed() where byte != 0x5F && byte != 0x2D && byte != 0x20 {
      if left == 0 { return true }
      guard byte | 0x20 == words[left - 1] else { return false }
      left -= 1
    }
    return left == 0
  }

  /// Whether a value can be a secret, and is no slot, no placeholder and no word of a sentence.
  static func isSecret(
    _ value: some RandomAccessCollection<UInt8>, _ kind: SecretKind, isQuoted: Bool, isAssigned: Bool
  ) -> Bool {
    guard value.count >= 4, value.count <= 4096, let first = value.first else { return false }
    if "{$<%[(*".utf8.contains(first) || Set(value).count < 3 { return false }
    let text = String(decoding: value, as: UTF8.self).lowercased()
    if placeholders.contains(text)
      || ["your", "my_", "my-", "example", "changeme", "redacted", "masked"].contains(where: text.hasPrefix)
    {
      return false
    }
    let blanks = value.count { $0 == 0x20 || $0 == 0x09 }
    let hasDigit = value.contains { (0x30...0x39).contains($0) }
    let hasLetter = value.contains { isLetter($0) }
    if kind == .password {
      if isQuoted { return blanks == 0 || blanks < 4 && hasDigit }
      let hasMark = value.contains { !isLetter($0) && !(0x30...0x39).contains($0) && $0 < 0x80 }
      return isAssigned || hasDigit || hasMark && value.count >= 8
    }
    return blanks == 0 && value.count >= 12 && hasDigit && hasLetter
  }

  private static let placeholders: Set<String> = [
    "none", "null", "true", "false", "required", "optional", "string", "text", "secret", "token", "password", "hidden",
    "unknown", "empty", "undefined", "********", "value",
  ]

  static func isWord(_ byte: UInt8) -> Bool {
    isLetter(byte) || (0x30...0x39).contains(byte) || byte == 0x5F || byte == 0x2D
  }

  static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

  static func isQuote(_ byte: UInt8) -> Bool { byte == 0x22 || byte == 0x27 || byte == 0x60 }

  static func endsPlainValue(_ byte: UInt8) -> Bool {
    byte <= 0x20 || isQuote(byte) || ",;)]}<>|\\".utf8.contains(byte)
  }

  static func isStop(_ byte: UInt8) -> Bool { byte == 0x2E || byte == 0x3A || byte == 0x21 || byte == 0x3F }

  static func lowered(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> String {
    bytes.count > 8 ? "" : String(decoding: bytes.map { (0x41...0x5A).contains($0) ? $0 + 32 : $0 }, as: UTF8.self)
  }

  private func skipBlanks(_ start: Int) -> Int {
    var place = start
    while place < bytes.count, bytes[place] == 0x20 || bytes[place] == 0x09 { place += 1 }
    return place
  }

  private func starts(_ text: [UInt8], at place: Int) -> Bool {
    guard place >= 0, place + text.count <= bytes.count else { return false }
    return !text.indices.contains { text[$0] != bytes[place + $0] }
  }

  private func ends(_ text: [UInt8], at place: Int) -> Bool { starts(text, at: place - text.count) }

  /// A slot of a template, which stands for a value and is none.
  private func isSlot(_ place: Int) -> Bool { place < bytes.count && "{$<%[*".utf8.contains(bytes[place]) }

  /// `xxxxxxxx` and `00000000` stand for a key and are none.
  private func isVaried(_ range: Range<Int>) -> Bool { Set(bytes[range]).count >= 6 }

  private func hasDigit(_ range: Range<Int>) -> Bool { bytes[range].contains { (0x30...0x39).contains($0) } }
}

extension SecretPrefix {
  func holds(_ byte: UInt8) -> Bool {
    if (0x30...0x39).contains(byte) || marks.contains(byte) { return true }
    return capitals ? (0x41...0x5A).contains(byte) : SecretScan.isLetter(byte)
  }
}
