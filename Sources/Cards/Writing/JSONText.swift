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

  static func integer(_ number: some BinaryInteger) -> JSONValue { .number(String(number)) }

  /// NaN and the infinities are the text "not available".
  static func figure(_ number: Double) -> JSONValue {
    number.isFinite ? .number("\(number)") : .string(notAvailable)
  }
}
