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
    case "first.nothing_found", "tier.nothing_found": "No checker found anything."
    case "tier.severe_flag": "A checker flagged a severe harm."
    case "tier.checkers_disagree": "Two checkers disagree."
    case "tier.red_data": "It was given red data."
    case "tier.personal_data": "Personal data may have leaked to a user."
    case "tier.flag": "A checker flagged it."
    case "tier.checker_missing": "A checker that is required here did not check it."
    case "tier.checker_failed": "A checker failed on it."
    case "tier.held": "The service waits for an answer."
    case "sample.low": "It was drawn for the month's sample of the low tier."
    case "tier.lowered_by_two": "Two persons have lowered it."
    case "untiered": "The policy has not tiered it yet; until then it stands as high."
    default: code
    }
  }
}
