import Foundation
import SeededNumbers
import Testing

@testable import Evidence

@Suite("The JSON reader")
struct JSONDocumentTests {
  private func refusal(of text: [UInt8], policy: JSONPolicy = .artifact) -> JSONRefusal? {
    do throws(JSONRefusal) {
      _ = try JSONDocument(text, policy: policy)
      return nil
    } catch {
      return error
    }
  }

  @Test("keeps members in order and numbers as written")
  func value() throws {
    let value = try JSONValue(Array(#" {"b": 1.50, "a": [true, null, "\u00e9\n"], "": {}} "#.utf8))
    #expect(value == ["b": .number("1.50"), "a": [true, .null, "é\n"], "": .object([])])
    #expect(value != ["a": [true, .null, "é\n"], "b": .number("1.50"), "": .object([])])
    #expect(value["a"] == [true, .null, "é\n"])
    #expect(value["c"] == nil)
    #expect(JSONValue.string("e\u{301}") != JSONValue.string("é"))
  }

  @Test("drops a byte order mark in front, and only there")
  func byteOrderMark() throws {
    #expect(try JSONValue([0xEF, 0xBB, 0xBF] + Array("1".utf8)) == 1)
    #expect(refusal(of: Array("1".utf8) + [0xEF, 0xBB, 0xBF]) != nil)
  }

  @Test(
    "says where and why it refuses",
    arguments: [
      (#"{"a":1,"a":2}"#, 7, "a key stands twice in one object"),
      (#"{"a":1,"\u0061":2}"#, 7, "a key stands twice in one object"),
      (#"{"\u0061":1,"a":2}"#, 12, "a key stands twice in one object"),
      (#"{"":1,"b":2,"":3}"#, 12, "a key stands twice in one object"),
      (#"[NaN]"#, 1, "NaN and Infinity are no JSON"),
      (#"[-Infinity]"#, 2, "a digit is missing in a number"),
      (#"[1,]"#, 3, "a comma stands before ']'"),
      (#"[1 2]"#, 3, "a comma or ']' is missing"),
      (#"{"a" 1}"#, 5, "a colon is missing after a key"),
      (#"{a:1}"#, 1, "a key in double quotes is missing"),
      (#"[01]"#, 2, "a number begins with a zero too many"),
      (#"[1.]"#, 3, "a digit is missing in a number"),
      (#"["\x"]"#, 2, "a backslash is followed by 'x'"),
      (#"["\u12G4"]"#, 2, #"\u is not followed by four hexadecimal digits"#),
      ("[\"a\u{1B}b\"]", 3, "byte 0x1B, a control, stands in a string and must be escaped"),
      ("[\u{1B}]", 1, "byte 0x1B cannot begin a value"),
      (#"["a"#, 3, "the text ends inside a string"),
      (#"[tru"#, 1, "a word is cut off"),
      (#"{} {}"#, 3, "something stands after the end of the value"),
      ("", 0, "the text ends before its value does"),
      (#"["\ud800x"]"#, 2, "half of a surrogate pair stands alone in a string"),
      (#"["\u0000"]"#, 2, #"\u0000 stands in a string, which cannot be stored"#),
    ])
  func reasons(text: String, offset: Int, reason: String) {
    #expect(refusal(of: Array(text.utf8)) == JSONRefusal(at: offset, reason))
  }

  @Test(
    "refuses bytes that are not UTF-8, wherever they stand",
    arguments: [
      [0xFF], [0xC0, 0xAF], [0xC1, 0xBF], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF0, 0x80, 0x80, 0x80],
      [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0x80], [0xE2, 0x82], [0xE2, 0x28, 0xA1],
    ] as [[UInt8]])
  func malformed(bytes: [UInt8]) {
    for lead in 0..<9 {
      let text = Array(#"[""#.utf8) + [UInt8](repeating: 65, count: lead) + bytes + Array(#""]"#.utf8)
      #expect(refusal(of: text)?.offset == 2 + lead)
    }
  }

  @Test("goes 64 levels deep and no deeper")
  func depth() {
    let deep = { (levels: Int) in
      Array((String(repeating: "[", count: levels) + String(repeating: "]", count: levels)).utf8)
    }
    #expect(refusal(of: deep(64)) == nil)
    #expect(refusal(of: deep(65)) == JSONRefusal(at: 64, "values are nested deeper than 64 levels"))
    #expect(refusal(of: Array(String(repeating: #"{"a":"#, count: 100_000).utf8))?.reason.contains("deeper") == true)
  }

  @Test("reads only so many values")
  func values() throws {
    let refusals = [9, 10].map { values in
      Array("[\(Array(repeating: "0", count: values).joined(separator: ","))]".utf8).withUnsafeBufferPointer { text in
        var scanner = JSONScanner(text, policy: .artifact, mostNodes: 10)
        do throws(JSONRefusal) {
          try scanner.scan()
          return nil as JSONRefusal?
        } catch {
          return error
        }
      }
    }
    #expect(refusals == [nil, JSONRefusal(at: 19, "more values stand in the text than can be read")])
  }

  @Test("finds a key that stands twice among many")
  func manyKeys() {
    let members = (0..<5000).map { #""k\#($0)":0"# }
    #expect(refusal(of: Array("{\(members.joined(separator: ","))}".utf8)) == nil)
    let twice = members + [#""k\u0034999":0"#]
    #expect(refusal(of: Array("{\(twice.joined(separator: ","))}".utf8))?.reason == "a key stands twice in one object")
  }

  @Test("replaces what cannot be stored in a generation, and tells")
  func replaces() throws {
    let document = try JSONDocument(Array(#"["a\u0000b", "\ud800 x \udc00\ud83d\ude00"]"#.utf8), policy: .generation)
    #expect(document.elements(of: 0).map(document.text) == ["a␀b", "\u{FFFD} x \u{FFFD}😀"])
    #expect(document.findings == [.nulReplaced, .surrogateReplaced])
    #expect(document.findings.marks == ["nul_replaced", "surrogate_replaced"])
  }

  /// Names of the suite's cases where we are stricter than the grammar: RFC 8785 needs keys once, and a body is stored.
  private static let stricter: Set<String> = [
    "y_object_duplicated_key.json", "y_object_duplicated_key_and_value.json", "y_object_escaped_null_in_key.json",
  ]

  @Test("agrees with JSONTestSuite", .enabled(if: SharedData.isThere, "\(SharedData.absence)"))
  func suite() throws {
    let lines = try SharedData.contents(of: "hostile/json_test_suite_sample.jsonl").split(separator: UInt8(ascii: "\n"))
    var counts: [String: Int] = [:]
    for line in lines {
      let row = try JSONValue(Array(line))
      let name = try #require(row["name"]?.text)
      let expected = try #require(row["expect"]?.text)
      let encoded = try #require(row["bytes_base64"]?.text)
      let bytes = Array(try #require(Data(base64Encoded: encoded)))
      counts[expected, default: 0] += 1
      let refused = refusal(of: bytes)
      switch expected {
      case "accept": #expect((refused == nil) != JSONDocumentTests.stricter.contains(name), "\(name)")
      case "reject": #expect(refused != nil, "\(name)")
      default: #expect(refused == nil || refused?.reason.isEmpty == false, "\(name)")
      }
      if let refused {
        #expect(refused.sentence.utf8.allSatisfy { (0x20..<0x7F).contains($0) }, "\(name)")
        #expect((0...bytes.count).contains(refused.offset), "\(name)")
      }
    }
    #expect(counts.values.reduce(0, +) == 163)
  }

  @Test("takes what Foundation takes, and gives the same values, over mutated text")
  func agreesWithFoundation() throws {
    let seeds = [
      #"{"a":[1,2.5e3,-0.1],"b":{"c":"x\"y\\z\/\u00e9😀é","d":null},"e":true}"#,
      #"["\ud83d\ude00",false,[],{},"",0,{"k":[[[1]]]}]"#,
    ].map { Array($0.utf8) }
    let pool = Array("\"\\{}[],:0123456789eE+-.tfnu \n\u{1}é".utf8) + [0xFF, 0x80, 0xED]
    var generator = SplitMix(seed: 8259)
    var taken = 0
    for round in 0..<20_000 {
      var text = seeds[round % seeds.count]
      for _ in 0..<Int.random(in: 0...3, using: &generator) {
        let place = Int.random(in: 0..<text.count, using: &generator)
        let byte = pool.randomElement(using: &generator) ?? 0
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: text[place] = byte
        case 1: text.insert(byte, at: place)
        default: text.remove(at: place)
        }
      }
      guard let document = try? JSONDocument(text, policy: .artifact) else { continue }
      var writer = CanonicalJSON(policy: .artifact)
      guard (try? writer.append(document, JSONDocument.root)) != nil else { continue }
      taken += 1
      let theirs = try? JSONSerialization.jsonObject(with: Data(text), options: [.fragmentsAllowed])
      let again = try JSONSerialization.jsonObject(with: Data(writer.output), options: [.fragmentsAllowed])
      let before = try #require(theirs as? NSObject, "\(String(decoding: text, as: UTF8.self))")
      #expect(before.isEqual(again as? NSObject), "\(String(decoding: text, as: UTF8.self))")
    }
    #expect(taken > 2000)
  }
}
