import Governance

extension EventPen {
  /// Rows the answer was given, best first. A red one only where that is the trouble.
  mutating func writeRetrieved(_ desk: Desk, _ tracks: Library.Tracks, _ chance: inout SplitMix64) {
    var highest = desk.prompt == "kyc-summary" || desk.prompt == "medical-summary" ? DataClass.yellow : .green
    if !desk.rows.isEmpty {
      let index = tracks.index.place(at: call.at)
      var score = chance.within(780...910)
      let count = chance.within(2...4)
      let redRank = call.trouble == .redRow ? 1 + chance.below(count) : 0
      raw(",\"retrieved\":[")
      for rank in 1...count {
        let place =
          rank == redRank
          ? desk.rows.firstIndex { $0.dataClass == .red } ?? 0 : Self.pickRows(desk.rows, chance.below(1000))
        let rows = desk.rows[place]
        highest = max(highest, rows.dataClass)
        if rank > 1 { raw(",") }
        raw("{\"rank\":")
        number(rank)
        raw(",\"index\":\"")
        say(tracks.indexName)
        raw("\",\"index_version\":\"")
        say(tracks.index.labels, index)
        raw("\",\"namespace\":\"")
        raw(rows.namespace)
        raw("\",\"dataset\":\"")
        say(tracks.datasetNames, place)
        raw("\",\"dataset_version\":\"")
        say(tracks.datasets[place].labels, tracks.datasets[place].place(at: call.at))
        raw("\",\"row_key\":\"")
        number(rows.firstRow + chance.below(rows.rows))
        raw("\",\"score\":")
        thousandths(score)
        score -= chance.within(11...60)
        raw(",\"data_class\":\"")
        raw(rows.dataClass == .red ? "red" : rows.dataClass == .yellow ? "yellow" : "green")
        raw("\"}")
      }
      raw("]")
    }
    raw(",\"data_class\":\"")
    raw(highest == .red ? "red" : highest == .yellow ? "yellow" : "green")
    raw("\"")
  }

  private static func pickRows(_ rows: [Desk.Rows], _ roll: Int) -> Int {
    var rest = roll
    for (place, row) in rows.enumerated() {
      if rest < row.share { return place }
      rest -= row.share
    }
    return 0
  }

  /// What a judge gave the answer for staying with its rows.
  mutating func writeScores(_ desk: Desk, _ chance: inout SplitMix64) {
    guard !desk.rows.isEmpty else { return }
    raw(",\"evals\":[{\"name\":\"groundedness\",\"score\":")
    thousandths(call.trouble == .invented ? chance.within(310...560) : chance.within(880...985))
    raw(",\"scale\":[0,1],\"judge\":\"groundedness-judge\"")
    if call.trouble == .invented {
      raw(",\"rationale\":\"One sentence of the answer is supported by none of the rows.\"")
    }
    raw("}]")
  }

