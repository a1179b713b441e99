import Cards
import Governance

extension Debt {
  /// Whether a gap that nobody was asked about fits a term of a filter. It has no day and no state of a fact's, so that
  /// terms about those do not fit it.
  func answers(_ term: FilterTerm) -> Bool {
    guard case .words(let words) = term.value else { return false }
    let values: [String]
    switch term.field {
    case "artifact": values = [artifact]
    case "owner": values = [owner]
    case "team": values = owner.hasPrefix("team ") ? [String(owner.dropFirst(5))] : []
    case "key": values = [key]
    case "text": return words.contains { "\(key) \(label)".lowercased().contains($0.lowercased()) } != term.isNot
    default: return false
    }
    return words.contains { word in values.contains { FilterPattern(word).fits($0) } } != term.isNot
  }
}
