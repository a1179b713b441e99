internal import Evidence

extension JSONValue {
  /// Canonical JSON. A value we built or read can always be written, but for a number no double holds, inside a body;
  /// its place is taken by "not available".
  var json: String {
    if let bytes = try? CanonicalJSON.bytes(of: self, policy: .generation) {
      return String(decoding: bytes, as: UTF8.self)
    }
    switch self {
    case .array(let items): return "[\(items.map(\.json).joined(separator: ","))]"
    case .object(let members):
      return "{\(members.map { "\(JSONValue.string($0.key).json):\($0.value.json)" }.joined(separator: ","))}"
    default: return "\"\(notAvailable)\""
    }
  }

  /// An object of these members.
  static func members(_ members: [(String, JSONValue)]) -> JSONValue { .object(members.map { Member($0.0, $0.1) }) }

  static func integer(_ number: some BinaryInteger) -> JSONValue { .number(String(number)) }

  /// NaN and the infinities are the text "not available".
  static func figure(_ number: Double) -> JSONValue {
    number.isFinite ? .number("\(number)") : .string(notAvailable)
  }
}

enum JSONText {
  /// The same document with characters that act instead of showing as escapes.
  static func withoutActing(_ document: String) -> String {
    guard document.unicodeScalars.contains(where: actsInsteadOfShowing) else { return document }
    var shown = String.UnicodeScalarView()
    for scalar in document.unicodeScalars {
      guard actsInsteadOfShowing(scalar) else {
        shown.append(scalar)
        continue
      }
      for unit in String(scalar).utf16 {
        let digits = String(unit, radix: 16)
        shown.append(contentsOf: "\\u\(String(repeating: "0", count: 4 - digits.count))\(digits)".unicodeScalars)
      }
    }
    return String(shown)
  }
}
