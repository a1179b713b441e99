import Governance
import Terminal

/// A line of the first screen and where Enter goes from it.
struct OfficeLine: Sendable, Equatable {
  enum Pane: Int, Sendable, CaseIterable {
    case yourTurn, queues, promotions, attention, quarter, dueNext
    var title: String {
      switch self {
      case .yourTurn: "Your turn"
      case .queues: "Review queues"
      case .promotions: "Promotions"
      case .attention: "Needs attention"
      case .quarter: "Quarter so far"
      case .dueNext: "Due next"
      }
    }
  }
  var pane: Pane
  var left: [Piece]
  var right: [Piece] = []
  var place: Place

  static func all(of summary: OfficeSummary, sight: Sight) -> [OfficeLine] {
    yourTurn(summary, sight) + queues(summary, sight) + promotions(summary) + attention(summary)
      + quarter(summary, sight) + dueNext(summary, sight)
  }

  private static func yourTurn(_ summary: OfficeSummary, _ sight: Sight) -> [OfficeLine] {
    var lines: [OfficeLine] = []
    if summary.claimedByMe > 0 {
      let late = summary.nextOfMineDue.map { $0 < sight.now } ?? false
      let due = summary.nextOfMineDue.map {
        late
          ? ", the next is overdue by \(TimeWords.span($0.seconds(since: sight.now)))"
          : ", the next due in \(TimeWords.left(until: $0, now: sight.now))"
      }
      lines.append(
        OfficeLine(
          pane: .yourTurn,
          left: [
            Piece("⏱ "), Piece("\(NumberWords.grouped(summary.claimedByMe)) claimed by you"),
            Piece(due ?? "", late ? .warning : .text),
          ],
          place: Place(screen: .review, target: .mine)))
    }
    if summary.waitingForMySignature > 0 {
      let many = summary.waitingForMySignature
      lines.append(
        OfficeLine(
          pane: .yourTurn,
          left: [
            Piece("✍ "),
            Piece("\(NumberWords.of(many, "promotion")) \(many == 1 ? "waits" : "wait") for your signature"),
          ],
          place: Place(screen: .promotions)))
    }
    if !summary.toConfirm.isEmpty {
      let many = summary.toConfirm.count
      lines.append(
        OfficeLine(
          pane: .yourTurn,
          left: [
            Piece("✍ "),
            Piece("\(NumberWords.of(many, "act")) of others \(many == 1 ? "waits" : "wait") for your countersign"),
          ],
          place: Place(screen: .stops)))
    }
    if summary.toAdjudicate > 0 {
      lines.append(
        OfficeLine(
          pane: .yourTurn,
          left: [Piece("⚖ "), Piece("\(NumberWords.of(summary.toAdjudicate, "disagreement")) to adjudicate")],
          place: Place(screen: .review, target: .lead)))
    }
    return lines
  }

  private static func queues(_ summary: OfficeSummary, _ sight: Sight) -> [OfficeLine] {
    summary.queues.map { queue in
      let waits = queue.waiting.number > 0
      let oldest = queue.oldest.map { TimeWords.span(sight.now.seconds(since: $0)) } ?? "–"
      var left = [
        Piece(Cutting.fit(queue.tier.words, 10), queue.tier.role),
        Piece(Cutting.fit(NumberWords.count(queue.waiting), 9, right: true), waits ? .text : .dim),
        Piece(Cutting.fit(oldest, 10, right: true), waits ? .text : .dim),
        Piece(Cutting.fit("\(queue.dueWithinHour)", 9, right: true), queue.dueWithinHour > 0 ? .warning : .dim),
        Piece(Cutting.fit("\(queue.breached)", 9, right: true), queue.breached > 0 ? .failed : .dim),
      ]
      if !sight.calm { left.append(Piece("   " + sparkline(queue.decidedByHour.map(Double.init), columns: 8), .chart)) }
      return OfficeLine(pane: .queues, left: left, place: Place(screen: .review, target: .tier(queue.tier)))
    }
  }

