import Governance
import Operations
import Terminal

/// An incident as it is read: clocks first, then what is known, what it holds, and its history.
enum IncidentDocument {
  static func document(_ detail: IncidentDetail, columns: Int, now: Instant) -> Document {
    var document = Document(columns: columns)
    let (row, zone) = (detail.row, OfficeZone(detail.zone))
    document.paragraph(row.title, .title)
    if row.serious {
      document.paragraph("Serious by Art. 73 of the AI Act: what it is about is held until it is closed.", .failed)
    }
    document.blank()
    document.section(Piece("Clocks", .title))
    for clock in detail.clocks { write(clock, now: now, zone, into: &document) }
    if detail.clocks.isEmpty { document.paragraph("None runs.", .dim) }
    document.blank()
    document.section(Piece("What is known", .title))
    document.field("is", row.traits.map { IncidentTrait(rawValue: $0)?.words ?? $0 }.joined(separator: ", "))
    document.field("happened", detail.happenedAt.map(zone.both) ?? "unknown")
    document.field("aware since", "\(zone.both(row.awareAt)), \(TimeWords.ago(row.awareAt, now: now))")
    document.field("affected", row.affected.map { NumberWords.of($0, "person", "persons") } ?? "unknown")
    document.field("opened by", "\(row.openedBy), \(TimeWords.ago(row.recordedAt, now: now))")
    if let ticket = row.ticket { document.field("ticket", ticket) }
    if !detail.description.isEmpty {
      document.blank()
      document.paragraph(detail.description)
    }
    document.blank()
    document.section(Piece("Held as it was", .title))
    for link in detail.links {
      document.field(link.kind, link.subject)
      document.paragraph("sha256:" + link.digest, .dim, indent: 16)
    }
    if detail.links.isEmpty { document.paragraph("Nothing is linked.", .dim) }
    document.blank()
    writeTimeline(detail, now: now, zone, into: &document)
    return document
  }

  private struct Moment {
    var at: Instant
    var mark: Piece
    var words: String
    var person = ""
    var more = ""
  }

  /// What happened, what was done and what runs out, in the order of time, with where we are now among it.
  private static func writeTimeline(
    _ detail: IncidentDetail, now: Instant, _ zone: OfficeZone, into document: inout Document
  ) {
    let row = detail.row
    var moments = [Moment(at: row.awareAt, mark: Piece("▸ "), words: "aware: the clocks begin")]
    if let happened = detail.happenedAt {
      moments.append(Moment(at: happened, mark: Piece("! ", .failed), words: "happened"))
    }
    for act in detail.acts {
      let stage = act.stage.map { " \(act.duty ?? "") \($0)" } ?? ""
      let late = act.effectiveAt == act.recordedAt ? "" : "so at \(zone.both(act.effectiveAt)). "
      moments.append(
        Moment(
          at: act.recordedAt, mark: Piece("▸ "), words: act.act + stage, person: act.person,
          more: late + (act.act == "open" ? "" : act.reason)))
    }
    for clock in detail.clocks {
      let isOver = clock.stage == "complete" || clock.stage == "not_needed"
      let (mark, role): (String, Role) = isOver ? ("✓ ", .ok) : clock.due < now ? ("✗ ", .failed) : ("▸ ", .text)
      moments.append(
        Moment(
          at: clock.due, mark: Piece(mark, role),
          words: "\(clock.duty) \(isOver ? "was" : clock.due < now ? "was, unanswered," : "is") due"))
      moments.append(Moment(at: clock.ends, mark: Piece("| ", .dim), words: "\(clock.duty): the law's own end"))
    }
    moments.append(Moment(at: now, mark: Piece("─ ", .title), words: "now"))
    document.section(Piece("Timeline", .title), right: [Piece(zone.isUTC ? "UTC" : "\(zone.name), then UTC", .dim)])
    for moment in moments.enumerated().sorted(by: { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) })
      .map(\.element)
    {
      let isNow = moment.words == "now"
      let besides = zone.isUTC ? "" : Cutting.fit(zone.besides(moment.at), 12, right: true) + "  "
      document.line(
        Piece(zone.stamp(moment.at) + "  ", isNow ? .title : .dim), Piece(besides, .dim), moment.mark,
        Piece(moment.words, isNow ? .title : .text), right: [Piece(moment.person, .dim)])
      if !moment.more.isEmpty { document.paragraph(moment.more, indent: 20) }
    }
  }

  private static func write(
    _ clock: IncidentClock, now: Instant, _ zone: OfficeZone, into document: inout Document
  ) {
    let isLate = clock.due < now
    switch clock.stage {
    case nil:
      document.line(
        Piece(isLate ? "✗ late    " : "▶ runs    ", isLate ? .failed : .warning), Piece(clock.duty),
        right: [Piece(TimeWords.left(until: clock.due, now: now), isLate ? .failed : .warning)])
    case "initial"?:
      document.line(
        Piece("▶ initial ", .warning), Piece(clock.duty), right: [Piece("the full report follows", .dim)])
    case let stage?:
      document.line(
        Piece("✓ answered", .ok), Piece(" " + clock.duty),
        right: [Piece(stage == "complete" ? "complete" : "not needed", .dim)])
    }
    document.paragraph(
      "due \(zone.both(clock.due)), the law ends \(zone.both(clock.ends))", .dim, indent: 10)
    document.paragraph(clock.source, .dim, indent: 10)
  }
}
