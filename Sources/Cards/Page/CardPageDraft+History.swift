internal import Governance

/// What happened to the version: figures, signatures, environments, and what is still missing.
extension CardPageDraft {
  mutating func evaluations() {
    if facts.evaluations.isEmpty { return add(.missing("Evaluations", gap(for: .evals))) }
    var table = CardPage.Table(
      heads: ["Suite", "Metric", "Value", "Limit", "Met", "n", "Supplied by", "At"], rows: [], sources: [],
      numbers: [2, 5])
    for evaluation in facts.evaluations {
      table.rows.append([
        evaluation.suite, evaluation.metric, numberText(evaluation.value),
        evaluation.limit.map { "\(evaluation.atLeast ? "at least" : "at most") \(numberText($0))" } ?? "none",
        evaluation.value.isFinite ? evaluation.met.map { $0 ? "yes" : "no" } ?? "" : notAvailable,
        evaluation.n.map { String($0) } ?? "not recorded", evaluation.suppliedBy, evaluation.at.rfc3339,
      ])
      table.sources.append(cite(.evaluation(evaluation)))
    }
    let bars = facts.evaluations.compactMap { evaluation in
      evaluation.limit.flatMap { limit in
        evaluation.value.isFinite && limit.isFinite
          ? FigureBar(
            name: "\(evaluation.suite) · \(evaluation.metric)", value: evaluation.value, limit: limit,
            atLeast: evaluation.atLeast) : nil
      }
    }
    if !bars.isEmpty { add(.chart(.figures(bars))) }
    add(.table(table))
  }

  mutating func findings() {
    if facts.findings.isEmpty { return }
    add(.lines([CardPage.Line(label: "Findings while this card was made", value: .list(facts.findings), source: nil)]))
  }

  mutating func dependencies() {
    if facts.dependencies.isEmpty {
      if let gap = gap(for: .dependencies) { add(.missing("Dependencies", gap)) }
      return
    }
    let source = cite(facts.ownRecord)
    add(
      .table(
        CardPage.Table(
          heads: ["Role", "Artifact", "Version", "Kind"],
          rows: facts.dependencies.map { [$0.role, $0.artifact, $0.label, $0.kind.words] },
          sources: facts.dependencies.map { _ in source })))
  }

  mutating func promotions() {
    if let gap = gap(for: .approvals) { add(.missing("Approvals", gap)) }
    for promotion in facts.promotions {
      let source = cite(.promotion(promotion.id))
      var lines = [
        CardPage.Line(
          label: "To \(promotion.environment)",
          value: .text(
            "\(promotion.state.rawValue), requested by \(promotion.requestedBy) on \(promotion.requestedAt.words): "
              + promotion.reason), source: source)
      ]
      for signature in promotion.signatures {
        lines.append(
          CardPage.Line(
            label: signature.approves ? "Signed" : "Rejected",
            value: .text(
              "\(signature.person) on \(signature.at.words), said to be by \(signature.channel): \(signature.reason)"),
            source: source))
      }
      add(.lines(lines))
    }
  }

  mutating func waivers() {
    for waiver in facts.waivers {
      let answer: String
      switch waiver.state {
      case .asked: answer = "asked for, nobody has granted it"
      case .granted: answer = "granted by \(waiver.changedBy)"
      case .refused, .withdrawn: answer = "\(waiver.state.rawValue) by \(waiver.changedBy)"
      }
      let said = waiver.answer.isEmpty ? "" : " (\(waiver.answer))"
      let text =
        "\(waiver.requirement), until \(waiver.expiresAt.words); \(waiver.owner) answers for it: \(waiver.reason). "
        + "Asked for by \(waiver.askedBy) on \(waiver.at.words), \(answer)\(said)"
      add(
        .lines([
          CardPage.Line(
            label: "Waiver in \(waiver.environment)", value: .text(text), source: cite(.waiver(waiver.id)))
        ]))
    }
  }

