import Governance
import Operations
import Terminal

/// How a quarter stands: what stops the freeze as one list, gaps by who owes them, what it holds.
enum QuarterDocument {
  /// - hasList: what is missing stands beside it already.
  static func document(_ row: QuarterRow, _ standing: QuarterStanding?, hasList: Bool, columns: Int) -> Document {
    var document = Document(columns: columns)
    let zone = OfficeZone(row.zone)
    document.line(Piece(row.quarter + "  ", .title), row.statePiece, right: [Piece(zone.name, .dim)])
    for (name, border) in [("from", row.starts), ("until", row.ends)] {
      document.field(name, zone.rfc3339(border))
      if !zone.isUTC { document.field("", "UTC: " + border.rfc3339, .dim) }
    }
    if let at = row.frozenAt {
      document.field("frozen", "\(at.rfc3339) by \(row.askedBy ?? ""), then \(row.frozenBy ?? "")")
    } else if let asked = row.askedBy {
      document.field("signed by", "\(asked); a second person who signs the same freezes it", .warning)
    }
    if let digest = row.digest { document.field("digest", "sha256:" + digest) }
    if let corrects = row.corrects { document.field("puts right", "snapshot \(corrects)") }
    if row.state == .frozen {
      document.field("packs", "\(row.packs) handed out; make one: E, check one: v")
    }
    guard let standing else {
      document.blank()
      document.paragraph("Its facts are being read.", .dim)
      return document
    }
    if !hasList {
      if row.state != .frozen { writeStops(standing, into: &document) }
      writeGaps(standing, into: &document)
    }
    document.blank()
    document.section(Piece("What it holds", .title), right: [Piece("facts  late  carried", .dim)])
    for kind in standing.kinds {
      let figures =
        Cutting.fit(NumberWords.grouped(kind.facts), 5, right: true)
        + Cutting.fit(NumberWords.grouped(kind.late), 6, right: true)
        + Cutting.fit(NumberWords.grouped(kind.carried), 9, right: true)
      document.line(Piece(kind.name), right: [Piece(figures, kind.late > 0 ? .warning : .text)])
    }
    document.paragraph("late: recorded after the quarter's end; carried: so before it began", .dim)
    writePacks(standing.packs, into: &document)
    return document
  }

  private static func writePacks(_ packs: [PackRow], into document: inout Document) {
    guard !packs.isEmpty else { return }
    document.blank()
    document.section(Piece("Packs handed out", .title), right: [Piece("\(packs.count)", .dim)])
    for pack in packs {
      let cut = pack.scope.isEmpty ? "" : ", cut to \(pack.scope)"
      let clearance = pack.clearance.map { ", excerpts up to \($0)" } ?? ""
      document.line(
        Piece("\(pack.id)  \(pack.at.day)  "), Piece("to \(pack.recipient ?? "nobody named")"),
        right: [Piece("by \(pack.issuedBy)", .dim)])
      document.paragraph("sha256:\(pack.digest)", .dim, indent: 4)
      document.paragraph("key \(pack.signer)\(cut)\(clearance)", .dim, indent: 4)
    }
  }

  private static func writeStops(_ standing: QuarterStanding, into document: inout Document) {
    document.blank()
    document.section(Piece("What stops the freeze", .title))
    let stops = standing.gaps.filter(\.stops)
    for gap in stops { write(gap, mark: "✗ ", .failed, into: &document) }
    if stops.isEmpty { document.paragraph("✓ Nothing. Two persons can freeze it: f.", .ok) }
  }

  private static func writeGaps(_ standing: QuarterStanding, into document: inout Document) {
    let gaps = standing.gaps.filter { !$0.stops }
    document.blank()
    document.section(Piece("Gaps that are frozen with it", .title), right: [Piece("\(gaps.count)", .dim)])
    if gaps.isEmpty { document.paragraph("None is known.", .dim) }
    var told: String?
    for gap in gaps {
      let owner = gap.owner ?? "the office"
      if told != owner { document.line(Piece(owner, .link)) }
      told = owner
      write(gap, mark: "– ", .text, into: &document)
    }
  }

  private static func write(_ gap: QuarterGap, mark: String, _ role: Role, into document: inout Document) {
    document.paragraph(mark + (gap.scope.isEmpty ? "" : gap.scope + ": ") + gap.what, role, indent: 2)
    document.paragraph("→ " + gap.remedy, .dim, indent: 4)
  }
}
