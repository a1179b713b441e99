import Evidence

/// JSON, and its canonical form.
enum JSONBytes {
  static let decoders = [
    Decoder("json", seeds: seeds) { try read($0, .generation) },
    Decoder("json-artifact", seeds: seeds) { try read($0, .artifact) },
  ]

  private static let seeds =
    [
      #"{"a":[1,-0.5,1e-9,1E400,9007199254740993,0.1],"b":{"\u00e9":"\ud83d\ude00\ud800\u0000"},"c":[true,false,null]}"#,
      #"{"a":1,"a":2}"#, #"[[[[[[[[[[]]]]]]]]]]"#, #""\"\\\/\b\f\n\r\t""#, "\u{FEFF}{}", "-0", "1e5", " [ ] ",
    ].map { Array($0.utf8) } + SharedSeeds.files("openlineage/official")

  /// What is taken has one canonical form, which is taken as the same.
  private static func read(_ bytes: [UInt8], _ policy: JSONPolicy) throws {
    guard let value = taken({ try JSONValue(bytes, policy: policy) }),
      let canonical = taken({ try CanonicalJSON.bytes(of: value, policy: policy) })
    else { return }
    guard let again = taken({ try JSONValue(canonical, policy: policy) }) else {
      throw DecoderFault("the canonical form is refused")
    }
    try promise(
      taken { try CanonicalJSON.bytes(of: again, policy: policy) } == canonical, "the canonical form has another")
  }
}
