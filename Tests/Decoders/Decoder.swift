/// Something that takes the bytes of strangers, with bytes to begin from.
package struct Decoder: Sendable {
  /// Lower case with hyphens: `otlp-traces-json`.
  package var name: String
  /// Small inputs that reach deep: what it takes, and what it only just refuses.
  package var seeds: [[UInt8]]
  /// Reads the bytes and throws away what came of them.
  ///
  /// - Throws: `DecoderFault` when what came breaks a promise; a refusal of the bytes is no fault.
  package var read: @Sendable (_ bytes: [UInt8]) throws -> Void

  /// Words of the seeds, for a fuzzer to put in: plain ASCII without quotes.
  package var words: [String] {
    var words: Set<String> = []
    for seed in seeds {
      for word in seed.split(whereSeparator: { !Self.isOfWord($0) }) where (2...40).contains(word.count) {
        words.insert(String(decoding: word, as: UTF8.self))
      }
    }
    return Array(words.sorted().prefix(1000))
  }

  private static func isOfWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
    }
  }

  init(_ name: String, seeds: [[UInt8]], read: @escaping @Sendable (_ bytes: [UInt8]) throws -> Void) {
    self.name = name
    self.seeds = seeds
    self.read = read
  }

  init(_ name: String, seeds: [String], read: @escaping @Sendable (_ bytes: [UInt8]) throws -> Void) {
    self.init(name, seeds: seeds.map { Array($0.utf8) }, read: read)
  }
}

/// A promise that a decoder broke.
package struct DecoderFault: Error, CustomStringConvertible {
  package var description: String
  init(_ description: String) { self.description = description }
}

/// Breaks when a promise is not kept.
func promise(_ isKept: Bool, _ words: @autoclosure () -> String) throws(DecoderFault) {
  if !isKept { throw DecoderFault(words()) }
}

/// What is asked, or nil when it is refused.
func taken<Value>(_ reading: () throws -> Value) -> Value? { try? reading() }
