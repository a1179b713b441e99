import Foundation

/// A JSON document read by other code than the program's own.
struct JSONReading: CustomStringConvertible {
  private let value: Any?

  init(_ data: Data) { value = try? JSONSerialization.jsonObject(with: data, options: [.fragmentsAllowed]) }
  private init(_ value: Any?) { self.value = value }

  subscript(_ key: String) -> JSONReading { JSONReading((value as? [String: Any])?[key]) }
  subscript(_ index: Int) -> JSONReading {
    let items = items
    return items.indices.contains(index) ? items[index] : JSONReading(nil as Any?)
  }

  /// Names of an object's members, sorted.
  var keys: [String] { (value as? [String: Any])?.keys.sorted() ?? [] }
  var items: [JSONReading] { (value as? [Any])?.map { JSONReading($0) } ?? [] }
  var isArray: Bool { value is [Any] }
  var isNull: Bool { value is NSNull }
  var text: String { value as? String ?? "" }
  var number: Int { (value as? NSNumber)?.intValue ?? Int.min }
  var flag: Bool { (value as? NSNumber)?.boolValue ?? false }

  var description: String { value.map { "\($0)" } ?? "nothing" }
}