  static let queueHead = "tier        waiting    oldest  due <1 h  overdue   decided"

  private static func promotions(_ summary: OfficeSummary) -> [OfficeLine] {
    summary.promotions.map { row in
      OfficeLine(
        pane: .promotions,
        left: [Piece("\(row.artifact) \(NameWords.version(row.label)) → \(row.environment)")],
        right: PromotionWords.progress(row), place: Place(screen: .promotions, target: .promotion(row.id)))
    }
  }

  private static func attention(_ summary: OfficeSummary) -> [OfficeLine] {
    // What runs without having been approved stands first.
    var lines =
      OfficeLine.observed(summary.observed) + OfficeLine.alarms(summary) + OfficeLine.stops(summary)
      + OfficeLine.log(summary)
    for queue in summary.queues where queue.breached > 0 {
      lines.append(
        OfficeLine(
          pane: .attention,
          left: [
            Piece("✗ ", .failed),
            Piece("\(NumberWords.of(queue.breached, "\(queue.tier.rawValue)-tier item")) past the due time"),
          ],
          place: Place(screen: .review, target: .tier(queue.tier))))
    }
    if summary.untiered.number > 0 {
      let one = summary.untiered.number == 1
      lines.append(
        OfficeLine(
          pane: .attention,
          left: [
            Piece("! ", .warning),
            Piece(
              "\(NumberWords.count(summary.untiered)) \(one ? "generation is" : "generations are") untiered, and \(one ? "stands" : "stand") as high"
            ),
          ],
          place: Place(screen: .review)))
    }
    if summary.quarantined.number > 0 {
      lines.append(
        OfficeLine(
          pane: .attention,
          left: [
            Piece("! ", .warning),
            Piece(
              "\(NumberWords.count(summary.quarantined)) refused \(summary.quarantined.number == 1 ? "record is" : "records are") kept in quarantine"
            ),
          ],
          place: Place(screen: .quarantine)))
    }
    return lines
  }

  private static func dueNext(_ summary: OfficeSummary, _ sight: Sight) -> [OfficeLine] {
    summary.dueNext.map { row in
      let isLate = row.due < sight.now
      return OfficeLine(
        pane: .dueNext,
        left: [
          Piece(row.tier.mark + " ", row.tier.role), Piece(Cutting.fit("\(row.id)", 8)),
          Piece(Cutting.fit(row.reasons.map(\.termWords).joined(separator: ", "), 44) + "  "),
          Piece(Cutting.fit(row.model, 30) + "  ", row.registered ? .dim : .warning),
          Piece(row.claimedBy.joined(separator: ", "), .dim),
        ],
        right: [
          Piece(
            isLate
              ? "overdue by \(TimeWords.span(sight.now.seconds(since: row.due)))"
              : "due in \(TimeWords.left(until: row.due, now: sight.now))", isLate ? .warning : .text)
        ],
        place: Place(screen: .review, target: .item(row.id)))
    }
  }

  private static func quarter(_ summary: OfficeSummary, _ sight: Sight) -> [OfficeLine] {
    let cards =
      summary.versionsInProduction == 0
      ? "No version is in production" : "\(NumberWords.of(summary.versionsInProduction, "version")) in production"
    let isBoxed = OfficePicture.isBoxed(sight.size)
    return [
      OfficeLine(
        pane: .quarter,
        left: [
          Piece(TimeWords.quarter(sight.now) + "  "), Piece(cards),
        ] + (isBoxed ? [] : OfficeLine.shortSeal(summary)) + [
          Piece(
            "   \(NumberWords.count(summary.generations)) generations, \(NumberWords.grouped(summary.generationsLastHour)) in the last hour"
          )
        ], place: Place(screen: .audit))
    ] + (isBoxed ? OfficeLine.seal(summary) : [])
  }
}
