import Governance
import SeededNumbers
import Testing

@testable import Evidence

@Suite("Canonical JSON")
struct CanonicalJSONTests {
  private func canonical(_ text: String) throws -> String {
    String(decoding: try CanonicalJSON.body(of: Array(text.utf8)), as: UTF8.self)
  }

  @Test("of the example in RFC 8785 is the one printed there")
  func published() throws {
    let given = #"""
      {
        "numbers": [333333333.33333329, 1E30, 4.50,
                    2e-3, 0.000000000000000000000000001],
        "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
        "literals": [null, true, false]
      }
      """#
    let expected =
      #"{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"#
      + #""string":"€$\u000f\nA'B\"\\\\\"/"}"#
    #expect(try canonical(given) == expected)
  }

  @Test("orders members by UTF-16 code units, as RFC 8785 shows")
  func order() throws {
    let given = #"""
      {"\u20ac": "Euro Sign", "\r": "Carriage Return", "\ufb33": "Hebrew Letter Dalet With Dagesh", "1": "One",
       "\ud83d\ude00": "Emoji: Grinning Face", "\u0080": "Control", "\u00f6": "Latin Small Letter O With Diaeresis"}
      """#
    guard case .object(let members) = try JSONValue(Array(try canonical(given).utf8)) else {
      Issue.record("no object")
      return
    }
    #expect(
      members.compactMap(\.value.text) == [
        "Carriage Return", "One", "Control", "Latin Small Letter O With Diaeresis", "Euro Sign", "Emoji: Grinning Face",
        "Hebrew Letter Dalet With Dagesh",
      ])
  }

  @Test("orders keys as their UTF-16 does, for any two keys")
  func orderAgrees() {
    var generator = SplitMix(seed: 16)
    let scalars: [Unicode.Scalar] = ["a", "b", "é", "€", "\u{D7FF}", "\u{E000}", "\u{FFFD}", "\u{10000}", "\u{10FFFF}"]
    for _ in 0..<5000 {
      let (left, right) = (0..<2).reduce(into: ["", ""]) { texts, index in
        for _ in 0..<Int.random(in: 0...3, using: &generator) {
          texts[index].unicodeScalars.append(scalars.randomElement(using: &generator) ?? "a")
        }
      }.splitInTwo
      let expected = left.utf16.lexicographicallyPrecedes(right.utf16)
      #expect(CanonicalKeyOrder.isBefore(Array(left.utf8), Array(right.utf8)) == expected, "\(left) \(right)")
    }
  }

  @Test("is the same from a document and from a value, and of itself")
  func agrees() throws {
    let given = #"{"b":[1.50,{"z":"\u00e9\/","a":null}],"a":{"\u0061":true},"c":"\u001b\t"}"#
    let once = try canonical(given)
    let value = try JSONValue(Array(given.utf8))
    #expect(once == #"{"a":{"a":true},"b":[1.5,{"a":null,"z":"é/"}],"c":"\u001b\t"}"#)
    #expect(String(decoding: try CanonicalJSON.bytes(of: value), as: UTF8.self) == once)
    #expect(try canonical(once) == once)
  }

  @Test("refuses what would not come back the same, and says where")
  func refuses() throws {
    do {
      _ = try CanonicalJSON.body(of: Array(#"{"n": 9007199254740993}"#.utf8), what: "The prompt")
      Issue.record("taken")
    } catch {
      #expect(
        error.summary
          == "The prompt is not JSON that can be taken. At byte 7, an integer is too large to be exact. "
          + "Correct it and hand it in again.")
      #expect(error.code == "json.refused")
    }
    #expect(throws: Problem.self) { try canonical(#""a\u0000b""#) }
    #expect(throws: Problem.self) { try canonical(#""\ud800""#) }
  }

  @Test("refuses a value that is no JSON")
  func values() throws {
    #expect(throws: JSONRefusal.self) { try CanonicalJSON.bytes(of: .number("07")) }
    #expect(throws: JSONRefusal.self) { try CanonicalJSON.bytes(of: .number(" 7")) }
    #expect(throws: JSONRefusal.self) { try CanonicalJSON.bytes(of: .number("7,\"a\":8")) }
    #expect(throws: JSONRefusal.self) { try CanonicalJSON.bytes(of: ["a": 1, "a": 2]) }
    #expect(
      try CanonicalJSON.bytes(of: ["b": [1, true, "x"], "a": .null]) == Array(#"{"a":null,"b":[1,true,"x"]}"#.utf8))
  }
}

extension [String] {
  fileprivate var splitInTwo: (String, String) { (self[0], self[1]) }
}
