package import Governance

/// A value for `$1`, `$2` … of a statement.
package enum Parameter: Sendable {
  case text(String?)
  case bytes([UInt8])

  package static func integer(_ value: Int64?) -> Parameter { .text(value.map { String($0) }) }
  package static func integer(_ value: Int) -> Parameter { .text(String(value)) }
  package static func double(_ value: Double?) -> Parameter { .text(value.map { String($0) }) }
  package static func bool(_ value: Bool) -> Parameter { .text(value ? "t" : "f") }
  package static func instant(_ value: Instant?) -> Parameter { .text(value?.rfc3339) }
  package static func texts(_ values: [String]) -> Parameter { .text(PostgresArray.write(values)) }
  package static func texts(orNull values: [String?]) -> Parameter { .text(PostgresArray.write(orNull: values)) }
  package static func bytes(each values: [[UInt8]]) -> Parameter { .text(PostgresArray.write(bytes: values)) }
}
