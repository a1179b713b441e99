package import Governance

/// A kind of document a form can become. The same sheet gives the same bytes.
package struct FormFormat: Sendable {
  package let name: String
  package let fileExtension: String
  private let document: @Sendable (FormSheet) -> String

  init(_ name: String, fileExtension: String, document: @escaping @Sendable (FormSheet) -> String) {
    self.name = name
    self.fileExtension = fileExtension
    self.document = document
  }

  package func write(_ sheet: FormSheet) -> [UInt8] { Array(document(sheet).utf8) }

  package static let all: [FormFormat] = [.html, .json, .markdown, .text]

  package static func named(_ name: String) throws(Problem) -> FormFormat {
    if let format = all.first(where: { $0.name == name }) { return format }
    throw Problem(
      .usage, "form.format", happened: "There is no form format of that name.",
      because: "The formats are \(all.map(\.name).joined(separator: ", ")).", remedy: "Name one of them.")
  }
}

/// What every format says in the same words.
extension FormSheet {
  var heading: String { "Annex VIII, section \(section.letter.rawValue): \(section.title)" }

  var completenessWords: String {
    let (settled, obligatory) = completeness
    return "\(settled) of \(obligatory) obligatory fields are on record and confirmed: \(readiness)."
  }

  /// Who files it, when, by which article, and where.
  var filing: [(label: String, text: String)] {
    var lines = [
      ("Filed by", section.filedBy), ("When", section.when), ("By", section.article),
      ("Due here", duty.reasons.joined(separator: " ")),
      (
        "Filed with",
        duty.isNational
          ? "a national authority (\(law.nationalBy))"
          : duty.isSecure
            ? "the part of the Union's database that is not public (\(section.withheldBy))"
            : "the Union's database, public"
      ),
      ("Annex III", system.points.isEmpty ? "no point" : system.points.map(law.words(for:)).joined(separator: "; ")),
      ("Duties apply from", law.dutiesFrom),
    ]
    if !duty.letters.contains(section.letter) { lines.append(("Note", "This section is not due for this system.")) }
    let moved = system.movedParts.map {
      "\($0.dependency.artifact): \($0.dependency.label) is named here, production serves \($0.served ?? "")"
    }
    if !moved.isEmpty { lines.append(("Not up to date", moved.joined(separator: "; "))) }
    return lines
  }

  var withheldWords: String { "withheld (\(section.withheldBy))" }
}

extension FormLine {
  /// How the field stands, in words.
  var standing: String {
    switch state {
    case .derived: "read from the catalog"
    case .confirmed: "confirmed"
    case .answered: "stated, waits for a second person"
    case .stale: "stale: \(note.isEmpty ? "what it rests on has changed" : note)"
    case .proposed: "proposed by the catalog, to be confirmed by \(debtor)"
    case .missing: "missing, owed by \(debtor)"
    case .open: field.obligation == .optional ? "optional, not stated" : "not stated; only where there is one"
    }
  }

  private var debtor: String { (owner ?? "nobody") + (due.map { ", due \($0.day)" } ?? "") }
}
