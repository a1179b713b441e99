internal import Governance

extension SystemFacts {
  /// What the catalog knows under a key, with the record; a person still has to confirm most of it.
  package func proposal(for key: String) -> (text: String, record: Record)? {
    let own = Record.version(digest: digest)
    // `a8a_status` and `a8b_status` ask for the same.
    switch key.dropFirst(4) {
    case "trade_name": return (title ?? name, own)
    case "reference": return ("\(name)@\(version), sha256:\(digest)", own)
    case "intended_purpose": return purpose.isEmpty ? nil : (purpose, .artifact(name))
    case "components_functions":
      if parts.isEmpty { return nil }
      let lines = parts.map { part in
        "\(part.dependency.artifact) \(part.dependency.label) (\(part.dependency.kind.noun.lowercased()))"
          + (part.purpose.isEmpty ? "" : ": \(part.purpose)")
      }
      return (lines.joined(separator: "\n"), own)
    case "information_used":
      return datasets.isEmpty
        ? nil
        : ("Datasets that reach it: \(datasets.joined(separator: "; ")).", Record("lineage of \(name)@\(version)"))
    case "status":
      if isRetired { return ("no_longer", .artifact(name)) }
      if let status { return (status, own) }
      return isInProduction ? ("in_service", own) : nil
    case "member_states": return memberStates.isEmpty ? nil : (memberStates.sorted().joined(separator: ", "), own)
    case "exemption_conditions": return exemption.isEmpty ? nil : (exemption.sorted().joined(separator: ", "), own)
    default: return nil
    }
  }

  /// Parts of which production serves another version than this one names: what the form says is no longer what runs.
  package var movedParts: [Part] { parts.filter { $0.served != nil && $0.served != $0.dependency.label } }
}
