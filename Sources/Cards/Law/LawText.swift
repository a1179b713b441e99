package import Governance

/// What an annex asked for while it was in force: data with a date, so that a form can be filled in and read again under
/// the text that held then.
///
/// Paraphrased, and no legal advice: every page that is made from it says so, and which version it is.
package struct LawText: Sendable, Equatable {
  /// The first day it was in force: `2026-07-27`.
  package var version: String
  package var title: String
  /// The day the next text came into force; nil for the one that holds now.
  package var validTo: String?
  /// From when the duties for Annex III systems apply.
  package var dutiesFrom: String
  package var readFrom: String
  /// What its reader must know before relying on it.
  package var cautions: [String]
  package var sections: [LawSection]
  /// Annex III, by point.
  package var points: [(point: String, words: String)]
  /// Areas of Annex III that are filed in the part that is not public, when the system is used for one of `secureUses`.
  package var secureAreas: Set<String>
  package var secureUses: Set<String>
  /// Areas that are filed with a national authority, and by what article.
  package var nationalAreas: Set<String>
  package var nationalBy: String

  package static func == (left: LawText, right: LawText) -> Bool {
    left.version == right.version && left.sections == right.sections
  }

  package static let disclaimer =
    "A paraphrase kept as data, not the law itself and not legal advice: compare with the Official Journal before a filing relies on it."

  package func section(_ letter: FormLetter) -> LawSection? { sections.first { $0.letter == letter } }

  /// `5c: pricing of life and health insurance`.
  package func words(for point: String) -> String {
    points.first { $0.point == point }.map { "\($0.point): \($0.words)" } ?? point
  }
}

/// Which of the annex's forms.
package enum FormLetter: String, Sendable, CaseIterable {
  case A, B, C
}

/// One of the annex's forms.
package struct LawSection: Sendable, Equatable {
  package var letter: FormLetter
  package var title: String
  package var filedBy: String
  package var when: String
  package var article: String
  /// The article by which fields are left out of the part that is not public.
  package var withheldBy: String
  /// The article by which a system that profiles natural persons cannot be filed here; nil where it can.
  package var impossibleForProfiling: String?
  package var fields: [LawField]
}

/// One field of a form. Its key never carries the point's number, so that renumbering cannot break it.
package struct LawField: Sendable, Equatable {
  package enum Obligation: String, Sendable {
    case always
    case ifThereIsOne = "if_there_is_one"
    case optional
  }
  package enum Source: String, Sendable {
    /// Read from the catalog.
    case derived
    /// Read from the catalog and then confirmed by a person.
    case confirmed
    /// Only a person can say it.
    case asked
  }
  package var point: Int
  package var key: String
  package var label: String
  /// What is to be stated.
  package var asks: String
  package var type: FieldType
  package var obligation: Obligation
  package var source: Source
  package var withheldInSecurePart: Bool
  /// Uses for which it is given nowhere.
  package var neverFor: Set<String>
}

extension LawText {
  /// Every text known, oldest first. A new one is one file and one line here.
  package static let all: [LawText] = [EmbeddedLaw.AnnexVIII_2024_08_01, EmbeddedLaw.AnnexVIII_2026_07_27].compactMap {
    LawText(json: $0)
  }

  /// The text of a version; without one, what was in force on a day (`2026-11-21`), which is the oldest for days before.
  package static func named(_ version: String?, on day: String) throws(Problem) -> LawText {
    let found =
      version.map { version in all.first { $0.version == version } } ?? all.last { $0.version <= day } ?? all.first
    if let found { return found }
    throw Problem(
      .notFound, "law.version", happened: "There is no text of that version.",
      because: "The versions are \(all.map(\.version).joined(separator: " and ")).", remedy: "Name one of them.")
  }

  /// Whether any text has a field of that key.
  package static func field(_ key: String) -> LawField? {
    all.reversed().lazy.flatMap(\.sections).flatMap(\.fields).first { $0.key == key }
  }
}
