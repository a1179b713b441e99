import Governance
import Operations
import Terminal

/// What the pane beside the quarters shows.
enum QuarterPaper: Sendable {
  case summary
  /// The gap under the cursor.
  case gap
  case difference([QuarterChange], from: String, to: String)
  case verdict(PackVerdict)
}

/// Papers about a quarter.
enum QuarterPapers {
  /// A gap, and the fact behind it with its source.
  static func gap(_ gap: QuarterGap, _ fact: FactRow?, isRead: Bool, columns: Int, now: Instant) -> Document {
    var document = Document(columns: columns)
    document.paragraph(gap.what, gap.stops ? .failed : .title)
    document.blank()
    document.field("about", gap.scope.isEmpty ? "the office as a whole" : gap.scope)
    document.field("owed by", gap.owner ?? "the office")
    document.field("stops the freeze", gap.stops ? "yes" : "no, it is frozen with it", gap.stops ? .failed : .text)
    if gap.key != nil {
      document.field("asked", gap.askedAt.map(stamp) ?? "not yet: C", gap.askedAt == nil ? .warning : .text)
      document.field(
        "due", gap.due.map { $0.day + ($0 < now ? ", past its day" : "") } ?? "no day",
        gap.due.map { $0 < now } == true ? .failed : .text)
      document.field(
        "answered", gap.answeredAt.map(stamp) ?? "no", gap.answeredAt == nil ? .warning : .text)
    }
    document.field("to do", gap.remedy)
    guard let key = gap.key else { return document }
    document.blank()
    document.section(Piece("Where \(key) comes from", .title))
    guard let fact else {
      document.paragraph(isRead ? "Nobody has stated it." : "It is being read.", .dim)
      return document
    }
    document.field("state", fact.state.rawValue, fact.state == .confirmed ? .ok : .warning)
    if let asker = fact.askedBy {
      document.field("asked by", asker + (fact.question.isEmpty ? "" : ": " + fact.question))
    }
    if !fact.cause.isEmpty { document.field("stale", fact.cause, .warning) }
    guard let answer = fact.answer else { return document }
    document.blank()
    document.paragraph(answer.value)
    document.blank()
    document.field("stated by", "\(answer.by), \(TimeWords.dated(answer.at))")
    document.field("for version", answer.givenFor)
    document.field("because", answer.reason)
    document.field(
      "confirmed by",
      answer.confirmedBy.map { "\($0)\(answer.confirmedAt.map { ", \(TimeWords.dated($0))" } ?? "")" } ?? "nobody",
      answer.confirmedBy == nil ? .warning : .text)
    return document
  }

  private static func stamp(_ moment: Instant) -> String { TimeWords.dated(moment) }

  private static let mostShown = 500

  static func difference(_ changes: [QuarterChange], from earlier: String, to later: String, columns: Int) -> Document {
    var document = Document(columns: columns)
    document.line(Piece("\(earlier) → \(later)  ", .title), Piece(NumberWords.of(changes.count, "difference"), .dim))
    if changes.isEmpty { document.paragraph("They say the same.", .dim) }
    var counts: [String: (added: Int, removed: Int, changed: Int)] = [:]
    for change in changes {
      switch change.change {
      case .added: counts[change.kind, default: (0, 0, 0)].added += 1
      case .removed: counts[change.kind, default: (0, 0, 0)].removed += 1
      case .changed: counts[change.kind, default: (0, 0, 0)].changed += 1
      }
    }
    document.blank()
    document.section(Piece("By kind", .title), right: [Piece("new   gone   other", .dim)])
    for (kind, count) in counts.sorted(by: { $0.key < $1.key }) {
      let figures = [(count.added, 5), (count.removed, 7), (count.changed, 8)]
        .map { Cutting.fit(NumberWords.grouped($0.0), $0.1, right: true) }.joined()
      document.line(Piece(kind), right: [Piece(figures)])
    }
    for kind in counts.keys.sorted() {
      document.blank()
      document.section(Piece(kind, .title))
      for change in changes.prefix(mostShown) where change.kind == kind {
        let (mark, role): (String, Role) =
          switch change.change {
          case .added: ("+ ", .ok)
          case .removed: ("- ", .failed)
          case .changed: ("~ ", .warning)
          }
        document.paragraph(mark + words(change), role, indent: 2)
        for line in members(change) { document.paragraph(line, .dim, indent: 4) }
      }
    }
    if changes.count > mostShown {
      document.blank()
      document.paragraph(
        "The first \(mostShown) of \(NumberWords.grouped(changes.count)) are shown; all: countersign snapshot diff \(later).",
        .dim)
    }
    return document
  }

  /// Its subject; where that is a bare number, what the fact says it is about beside it.
  private static func words(_ change: QuarterChange) -> String {
    guard Int64(change.subject) != nil, let said = values(change.after ?? change.before) else { return change.subject }
    let about = ["act", "about", "title", "artifact", "label", "environment", "person", "candidate", "verdict"]
      .compactMap { said[$0] }
    return ([change.subject] + about).joined(separator: "  ")
  }

  /// Of a fact that is otherwise now: what it said, and what it says.
  private static func members(_ change: QuarterChange) -> [String] {
    guard change.change == .changed, let before = values(change.before), let after = values(change.after)
    else { return [] }
    return Set(before.keys).union(after.keys).subtracting(timed).sorted().compactMap { name in
      before[name] == after[name] ? nil : "\(name): \(before[name] ?? "–") → \(after[name] ?? "–")"
    }
  }

  /// What a fact says by name, lists and objects as how much there is in them.
  private static func values(_ fact: String?) -> [String: String]? {
    guard case .object(let members)? = fact.flatMap({ JSONTree($0) }) else { return nil }
    return Dictionary(
      members.map { member in
        switch member.value {
        case .text(let text), .word(let text): (member.name, text)
        case .array(let items): (member.name, "\(items.count) entries")
        case .object(let parts): (member.name, "\(parts.count) members")
        }
      }, uniquingKeysWith: { first, _ in first })
  }

  private static let timed: Set<String> = [
    "carried", "recorded_late", "recorded_at", "effective_at", "until", "leaf", "leaf_hash",
  ]

  static func verdict(_ verdict: PackVerdict, columns: Int) -> Document {
    var document = Document(columns: columns)
    document.line(
      verdict.isGood
        ? Piece("✓ all is as it was signed under the key you trust", .ok)
        : verdict.findings.isEmpty
          ? Piece("! consistent, not authenticated", .warning)
          : Piece("✗ it is not what it should be", .failed))
    document.field("file", verdict.file)
    document.field("looked at", NumberWords.of(verdict.checked, "thing"))
    document.field("key in it", verdict.fingerprint ?? "none")
    if !verdict.isAuthenticated {
      document.paragraph(
        "Nobody from outside says whose key that is. Ask the office by another way, and give its fingerprint.", .warning
      )
    }
    document.blank()
    document.section(Piece("What is wrong", .title), right: [Piece("\(verdict.findings.count)", .dim)])
    if verdict.findings.isEmpty { document.paragraph("Nothing was found.", .dim) }
    for finding in verdict.findings {
      document.paragraph(finding.path, .failed)
      document.paragraph(finding.what, indent: 4)
    }
    if !verdict.notes.isEmpty {
      document.blank()
      document.section(Piece("What is left out", .title))
      for note in verdict.notes { document.paragraph(note, indent: 2) }
    }
    return document
  }
}
