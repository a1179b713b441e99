internal import Drift
internal import Evidence
internal import Governance

/// Labels as numbers that can be compared: a category is its place, of several each option stands for itself, a number is what
/// it is.
struct LabelValues {
  /// Nil over all weeks.
  var week: String?
  /// `label KEY`, of several `label KEY: OPTION`.
  var label: String
  var level: KrippendorffAlpha.Level
  /// For each item what each person said.
  var values: [[Double]]

  /// By label, week after week, then over all of them.
  static func sets(of units: [LabelUnit]) -> [LabelValues] {
    Dictionary(grouping: units, by: \.key).sorted { $0.key < $1.key }.flatMap { key, units in
      let weeks = Dictionary(grouping: units, by: \.week).sorted { $0.key < $1.key }
      let parts: [(week: String?, units: [LabelUnit])] = weeks.map { ($0.key, $0.value) } + [(nil, units)]
      return parts.flatMap { sets(of: $0.units, key: key, week: $0.week) }
    }
  }

  private static func sets(of units: [LabelUnit], key: String, week: String?) -> [LabelValues] {
    let said = units.map { (kind: $0.kind, values: members(of: $0.said)) }
    var sets: [LabelValues] = []
    let numbers = said.filter { $0.kind == .number }.map { $0.values.compactMap { number($0) } }
    if !numbers.isEmpty {
      sets.append(LabelValues(week: week, label: "label \(key)", level: .interval, values: numbers))
    }
    let words = said.filter { $0.kind == .pass_fail || $0.kind == .category }.map { $0.values.compactMap(\.text) }
    if !words.isEmpty {
      let places = Dictionary(uniqueKeysWithValues: Set(words.joined()).sorted().enumerated().map { ($1, Double($0)) })
      let values = words.map { $0.compactMap { places[$0] } }
      sets.append(LabelValues(week: week, label: "label \(key)", level: .nominal, values: values))
    }
    let several = said.filter { $0.kind == .several }.map { $0.values.map { Set(members(of: $0).compactMap(\.text)) } }
    for option in Set(several.joined().joined()).sorted() {
      let values = several.map { $0.map { $0.contains(option) ? 1.0 : 0 } }
      sets.append(LabelValues(week: week, label: "label \(key): \(option)", level: .nominal, values: values))
    }
    return sets
  }

  private static func members(of text: String) -> [JSONValue] {
    (try? JSONValue(Array(text.utf8), policy: .generation)).map { members(of: $0) } ?? []
  }

  private static func members(of value: JSONValue) -> [JSONValue] {
    guard case .array(let members) = value else { return [] }
    return members
  }

  private static func number(_ value: JSONValue) -> Double? {
    guard case .number(let text) = value else { return nil }
    return Double(text)
  }
}
