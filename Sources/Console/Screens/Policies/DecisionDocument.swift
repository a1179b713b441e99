import Governance
import Operations
import Terminal

/// A stored decision whole: what was decided, by what, on what, and every requirement.
enum DecisionDocument {
  static func document(_ detail: DecisionDetail, replay: DecisionReplay?, columns: Int, now: Instant) -> Document {
    var document = Document(columns: columns)
    let row = detail.decision
    document.section(
      Piece(row.allow ? "✓ allow  " : "✗ deny   ", row.allow ? .ok : .failed), Piece(row.version, .title),
      Piece(" to \(row.environment)"), right: [Piece("\(TimeWords.ago(row.at, now: now)) ", .dim)])
    for reason in row.reasons { document.paragraph(reason, .failed, indent: 9) }
    if let replay { document.paragraph(replay.words, replay.differences.isEmpty ? .ok : .failed, indent: 9) }
    document.blank()
    record(detail, into: &document)
    document.blank()
    document.section(Piece("Requirements", .title))
    let requirements = try? Requirement.list(row.requirements)
    for requirement in requirements ?? [] { document.requirement(requirement) }
    if requirements == nil { document.paragraph("They cannot be read.", .failed) }
    if requirements?.isEmpty == true { document.paragraph("None: the policy has no list for it.", .dim) }
    document.blank()
    if row.exceptions != "[]" {
      document.section(Piece("Waivers it rests on", .title))
      for line in BodyText.text(of: row.exceptions).split(separator: "\n") {
        document.indented(String(line), indent: 2)
      }
      document.blank()
    }
    document.section(Piece("What the engine was told", .title))
    for line in BodyText.text(of: detail.input).split(separator: "\n") { document.indented(String(line), indent: 2) }
    document.paragraph("End of the decision.", .dim)
    return document
  }

  /// Under the names of OPA's decision log, where it has one.
  private static func record(_ detail: DecisionDetail, into document: inout Document) {
    let row = detail.decision
    document.field("decision_id", row.id)
    document.field("timestamp", row.at.rfc3339)
    document.field("policy", row.policy ?? "none was in force")
    document.field("revision", row.revision.isEmpty ? "none" : row.revision)
    document.field("engine", "\(row.engine) \(row.engineVersion)")
    document.field("path", detail.path)
    document.field("told", "sha256:\(detail.inputDigest)")
    document.field("version", "sha256:\(detail.subjectDigest)")
    document.field("asked by", row.requestedBy ?? "nobody known")
    document.field("gatekeeper", row.actor)
    if let promotion = row.promotion { document.field("promotion", "\(promotion)") }
    document.field("metrics", BodyText.text(of: detail.metrics))
  }
}
