import Governance
import Terminal

/// What the tabs of an artifact say.
enum ArtifactDocuments {
  static func overview(_ detail: ArtifactDetail, body: VersionDetail?, columns: Int, now: Instant) -> Document {
    var document = Document(columns: columns)
    let row = detail.row
    if !row.purpose.isEmpty {
      document.paragraph(row.purpose)
      document.blank()
    }
    document.field("kind", row.kind.words)
    document.field("tier", row.tier?.words ?? "not set", row.tier?.role ?? .warning)
    document.field("team", row.team)
    document.field("owner", row.owner ?? "nobody", row.owner == nil ? .warning : .text)
    for version in detail.versions {
      for environment in version.serving { document.field(environment, NameWords.version(version.label), .ok) }
    }
    if row.production == nil { document.field("production", "nothing", .dim) }
    document.field("changed", TimeWords.ago(row.changed, now: now))
    if row.retired { document.field("state", "retired", .warning) }
    guard let body else { return document }
    document.blank()
    document.section(
      Piece("What \(NameWords.version(body.row.label)) says", .title),
      right: [Piece("sha256 \(body.row.digest.prefix(12))… ", .dim)])
    for line in BodyText.lines(of: body.body) { document.indented(line, indent: 2) }
    guard !body.dependsOn.isEmpty else { return document }
    document.blank()
    document.section(Piece("Built on", .title))
    for one in body.dependsOn {
      document.line(
        Piece("  \(one.artifact) \(NameWords.version(one.label))"), Piece("  \(one.kind.words), as \(one.role)", .dim))
    }
    return document
  }

  static func versions(_ detail: ArtifactDetail, columns: Int, now: Instant) -> Document {
    var document = Document(columns: columns)
    for version in detail.versions {
      let serving = version.serving.isEmpty ? "" : "✓ " + version.serving.joined(separator: ", ") + " "
      document.line(
        Piece(Cutting.fit(NameWords.version(version.label), 9), .title),
        Piece(Cutting.fit(TimeWords.stamp(version.effectiveAt, now: now), 13), .dim),
        Piece(Cutting.fit(version.author, 16)), Piece(version.message), right: [Piece(serving, .ok)],
        stop: .version(artifact: version.artifact, label: version.label))
    }
    document.blank()
    let margin = 21
    if let timeline = PointerTimeline(detail.pointerMoves, now: now, columns: columns - margin - 1) {
      document.section(Piece("What environments pointed to", .title))
      for row in timeline.rows {
        let head = "  \(Cutting.fit(row.environment, 12)) \(Cutting.fit(row.colour, 6))"
        document.lines.append(Document.Line(left: [Piece(head, .dim)] + timeline.pieces(of: row)))
      }
      document.line(Piece(String(repeating: " ", count: margin) + timeline.axis, .dim))
      document.blank()
    }
    document.section(Piece("Its moves, newest first", .title))
    if detail.pointerMoves.isEmpty { document.line(Piece("  No environment has served it.", .dim)) }
    for move in detail.pointerMoves {
      let share = move.weight == 100 ? "" : " \(move.weight) %"
      document.line(
        Piece("  " + Cutting.fit(TimeWords.stamp(move.effectiveAt, now: now), 14), .dim),
        Piece(Cutting.fit(move.environment, 12)),
        Piece("→ \(Cutting.fit(NameWords.version(move.label), 7))"), Piece("\(move.colour)\(share)  \(move.by)", .dim),
        Piece("  \(move.reason)"))
    }
    return document
  }

  static func difference(
    from old: VersionDetail?, to new: VersionDetail?, labels: (old: String?, new: String?), columns: Int,
    sideBySide: Bool = false
  ) -> Document {
    var document = Document(columns: columns)
    guard let newLabel = labels.new else {
      document.paragraph("It has no version yet.", .dim)
      return document
    }
    guard let oldLabel = labels.old else {
      document.paragraph(
        "\(NameWords.version(newLabel)) is the first version: there is nothing to compare it with.", .dim)
      return document
    }
    document.line(
      Piece("\(NameWords.version(oldLabel)) → \(NameWords.version(newLabel))", .title),
      right: [Piece("} older pair  { newer ", .dim)])
    guard let old, let new else {
      document.line(Piece("…", .dim))
      return document
    }
    if !new.row.message.isEmpty { document.paragraph("\(new.row.author): \(new.row.message)", .dim) }
    document.blank()
    let difference = wordDiff(from: BodyText.text(of: old.body), to: BodyText.text(of: new.body))
    if difference.allSatisfy({ $0.kind == .same }) {
      document.paragraph("The two versions read the same.", .dim)
    } else {
      document.difference(difference, sideBySide: sideBySide)
    }
    return document
  }

  static func scores(_ detail: ArtifactDetail, columns: Int, now: Instant) -> Document {
    var document = Document(columns: columns)
    guard !detail.evaluations.isEmpty else {
      document.paragraph("Nobody has handed in a score for it.", .dim)
      return document
    }
    var version: String?
    for score in detail.evaluations {
      if score.label != version {
        if version != nil { document.blank() }
        document.section(Piece(NameWords.version(score.label), .title))
        version = score.label
      }
      let limit = score.limit.map { " \(score.atLeast ? "≥" : "≤") \(NumberWords.score($0, places: 3))" } ?? ""
      let (mark, role): (String, Role) =
        score.met.map { $0 ? ("✓ met", .ok) : ("✗ unmet", .failed) } ?? ("– no limit", .dim)
      document.line(
        Piece("  " + Cutting.fit(score.metric, 20)),
        Piece(Cutting.fit(NumberWords.score(score.value, places: 3), 8, right: true)),
        Piece(Cutting.fit(limit, 9), .dim), Piece(" " + Cutting.fit(mark, 11), role),
        Piece("\(score.suite)\(score.n.map { ", n \(NumberWords.grouped($0))" } ?? "")\(course(of: score))", .dim),
        right: [Piece("\(score.suppliedBy), \(TimeWords.ago(score.at, now: now)) ", .dim)])
    }
    return document
  }

  private static func course(of score: Evaluation) -> String {
    guard let course = score.course else { return "" }
    let ends = [course.lowest, course.highest].map { NumberWords.score($0, places: 3) }
    return ", \(ends[0])…\(ends[1]) in \(NumberWords.of(course.steps, "step"))"
  }

  /// A card as it would be handed out as text; nil while it is on its way.
  static func card(_ text: String?, isThere: Bool, columns: Int) -> Document {
    var document = Document(columns: columns)
    guard isThere else {
      document.paragraph("It has no version yet, so it has no card.", .dim)
      return document
    }
    guard let text else {
      document.line(Piece("…", .dim))
      return document
    }
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let isHeading = line.count > 3 && line == line.uppercased() && line.contains { $0.isLetter }
      let first = document.lines.count
      document.paragraph(String(line.prefix(columns * 4)), isHeading ? .title : .text)
      if isHeading { document.lines[first].isSection = true }
    }
    return document
  }
}
