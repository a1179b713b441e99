/// Which rule gave a generation its tier, as the catalog records it: `first.severe_flag`.
package enum TierRule {
  /// The rule in words; the code itself when it is none this program knows.
  package static func words(for code: String) -> String {
    switch code {
    case "first.severe_flag": "A checker flagged a severe harm."
    case "first.judges_disagree": "Two checkers disagree."
    case "first.red_data": "It was given red data."
    case "first.personal_data": "Personal data may have leaked from yellow rows."
    case "first.flag": "A checker flagged it."
    case "first.nothing_found": "No checker found anything."
    default: code
    }
  }
}
