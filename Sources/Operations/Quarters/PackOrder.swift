package import Evidence
package import Foundation

/// What pack to make.
package struct PackOrder: Sendable {
  package var quarter: String
  package var file: URL
  /// An artifact: only it and what it is made of; nil for all.
  package var system: String?
  /// Signs the manifest, and must have signed a checkpoint since the freezing.
  package var key: NoteSigningKey
  package var replacing: Bool

  package init(quarter: String, file: URL, system: String?, key: NoteSigningKey, replacing: Bool) {
    self.quarter = quarter
    self.file = file
    self.system = system
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
  /// What the recipient must be told by another way.
  package var fingerprint: String
}