  /// What the checkers said. A category is never flagged by one and cleared by another unless that is the trouble.
  mutating func writeFlags(_ desk: Desk, _ chance: inout SplitMix64) {
    let trouble = call.trouble
    raw(",\"flags\":[")
    switch trouble {
    case .none, .redRow: break
    case .leak: flag("output", .presidio, "privacy_pii", score: chance.within(610...940), severity: 1, details)
    case .bulkLeak: flag("output", .presidio, "privacy_pii", score: chance.within(880...990), severity: 3, details)
    case .disagree:
      flag("output", .presidio, "privacy_pii", score: chance.within(620...790), severity: 1, details)
      clear("output", .piiJudge, "privacy_pii", score: chance.within(60...240))
    case .invented:
      flag("output", .groundedness, "quality", score: chance.within(550...830), severity: 1, passages)
    case .advice:
      flag(
        "output", .llamaGuard, "specialized_advice", code: "S6", score: chance.within(560...790), severity: 1, passages)
    case .defame:
      flag("output", .llamaGuard, "defamation", code: "S5", score: chance.within(560...860), severity: 1, passages)
    case .rude: flag("input", .profanity, "other", label: "profanity", score: chance.within(610...970), severity: 1)
    case .nudge: flag("input", .promptGuard, "prompt_attack", score: chance.within(530...770), severity: 1)
    case .nearMiss: clear("output", .llamaGuard, "hate_harassment", code: "S10", score: chance.within(510...740))
    case .bias:
      flag(
        "output", .llamaGuard, "hate_harassment", code: "S10", score: chance.within(840...970), severity: 2, passages)
      if alsoLeaks { flag("output", .presidio, "privacy_pii", score: chance.within(620...930), severity: 1, details) }
    case .harm:
      flag("input", .llamaGuard, "self_harm", code: "S11", score: chance.within(810...970), severity: 3)
      flag("input", .azure, "self_harm", label: "SelfHarm", score: nil, severity: 2)
    case .threat: flag("input", .llamaGuard, "violence", code: "S1", score: chance.within(820...960), severity: 3)
    case .crime: flag("input", .llamaGuard, "crime", code: "S2", score: chance.within(810...930), severity: 2)
    case .jailbreak: flag("input", .promptGuard, "prompt_attack", score: chance.within(820...990), severity: 2)
    }
    if trouble != .bias, trouble != .nearMiss {
      clear("output", .llamaGuard, "hate_harassment", code: "S10", score: chance.within(1...90))
    }
    if ![.leak, .bulkLeak, .disagree].contains(trouble), !alsoLeaks {
      clear("output", .presidio, "privacy_pii", score: chance.within(1...120))
    }
    if trouble != .harm, desk.isFacingCustomers { clear("input", .azure, "self_harm", score: nil) }
    if trouble != .nudge, trouble != .jailbreak, desk.isFacingCustomers {
      clear("input", .promptGuard, "prompt_attack", score: chance.within(2...180))
    }
    if trouble != .invented, !desk.rows.isEmpty {
      clear("output", .groundedness, "quality", score: chance.within(10...140))
    }
    if call.showsPhotograph {
      raw("{\"side\":\"input\",\"source\":\"azure-content-safety\",\"category\":\"violence\",\"verdict\":\"not_run\",")
      raw("\"explanation\":\"Images are not sent to this checker.\"},")
    }
    if out.last == 44 { out.removeLast() }
    raw("]")
  }

  private var passages: [Span] { passage.map { [$0] } ?? [] }

  private mutating func flag(
    _ side: StaticString, _ checker: Checker, _ category: StaticString, code: StaticString = "",
    label: StaticString = "", score: Int?, severity: Int, _ spans: [Span] = []
  ) {
    head(side, checker, category, code: code, label: label, verdict: "flagged", score: score)
    raw(",\"severity\":")
    number(severity)
    if !spans.isEmpty {
      raw(",\"spans\":[")
      for (place, span) in spans.enumerated() {
        raw(place == 0 ? "{\"start\":" : ",{\"start\":")
        number(span.start)
        raw(",\"end\":")
        number(span.end)
        raw(",\"entity\":\"")
        raw(span.entity)
        raw("\"}")
      }
      raw("]")
    }
    raw("},")
  }

  private mutating func clear(
    _ side: StaticString, _ checker: Checker, _ category: StaticString, code: StaticString = "", score: Int?
  ) {
    head(side, checker, category, code: code, label: "", verdict: "clear", score: score)
    raw("},")
  }

  private mutating func head(
    _ side: StaticString, _ checker: Checker, _ category: StaticString, code: StaticString, label: StaticString,
    verdict: StaticString, score: Int?
  ) {
    raw("{\"side\":\"")
    raw(side)
    raw(checker.source)
    raw(category)
    if code.utf8CodeUnitCount > 0 {
      raw("\",\"code\":\"")
      raw(code)
    }
    if label.utf8CodeUnitCount > 0 {
      raw("\",\"label\":\"")
      raw(label)
    }
    raw("\",\"verdict\":\"")
    raw(verdict)
    raw("\"")
    if let score {
      raw(",\"score\":")
      thousandths(score)
    }
  }
}

/// The programs that look at generations.
private enum Checker {
  case llamaGuard, presidio, azure, promptGuard, profanity, groundedness, piiJudge

  /// From the end of the side to the beginning of the category.
  var source: StaticString {
    switch self {
    case .llamaGuard:
      "\",\"source\":\"llama-guard-3\",\"source_model\":\"llama-guard-3-8b\",\"taxonomy\":\"llamaguard-3\",\"category\":\""
    case .presidio: "\",\"source\":\"presidio\",\"taxonomy\":\"presidio\",\"category\":\""
    case .azure: "\",\"source\":\"azure-content-safety\",\"taxonomy\":\"azure-2023-10\",\"category\":\""
    case .promptGuard: "\",\"source\":\"prompt-guard-2\",\"category\":\""
    case .profanity: "\",\"source\":\"alt-profanity\",\"category\":\""
    case .groundedness: "\",\"source\":\"groundedness-judge\",\"category\":\""
    case .piiJudge: "\",\"source\":\"pii-judge\",\"category\":\""
    }
  }
}
