import Evidence
package import Governance

/// What must be right about a bundle before anybody asks for it to decide: all that can be seen without running it.
package enum PolicyLint {
  /// The vet's findings first, then what data, rules and cases do not say to each other. Empty: it may be tried.
  package static func findings(in bundle: PolicyBundle) -> [PolicyFinding] {
    RegoVet.findings(in: bundle) + ids(bundle) + lists(bundle) + cases(bundle) + alternatives(bundle)
  }

  /// Ids that only the rules or only the lists name.
  private static func ids(_ bundle: PolicyBundle) -> [PolicyFinding] {
    let (answered, listed) = (Set(bundle.answeredIDs), Set(bundle.listedIDs))
    return listed.subtracting(answered).sorted().map {
      data("unanswered-id", "A list names \($0), and no rule answers it: every gate that asks for it is unmet.")
    }
      + answered.subtracting(listed).sorted().map {
        PolicyFinding(
          file: bundle.file(answering: $0) ?? "", line: 0, code: "unlisted-id",
          what: "The rules answer \($0), and no list names it: every gate is unmet.")
      }
  }

  /// Lists that are named and missing, empty, or doubled.
  private static func lists(_ bundle: PolicyBundle) -> [PolicyFinding] {
    bundle.places.compactMap { place in
      do throws(Problem) {
        _ = try bundle.expected(environment: place.environment, tier: place.tier, kind: place.kind)
        return nil
      } catch {
        return data("list", "\(place.words): \(error.because.isEmpty ? error.happened : error.because)")
      }
    }
  }

  /// A case of each id that is unmet, and one of each list that is met: a list nobody can meet lets nobody approve.
  private static func cases(_ bundle: PolicyBundle) -> [PolicyFinding] {
    let cases: [GoldenCase]
    do throws(Problem) {
      cases = try bundle.goldenCases()
    } catch {
      return [PolicyFinding(file: "cases.json", line: 0, code: "cases", what: error.summary)]
    }
    let shown = Set(cases.flatMap(\.unmet))
    let reached = Set(
      cases.filter(\.unmet.isEmpty).compactMap { one in
        bundle.listName(environment: one.facts.environment, tier: one.facts.tier, kind: one.facts.kind)
      })
    func missing(_ code: String, _ what: String) -> PolicyFinding {
      PolicyFinding(file: "cases.json", line: 0, code: code, what: what)
    }
    let named = Set(
      bundle.places.compactMap { bundle.listName(environment: $0.environment, tier: $0.tier, kind: $0.kind) })
    return bundle.listedIDs.filter { !shown.contains($0) }.map {
      missing("no-unmet-case", "No case shows \($0) unmet: a rule that lets everything pass would not be seen.")
    }
      + named.subtracting(reached).sorted().map {
        missing("nobody-approves", "No case meets the list \($0): it may be that nobody could approve anything.")
      }
  }

  /// Block nothing without a sanctioned alternative: whatever nobody can waive says what to take instead.
  private static func alternatives(_ bundle: PolicyBundle) -> [PolicyFinding] {
    guard case .array(let blocks)? = bundle.data["gate"]?["never_waived"] else { return [] }
    return blocks.compactMap(\.text).filter { bundle.listedIDs.contains($0) }.compactMap { id in
      let said = bundle.data["gate"]?["alternatives"]?[id]
      let missing = ["instead", "purpose", "data_class"].filter { (said?[$0]?.text ?? "").isEmpty }
      guard !missing.isEmpty else { return nil }
      return data(
        "no-alternative",
        "\(id) is never waived, and gate.alternatives does not say its \(missing.joined(separator: ", ")): what may be done instead."
      )
    }
  }

  private static func data(_ code: String, _ what: String) -> PolicyFinding {
    PolicyFinding(file: "data.json", line: 0, code: code, what: what)
  }
}

extension PolicyBundle {
  /// An environment, tier and kind that the data has an entry for.
  struct Place {
    var environment: String
    var tier: Tier?
    var kind: ArtifactKind
    var words: String { "\(environment), tier \(tier?.rawValue ?? "unset"), \(kind.rawValue)" }
  }

  /// All places with an entry; every kind of every tier of every environment that is named must have one.
  var places: [Place] {
    environments.flatMap { environment in
      ([nil] + Tier.allCases).flatMap { tier in
        ArtifactKind.allCases.map { Place(environment: environment, tier: tier, kind: $0) }
      }
    }
  }

  func listName(environment: String, tier: Tier?, kind: ArtifactKind) -> String? {
    data["gate"]?["expected"]?[environment]?[tier?.rawValue ?? "unset"]?[kind.rawValue]?.text
  }

  func file(answering id: String) -> String? { modules.first { $0.source.contains("\"\(id)\"") }?.name }

  /// What may be done instead of what nobody can waive: `served`, or an artifact's name.
  /// `dataClass` is nil where it is to be the same.
  package var alternatives: [(id: String, instead: String, dataClass: DataClass?)] {
    guard case .object(let members)? = data["gate"]?["alternatives"] else { return [] }
    return members.compactMap { member in
      let dataClass = member.value["data_class"]?.text.flatMap(DataClass.init)
      return member.value["instead"]?.text.map { (member.key, $0, dataClass) }
    }
  }
}
