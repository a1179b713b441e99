import Governance

extension Officer {
  /// Why this person cannot claim; the catalog decides, this only says it before the key is pressed.
  var whyNoClaim: String? {
    guard person != nil else { return "Your login belongs to no person yet, so nothing can be recorded." }
    return roles.contains("reviewer") ? nil : "Only a reviewer claims items."
  }
}
