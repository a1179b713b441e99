import Evidence
package import Governance

/// When a gate is met: every expected id exactly once, met, or not applicable with a reason where its list allows that.
///
/// What is missing, doubled, unknown, undefined or malformed is unmet. The reason of `not_applicable` is its evidence. A
/// waiver counts for what the rules have found unmet, and never for what they did not answer.
package enum GateRule {
  /// Reads what an engine answered. Never throws: whatever cannot be read is an unmet verdict with its reason.
  package static func verdict(
    of answer: PolicyAnswer, expecting expected: ExpectedRequirements, of bundle: PolicyBundle,
    waivers: [GateWaiver] = []
  ) -> GateVerdict {
    let document: DecisionDocument
    do throws(Problem) {
      document = try DecisionDocument(answer.document, revision: bundle.revision.text)
    } catch {
      return unmet(expected, because: error, policy: bundle.revision.text, answer: answer)
    }
    let waivable = waivers.filter { !bundle.neverWaived.contains($0.requirement) }
    var used: [GateWaiver] = []
    var rows = expected.entries.map { judged($0, document.requirements, waivable, &used) }
    rows += strangers(document.requirements, to: bundle)
    let waived = Set(used.map(\.requirement))
    let denied = document.deny.contains { id in id.text.map { !waived.contains($0) } ?? true }
    let isMet = rows.allSatisfy { $0.state != .unmet }
    var reasons: [String] = []
    if isMet {
      if !document.allow, waived.isEmpty {
        reasons.append("The policy does not allow it, though it names no unmet requirement.")
      }
      if denied { reasons.append("The policy denies it, though it names no unmet requirement.") }
    }
    return GateVerdict(
      allow: (document.allow || !waived.isEmpty) && !denied && isMet, requirements: rows, reasons: reasons,
      policy: bundle.revision.text, answer: answer, exceptions: used)
  }

  /// The verdict when there is no answer: all that is expected is unmet.
  package static func unmet(
    _ expected: ExpectedRequirements?, because problem: Problem, policy: String, answer: PolicyAnswer? = nil
  ) -> GateVerdict {
    let rows = (expected?.entries ?? []).map {
      unmet($0.id, "not decided", evidence: problem.happened, remedy: problem.remedy)
    }
    return GateVerdict(
      allow: false, requirements: rows, reasons: [problem.summary], policy: policy, answer: answer)
  }

  private static func judged(
    _ entry: ExpectedRequirements.Entry, _ given: [JSONValue], _ waivers: [GateWaiver], _ used: inout [GateWaiver]
  ) -> Requirement {
    let same = given.filter { $0["id"]?.text == entry.id }
    guard let only = same.first else {
      return unmet(entry.id, "missing", evidence: "The rules do not answer this id.")
    }
    guard same.count == 1 else {
      return unmet(entry.id, "\(same.count) answers", evidence: "The rules answer this id more than once.")
    }
    guard var requirement = Requirement(only) else {
      return unmet(entry.id, "unreadable", evidence: "A member is missing, no text, or its state is unknown.")
    }
    if requirement.state == .unmet, let waiver = waivers.last(where: { $0.requirement == entry.id }) {
      used.append(waiver)
      requirement.state = .waived
      requirement.evidence = waiver.words
      return requirement
    }
    if requirement.state == .waived {
      requirement.state = .unmet
      requirement.value = "waived, which no rule can say"
    }
    if requirement.state == .not_applicable {
      if !entry.mayNotApply {
        requirement.state = .unmet
        requirement.value = "not applicable, which its list does not allow"
      } else if requirement.evidence.allSatisfy(\.isWhitespace) {
        requirement.state = .unmet
        requirement.value = "not applicable without a reason"
      }
    }
    return requirement
  }

  /// What the rules answered and no list names; each makes the gate unmet, whatever state it claims. What only
  /// another environment, tier or kind asks for is passed over.
  private static func strangers(_ given: [JSONValue], to bundle: PolicyBundle) -> [Requirement] {
    let known = Set(bundle.listedIDs)
    return given.compactMap { value -> Requirement? in
      guard let id = value["id"]?.text else {
        return unmet("(no id)", "unreadable", evidence: "The rules answer something without an id.")
      }
      guard !known.contains(id) else { return nil }
      return unmet(id, "not expected", evidence: "No list of the bundle's data names this id.")
    }
  }

  private static func unmet(
    _ id: String, _ value: String, evidence: String, remedy: String = "Mend the policy bundle."
  ) -> Requirement {
    Requirement(
      id: id, title: id, state: .unmet, value: value, limit: "answered once", evidence: evidence, remedy: remedy,
      principle: "")
  }
}
