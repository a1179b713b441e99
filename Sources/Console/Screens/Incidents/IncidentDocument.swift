import Governance
import Terminal

/// An incident as it is read: clocks first, then what is known, what it holds, and its history.
enum IncidentDocument {
  static func document(_ detail: IncidentDetail, columns: Int, now: Instant) -> Document {
    var document = Document(columns: columns)
    let row = detail.row
    document.paragraph(row.title, .title)
    if row.serious {
      document.paragraph("Serious by Art. 73 of the AI Act: what it is about is held until it is closed.", .failed)
    }
    document.blank()
    document.section(Piece("Clocks", .title))
    for clock in detail.clocks { write(clock, now: now, into: &document) }
    if detail.clocks.isEmpty { document.paragraph("None runs.", .dim) }
    document.blank()
    document.section(Piece("What is known", .title))
    document.field("is", row.traits.map { IncidentTrait(rawValue: $0)?.words ?? $0 }.joined(separator: ", "))
    document.field("happened", detail.happenedAt.map { TimeWords.stamp($0) + " UTC" } ?? "unknown")
    document.field("aware since", "\(TimeWords.stamp(row.awareAt)) UTC (\(TimeWords.ago(row.awareAt, now: now)))")
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
    document.section(Piece("History", .title))
    for act in detail.acts {
      let stage = act.stage.map { " \(act.duty ?? "") \($0)" } ?? ""
      document.line(
        Piece(TimeWords.stamp(act.recordedAt) + "  ", .dim), Piece(act.act + stage), right: [Piece(act.person, .dim)])
      if act.act != "open", !act.reason.isEmpty { document.paragraph(act.reason, indent: 14) }
    }
    return document
  }

  private static func write(_ clock: IncidentClock, now: Instant, into document: inout Document) {
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
      "due \(TimeWords.stamp(clock.due)) UTC, the law ends \(TimeWords.stamp(clock.ends)) UTC", .dim, indent: 10)
    document.paragraph(clock.source, .dim, indent: 10)
  }
}
