import Governance
import Terminal

/// What the panes of a promotion say.
enum PromotionDocuments {
  static func document(
    _ tab: PromotionReading.Tab, _ detail: PromotionDetail, _ difference: [DiffLine], changes: [DiffLine]?,
    columns: Int, now: Instant, sideBySide: Bool = false
  ) -> Document {
    switch tab {
    case .gate: gate(detail, columns: columns)
    case .change: change(detail, difference, columns: columns, sideBySide: sideBySide)
    case .reaches: reaches(detail, columns: columns, now: now)
    case .text: text(detail, changes, columns: columns)
    }
  }

  /// The text that is signed, as it stands; above it what is new in it since it was read.
  private static func text(_ detail: PromotionDetail, _ changes: [DiffLine]?, columns: Int) -> Document {
    var document = Document(columns: columns)
    guard let text = detail.text else {
      document.paragraph("No text was kept of this request.", .dim)
      return document
    }
    if let changes {
      document.section(Piece("Changed since you read it", .warning))
      document.difference(changes)
      document.blank()
    }
    document.paragraph("sha256:\(text.digest)", .dim)
    write(text: text.body, into: &document)
    return document
  }

  /// A text that is signed, to its end; its headings can be stepped through.
  static func write(text: String, into document: inout Document) {
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
      let isHeading = line.first?.isUppercase == true && line.allSatisfy { $0.isUppercase || $0 == " " }
      isHeading ? document.section(Piece(String(line), .title)) : document.indented(String(line))
    }
    document.paragraph("End of the text.", .dim)
  }

  private static func gate(_ detail: PromotionDetail, columns: Int) -> Document {
    var document = Document(columns: columns)
    for requirement in detail.requirements { document.requirement(requirement) }
    document.blank()
    if !detail.changes.isEmpty {
      document.section(Piece("Changed since it was signed: those signatures are void", .warning))
      for change in detail.changes {
        document.paragraph("\(change.id): \(change.before ?? "not asked") → \(change.after ?? "not asked")", indent: 2)
      }
      document.blank()
    }
    if detail.row.state == .open, let group = detail.quorum?.fallsTo {
      document.paragraph("Too few are left who may sign: it goes to \(group).", .failed)
    }
    let unmet = detail.requirements.filter { $0.state == .unmet }
    if detail.requirements.isEmpty {
      document.paragraph("Nothing had been decided of it by then.", .dim)
    } else if unmet.isEmpty {
      document.paragraph("Every requirement is met.", .ok)
    } else {
      document.paragraph("Unmet: \(unmet.map(\.id).joined(separator: ", ")) → cannot be signed.", .failed)
    }
    if let refusal = detail.refusal, detail.row.state == .open {
      document.paragraph("You cannot sign: \(refusal)", .warning)
    }
    return document
  }

  private static func change(_ detail: PromotionDetail, _ difference: [DiffLine], columns: Int, sideBySide: Bool)
    -> Document
  {
    var document = Document(columns: columns)
    if detail.current != nil, difference.allSatisfy({ $0.kind == .same }) {
      document.paragraph("The two versions read the same.", .dim)
      return document
    }
    document.difference(difference, sideBySide: sideBySide)
    return document
  }

  private static func reaches(_ detail: PromotionDetail, columns: Int, now: Instant) -> Document {
    var document = Document(columns: columns)
    let calls = NumberWords.count(detail.callsPerWeek)
    let kinds = Dictionary(grouping: detail.reaches, by: \.kind).sorted { $0.key.rawValue < $1.key.rawValue }
    let parts = kinds.map { NumberWords.of($0.value.count, $0.key.words) }
    document.section(
      Piece(parts.isEmpty ? "Nothing else uses it" : parts.joined(separator: ", "), .title),
      right: [Piece("\(calls) calls/week ", .dim)])
    for one in detail.reaches {
      document.line(
        Piece("  \(one.artifact) \(NameWords.version(one.label))"), Piece("  \(one.kind.words), as \(one.role)", .dim))
    }
    document.blank()
    if let rollout = detail.rollout { write(rollout, detail, into: &document) }
    document.section(
      Piece("Asked for", .title),
      right: [Piece("by \(detail.row.requestedBy), \(TimeWords.ago(detail.row.requestedAt, now: now)) ", .dim)])
    document.paragraph(detail.reason.isEmpty ? "no reason was given" : detail.reason, indent: 2)
    document.blank()
    document.section(Piece("Signatures", .title), right: [Piece("\(detail.row.signed) of \(detail.row.needed) ", .dim)])
    if detail.signatures.isEmpty { document.line(Piece("  Nobody has signed yet.", .dim)) }
    for signature in detail.signatures {
      document.line(
        Piece(signature.approves ? "  ✓ signed   " : "  ✗ rejected ", signature.approves ? .ok : .failed),
        Piece(signature.person),
        right: [Piece("\(TimeWords.ago(signature.at, now: now)), said to be by \(signature.channel) ", .dim)])
      document.paragraph(signature.reason, .dim, indent: 4)
    }
    return document
  }

  /// What is asked for, and what every colour serves now.
  private static func write(_ rollout: Rollout, _ detail: PromotionDetail, into document: inout Document) {
    let until = rollout.shiftUntil.map { " until \(TimeWords.dated($0))" } ?? ""
    let growth = rollout.limit > rollout.weight ? ", up to \(rollout.limit) %\(until)" : ""
    document.section(
      Piece("Traffic", .title), right: [Piece("asks for \(rollout.weight) % of \(rollout.colour)\(growth) ", .dim)])
    for share in detail.shares {
      let bar = String(repeating: "▇", count: max(1, share.weight / 5))
      document.line(
        Piece("  " + Cutting.fit(share.colour, 6)), Piece(Cutting.fit(NameWords.version(share.label), 10)),
        Piece(bar, .chart), Piece(" \(share.weight) %"))
    }
    if detail.shares.isEmpty { document.line(Piece("  \(rollout.environment) serves nothing of it now.", .dim)) }
    document.blank()
  }
}
