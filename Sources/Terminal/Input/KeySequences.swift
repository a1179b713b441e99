/// Which bytes mean which key. Begins with what all terminals of today send and takes in what this one's entry says.
package struct KeySequences: Sendable {
  private(set) var keys: [[UInt8]: Key] = [:]
  /// Every beginning of a sequence that is not complete yet.
  private(set) var beginnings: Set<[UInt8]> = []

  package init() {
    for (letter, key) in KeySequences.letters {
      add([0x1B, UInt8(ascii: "["), letter], key)
      add([0x1B, UInt8(ascii: "O"), letter], key)
    }
    for (number, key) in KeySequences.numbers { add([0x1B, UInt8(ascii: "[")] + Array("\(number)~".utf8), key) }
    add(Array("\u{1B}[Z".utf8), .backTab)
    add(Array("\u{1B}OM".utf8), .enter)
    // The Linux console's own.
    for (index, letter) in "ABCDE".utf8.enumerated() { add(Array("\u{1B}[[".utf8) + [letter], .function(index + 1)) }
    for (modifier, word) in [(5, true), (3, true), (2, false), (6, false)] {
      add(Array("\u{1B}[1;\(modifier)D".utf8), word ? .wordLeft : .left)
      add(Array("\u{1B}[1;\(modifier)C".utf8), word ? .wordRight : .right)
    }
  }

  /// Takes in a sequence of the terminal's entry. Only sequences after ESC count: single bytes are decoded by us.
  package mutating func add(_ bytes: [UInt8], _ key: Key) {
    guard bytes.count >= 2, bytes[0] == 0x1B, keys[bytes] == nil else { return }
    keys[bytes] = key
    for length in 1..<bytes.count { beginnings.insert(Array(bytes.prefix(length))) }
  }

  /// The names of terminfo's key strings that we know a key for.
  package static let capabilities: [(name: String, key: Key)] =
    [
      ("kcuu1", .up), ("kcud1", .down), ("kcub1", .left), ("kcuf1", .right), ("kpp", .pageUp), ("knp", .pageDown),
      ("khome", .home), ("kend", .end), ("kich1", .insert), ("kdch1", .delete), ("kcbt", .backTab), ("kent", .enter),
    ] + (1...12).map { ("kf\($0)", .function($0)) }

  private static let letters: [(UInt8, Key)] = [
    (UInt8(ascii: "A"), .up), (UInt8(ascii: "B"), .down), (UInt8(ascii: "C"), .right), (UInt8(ascii: "D"), .left),
    (UInt8(ascii: "H"), .home), (UInt8(ascii: "F"), .end), (UInt8(ascii: "P"), .function(1)),
    (UInt8(ascii: "Q"), .function(2)), (UInt8(ascii: "R"), .function(3)), (UInt8(ascii: "S"), .function(4)),
  ]

  private static let numbers: [(Int, Key)] = [
    (1, .home), (2, .insert), (3, .delete), (4, .end), (5, .pageUp), (6, .pageDown), (7, .home), (8, .end),
    (11, .function(1)), (12, .function(2)), (13, .function(3)), (14, .function(4)), (15, .function(5)),
    (17, .function(6)), (18, .function(7)), (19, .function(8)), (20, .function(9)), (21, .function(10)),
    (23, .function(11)), (24, .function(12)),
  ]
}