  mutating func serving() {
    for stop in facts.stops {
      let place = stop.environment ?? "every environment"
      let end = stop.isLifted ? "; lifted by \(stop.changedBy)" : ""
      let what = stop.label == nil ? "All versions" : "This version"
      let text = "\(what), on \(stop.at.words), by \(stop.stoppedBy): \(stop.reason)\(end)"
      add(
        .lines([
          CardPage.Line(
            label: stop.isLifted ? "Was stopped in \(place)" : "Stopped in \(place)", value: .text(text),
            source: cite(.stop(stop.id)))
        ]))
    }
    if facts.serving.isEmpty { return add(.note("No environment points to this version now.")) }
    for serving in facts.serving {
      guard let move = serving.move else {
        let line = CardPage.Line(label: serving.environment, value: .text("serves it"), source: cite(facts.ownRecord))
        add(.lines([line]))
        continue
      }
      let text =
        "\(move.colour) at \(move.weight) % since \(move.effectiveAt.words), by \(move.by): \(move.reason)"
      let doubt =
        facts.stopsNow(in: serving.environment).isEmpty && !serving.isStopped ? nil : "stopped: nothing is to use it"
      let source = cite(.pointer(move))
      add(.lines([CardPage.Line(label: serving.environment, value: .text(text), source: source, doubt: doubt)]))
    }
  }

  /// What happened to the version, oldest first, drawn on a line of time and told in words.
  mutating func history() {
    var told: [(event: HistoryEvent, what: String, by: String, record: Record)] = []
    func tell(_ at: Instant, _ kind: HistoryEvent.Kind, _ what: String, _ by: String, _ record: Record) {
      told.append((HistoryEvent(at: at, kind: kind), what, by, record))
    }
    if let at = facts.registeredAt {
      tell(at, .registered, "registered", facts.author ?? "", facts.ownRecord)
    }
    for evaluation in facts.evaluations {
      tell(
        evaluation.at, .measured, "\(evaluation.suite)/\(evaluation.metric) measured", evaluation.suppliedBy,
        .evaluation(evaluation))
    }
    for promotion in facts.promotions {
      let record = Record.promotion(promotion.id)
      tell(promotion.requestedAt, .asked, "asked for \(promotion.environment)", promotion.requestedBy, record)
      for signature in promotion.signatures {
        let kind: HistoryEvent.Kind = signature.approves ? .signed : .rejected
        tell(
          signature.at, kind, "\(kind == .signed ? "signed" : "rejected") for \(promotion.environment)",
          signature.person, record)
      }
    }
    for stop in facts.stops {
      let place = stop.environment ?? "every environment"
      tell(stop.at, .rejected, "stopped in \(place)", stop.stoppedBy, .stop(stop.id))
    }
    for serving in facts.serving {
      guard let move = serving.move else { continue }
      tell(move.effectiveAt, .served, "served by \(move.environment)", move.by, .pointer(move))
    }
    guard !told.isEmpty else { return }
    told = told.enumerated().sorted { ($0.element.event.at, $0.offset) < ($1.element.event.at, $1.offset) }.map(
      \.element)
    if told.count > 1, told.count <= 40 { add(.chart(.history(told.map(\.event)))) }
    add(
      .table(
        CardPage.Table(
          heads: ["No", "At", "What", "By"],
          rows: told.enumerated().map { [String($0 + 1), $1.event.at.rfc3339, $1.what, $1.by] },
          sources: told.map { cite($0.record) }, numbers: [])))
  }

  mutating func gaps() {
    let (recorded, obligatory) = facts.completeness
    let tier = facts.tier.map { "at tier \($0.rawValue)" } ?? "while no tier is recorded"
    add(.note("\(recorded) of \(obligatory) facts that are obligatory \(tier) are on record."))
    let gaps = facts.gaps
    if gaps.isEmpty { return }
    add(.lines(gaps.map { CardPage.Line(label: $0.key.label, value: .missing($0), source: nil) }))
  }
}
