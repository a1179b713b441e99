internal import Governance

/// What happened to the version: figures, signatures, environments, and what is still missing.
extension CardPageDraft {
  mutating func evaluations() {
    if facts.evaluations.isEmpty { return add(.missing("Evaluations", owedBy: debtor(for: .evals))) }
    var table = CardPage.Table(
      heads: ["Suite", "Metric", "Value", "Limit", "Met", "n", "Supplied by", "At"], rows: [], sources: [])
    for evaluation in facts.evaluations {
      table.rows.append([
        evaluation.suite, evaluation.metric, numberText(evaluation.value),
        evaluation.limit.map { "\(evaluation.atLeast ? "at least" : "at most") \(numberText($0))" } ?? "none",
        evaluation.value.isFinite ? evaluation.met.map { $0 ? "yes" : "no" } ?? "" : notAvailable,
        evaluation.n.map { String($0) } ?? "not recorded", evaluation.suppliedBy, evaluation.at.rfc3339,
      ])
      table.sources.append(cite(.evaluation(evaluation)))
    }
    add(.table(table))
  }

  mutating func usage() {
    guard let usage = facts.usage else { return }
    let source = cite(.generations(from: usage.from, until: usage.until))
    var figures = [("Window", "\(usage.from.rfc3339) to \(usage.until.rfc3339)"), ("Calls", countText(usage.calls))]
    if let tokens = usage.tokensIn { figures.append(("Tokens in", String(tokens))) }
    if let tokens = usage.tokensOut { figures.append(("Tokens out", String(tokens))) }
    if let micros = usage.costMicros {
      figures.append(("Cost", "\(moneyText(micros: micros)) \(usage.currency ?? "(currency not recorded)")"))
    }
    if let p95 = usage.p95Microseconds { figures.append(("Latency, 95th percentile", "\(p95 / 1000) ms")) }
    if let flagged = usage.flagged { figures.append(("Calls flagged", String(flagged))) }
    add(.lines(figures.map { CardPage.Line(label: $0.0, value: .text($0.1), source: source) }))
  }

  mutating func incidents() {
    for incident in facts.incidents {
      let end = incident.closed.map { "closed \($0.rfc3339)" } ?? "open"
      let text = "\(incident.severity), opened \(incident.opened.rfc3339), \(end)"
      let source = cite(Record("incident \(incident.ticket)"))
      add(.lines([CardPage.Line(label: "Incident \(incident.ticket)", value: .text(text), source: source)]))
    }
    if facts.incidents.isEmpty { add(.note("No incident that names this version is recorded.")) }
  }

  mutating func findings() {
    if facts.findings.isEmpty { return }
    add(.lines([CardPage.Line(label: "Findings while this card was made", value: .list(facts.findings), source: nil)]))
  }

  mutating func dependencies() {
    if facts.dependencies.isEmpty {
      if let debtor = debtor(for: .dependencies) { add(.missing("Dependencies", owedBy: debtor)) }
      return
    }
    let source = cite(facts.ownRecord)
    add(
      .table(
        CardPage.Table(
          heads: ["Role", "Artifact", "Version", "Kind"],
          rows: facts.dependencies.map { [$0.role, $0.artifact, $0.label, $0.kind.rawValue] },
          sources: facts.dependencies.map { _ in source })))
  }

  mutating func promotions() {
    if !facts.holds(.approvals), let debtor = debtor(for: .approvals) { add(.missing("Approvals", owedBy: debtor)) }
    for promotion in facts.promotions {
      let source = cite(.promotion(promotion.id))
      var lines = [
        CardPage.Line(
          label: "To \(promotion.environment)",
          value: .text(
            "\(promotion.state.rawValue), requested by \(promotion.requestedBy) at \(promotion.requestedAt.rfc3339): "
              + promotion.reason), source: source)
      ]
      for signature in promotion.signatures {
        lines.append(
          CardPage.Line(
            label: signature.approves ? "Signed" : "Rejected",
            value: .text(
              "\(signature.person) at \(signature.at.rfc3339) by \(signature.channel): \(signature.reason)"),
            source: source))
      }
      add(.lines(lines))
    }
  }

  mutating func serving() {
    if facts.serving.isEmpty { return add(.note("No environment points to this version now.")) }
    for serving in facts.serving {
      guard let move = serving.move else {
        let line = CardPage.Line(label: serving.environment, value: .text("serves it"), source: cite(facts.ownRecord))
        add(.lines([line]))
        continue
      }
      let text =
        "\(move.colour) at \(move.weight) % since \(move.effectiveAt.rfc3339), by \(move.by): \(move.reason)"
      add(.lines([CardPage.Line(label: serving.environment, value: .text(text), source: cite(.pointer(move)))]))
    }
  }

  mutating func gaps() {
    let (recorded, obligatory) = facts.completeness
    let tier = facts.tier.map { "at tier \($0.rawValue)" } ?? "while no tier is recorded"
    add(.note("\(recorded) of \(obligatory) facts that are obligatory \(tier) are recorded."))
    let gaps = facts.gaps
    if gaps.isEmpty { return }
    add(.lines(gaps.map { CardPage.Line(label: $0.key.label, value: .missing(owedBy: $0.owedBy), source: nil) }))
  }
}
