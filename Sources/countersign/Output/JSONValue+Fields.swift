import Evidence
import Governance

extension JSONValue {
  /// An object of these members.
  static func fields(_ members: [(String, JSONValue)]) -> JSONValue { .object(members.map { Member($0.0, $0.1) }) }

  static func text(_ value: String?) -> JSONValue { value.map { .string($0) } ?? .null }
  static func integer(_ value: Int) -> JSONValue { .number(String(value)) }
  static func integer(_ value: Int64) -> JSONValue { .number(String(value)) }
  static func integer(_ value: Int64?) -> JSONValue { value.map { .number(String($0)) } ?? .null }
  /// NaN and infinities have no number in JSON.
  static func double(_ value: Double?) -> JSONValue {
    value.flatMap { $0.isFinite ? .number("\($0)") : .string("\($0)") } ?? .null
  }
  static func instant(_ value: Instant?) -> JSONValue { .text(value?.rfc3339) }
  static func texts(_ values: [String]) -> JSONValue { .array(values.map { .string($0) }) }
}
