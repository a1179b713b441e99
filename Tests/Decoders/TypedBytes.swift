import Governance
import Terminal

/// What comes from the terminal: keys, answers, and the words of a filter.
enum TypedBytes {
  static let decoders =
    [
      Decoder("terminal", seeds: keys) { try type($0) }
    ]
    + grammars.map { name, grammar in
      Decoder("filter-" + name, seeds: filters) { bytes in
        let text = String(decoding: bytes, as: UTF8.self)
        _ = (taken { try Filter(reading: text, grammar) }, FilterCompletion(of: text, grammar))
      }
    }

  private static let grammars: [(String, FilterGrammar)] = [
    ("review", .review), ("activity", .activity), ("promotions", .promotions), ("quarantine", .quarantine),
  ]

  private static let filters = [
    "tier:high -owner:a,\"b c\" age>=4h word", "score<0.5 tier=high,low", "age>99999999999999999999w", "-\"open",
    "after:2026-01-02 id:1..5", "e\u{301}:x 👩‍👩‍👧:y", "tier:", ",", "-", "a:-,b",
  ]

  private static let keys = [
    "abc\r\t\u{7F}\u{1B}[A\u{1B}OP\u{1B}[1;5C\u{1B}[200~pasted\r\n\u{1B}[201~\u{1B}[<0;12;9M\u{1B}[<64;1;1m\u{1B}[I\u{1B}[O",
    "\u{1B}]11;rgb:0000/0000/0000\u{1B}\\\u{1B}P>|term\u{1B}\\\u{1B}[?1;2c\u{1B}[M !!", "é👩‍👩‍👧\u{1B}a\u{1B}\u{1B}[B",
    "\u{1B}[99999999999999999999;99999999999999999999R\u{1B}[<99999999999;0;0M\u{1B}[1;999999999A\u{1B}[27;5;99999~",
  ]

  /// In one piece, byte by byte with a clock that runs out now and then: what comes after a rest is a key again.
  private static func type(_ bytes: [UInt8]) throws {
    var decoder = InputDecoder()
    _ = decoder.feed(bytes) + decoder.timeOut()
    var slow = InputDecoder()
    for byte in bytes {
      _ = slow.feed([byte])
      if slow.isWaiting, byte & 1 == 0 { _ = slow.timeOut() }
    }
  }
}
