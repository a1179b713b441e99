package import Evidence
package import Foundation
package import Governance

/// What pack to make.
package struct PackOrder: Sendable {
  package var quarter: String
  package var file: URL
  /// An artifact: only it and what it is made of; nil for all.
  package var system: String?
  /// The highest class of data of which excerpts of evidence go out; more than green needs a recipient.
  package var clearance: DataClass
  /// To whom it goes.
  package var recipient: String?
  /// Signs the manifest, and must have signed a checkpoint since the freezing.
  package var key: NoteSigningKey
  package var replacing: Bool

  package init(
    quarter: String, file: URL, system: String?, clearance: DataClass = .green, recipient: String? = nil,
    key: NoteSigningKey, replacing: Bool
  ) {
    self.quarter = quarter
    self.file = file
    self.system = system
    self.clearance = clearance
    self.recipient = recipient
    self.key = key
    self.replacing = replacing
  }
}

/// A pack that was handed out.
package struct IssuedPack: Sendable {
  package var number: Int64
  package var file: String
  package var bytes: Int
  /// `sha256:…` of the file.
  package var digest: String
  package var facts: Int
  package var leaves: Int
  package var excerpts: Int
  /// Generations whose excerpt was erased since the freezing.
  package var erased: [String]
  /// What the recipient must be told by another way.
  package var fingerprint: String
}

/// How far an export is.
package struct PackStep: Sendable {
  /// Facts that were told.
  package var done: Int
  /// Facts of the snapshot.
  package var total: Int
  /// There when it is over.
  package var issued: IssuedPack?
}
