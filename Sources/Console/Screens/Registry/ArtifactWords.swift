import Governance
import Operations

/// The registry's filter: `kind:prompt tier:high owner:claims team:claims retired:yes` and words of the name.
enum ArtifactWords {
  static let keys = ["kind", "tier", "owner", "team", "retired"]

  static func parse(_ text: String) -> Result<ArtifactFilter, LineFaultError> {
    var filter = ArtifactFilter()
    var words: [String] = []
    var start = 0
    for word in text.split(separator: " ", omittingEmptySubsequences: false).map(String.init) {
      defer { start += word.count + 1 }
      guard let colon = word.firstIndex(of: ":") else {
        if !word.isEmpty { words.append(word) }
        continue
      }
      let key = String(word[..<colon])
      let value = String(word[word.index(after: colon)...])
      let valueAt = start + key.count + 1
      if value.isEmpty {
        return .failure(LineFaultError(fault: LineFault(at: valueAt, words: "say what after \(key):")))
      }
      switch key {
      case "kind":
        guard let kind = ArtifactKind.allCases.first(where: { $0.words == value || $0.rawValue == value }) else {
          return .failure(refused(value, at: valueAt, known: ArtifactKind.allCases.map(\.words)))
        }
        filter.kind = kind
      case "tier":
        guard let tier = Tier(rawValue: value) else {
          return .failure(refused(value, at: valueAt, known: Tier.allCases.map(\.rawValue)))
        }
        filter.tier = tier
      case "owner": filter.owner = value
      case "team": filter.team = value
      case "retired":
        guard ["yes", "no"].contains(value) else { return .failure(refused(value, at: valueAt, known: ["yes", "no"])) }
        filter.retired = value == "yes"
      default:
        return .failure(refused(key, at: start, known: keys))
      }
    }
    filter.text = words.isEmpty ? nil : words.joined(separator: " ")
    return .success(filter)
  }

  static func fault(in text: String) -> LineFault? {
    if case .failure(let error) = parse(text) { return error.fault }
    return nil
  }

  struct LineFaultError: Error, Sendable, Equatable {
    var fault: LineFault
  }

  private static func refused(_ word: String, at place: Int, known: [String]) -> LineFaultError {
    let hint = Nearest.word(to: word, among: known).map { "did you mean \($0)? " } ?? ""
    return LineFaultError(
      fault: LineFault(at: place, words: "not known here; \(hint)known: \(known.joined(separator: ", "))"))
  }
}
