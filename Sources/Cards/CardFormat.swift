internal import Governance

/// A kind of document a card can become. Its value stands in the format's own file and in `CardFormat.all`.
///
/// The same facts give the same bytes on any machine, in any time zone and locale. The bytes are UTF-8, every line
/// ends with LF, nothing in them comes from a clock.
package struct CardFormat: Sendable {
  /// What `--format` takes.
  package let name: String
  /// Other words for it.
  package let aliases: [String]
  /// What people call it.
  package let label: String
  /// Without a point.
  package let fileExtension: String
  package let mediaType: String
  /// What happens to a key that is recorded, in this format.
  package let fate: @Sendable (CardKey) -> Fate
  private let document: @Sendable (CardFacts) -> String

  /// What becomes of a key.
  package enum Fate: String, Sendable {
    /// In a slot of its own, which a program finds again.
    case kept
    /// In the text for people only.
    case prose
    /// Nowhere.
    case left_out
  }

  init(
    _ name: String, aliases: [String] = [], label: String, fileExtension: String, mediaType: String,
    fate: @escaping @Sendable (CardKey) -> Fate, document: @escaping @Sendable (CardFacts) -> String
  ) {
    self.name = name
    self.aliases = aliases
    self.label = label
    self.fileExtension = fileExtension
    self.mediaType = mediaType
    self.fate = fate
    self.document = document
  }

  /// Secrets in the texts are masked, whatever the format.
  package func write(_ facts: CardFacts) -> [UInt8] { Array(document(facts.withoutSecrets).utf8) }

  /// The recorded keys that this format has no slot for, in listing order, with what becomes of each.
  package func loss(of facts: CardFacts) -> [(key: CardKey, fate: Fate)] {
    facts.recordedKeys.compactMap { key in
      let fate = fate(key)
      return fate == .kept ? nil : (key, fate)
    }
  }
}
