import Evidence
import Governance

/// The paths a gate's input has, taken from a document with everything in it: the base of the shipped cases.
enum InputShape {
  private static let sample: JSONValue = (try? JSONValue(Array(EmbeddedPolicy.cases.utf8)))?["base"] ?? .null

  static func leadsSomewhere(_ path: [String]) -> Bool {
    var value = sample
    for name in path {
      guard let next = value[name] else { return false }
      value = next
    }
    return true
  }
}
