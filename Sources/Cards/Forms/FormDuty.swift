/// Which forms a system has to file, and why.
package struct FormDuty: Sendable, Equatable {
  /// In order of the annex.
  package var letters: [FormLetter]
  /// One sentence a form, or why there is none.
  package var reasons: [String]
  /// It is filed with a national authority, not in the Union's database.
  package var isNational: Bool
  /// It is filed in the part that is not public, with fields left out.
  package var isSecure: Bool

  /// The rule: no point of Annex III, no form; a point and an exemption, section B; a provider, section A; a public
  /// deployer, section C as well.
  package init(_ system: SystemFacts, _ law: LawText) {
    letters = []
    reasons = []
    isSecure = !system.areas.isDisjoint(with: law.secureAreas) && law.secureUses.contains(system.fieldOfUse)
    isNational = !system.areas.isDisjoint(with: law.nationalAreas)
    guard !system.points.isEmpty else {
      reasons.append("It is not under Annex III, so no form of Annex VIII is due.")
      return
    }
    if !system.exemption.isEmpty {
      letters.append(.B)
      reasons.append("It is under Annex III and its provider holds it not to be high-risk.")
    } else if system.isProvider {
      letters.append(.A)
      reasons.append("It is a high-risk system under Annex III, and we are its provider.")
    }
    if system.isDeployer, system.publicDeployer, system.exemption.isEmpty {
      letters.append(.C)
      reasons.append("It is used by a public authority, or for one.")
    }
    if letters.isEmpty { reasons.append("We only deploy it, and as no public authority: we file no form ourselves.") }
    if isNational { reasons.append("Its area is registered with a national authority (\(law.nationalBy)).") }
  }
}
