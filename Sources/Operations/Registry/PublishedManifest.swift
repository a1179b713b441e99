internal import Cards
internal import Evidence
internal import Governance

/// The list of a published folder: each card with its digest, and the facts that its format has no slot for.
struct PublishedManifest {
  static let fileName = "cards.json"

  private(set) var paths: Set<String> = []
  private var entries: [JSONValue] = []

  init() {}

  /// The list that lies in a folder. What is none, or names a place that we would not write to, is as if it were not there.
  init(_ bytes: [UInt8]) {
    guard let read = try? JSONValue(bytes), case .array(let cards)? = read["cards"] else { return }
    paths = Set(cards.compactMap { $0["path"]?.text }.filter(PublishedManifest.isOurs))
  }

  mutating func take(_ card: PublishedCard) {
    paths.insert(card.path)
    func keys(_ fate: CardFormat.Fate) -> JSONValue {
      .array(card.loss.filter { $0.fate == fate }.map { .string($0.key.rawValue) })
    }
    entries.append([
      "version": .string(card.version.text), "format": .string(card.format), "path": .string(card.path),
      "digest": .string(ContentDigest(of: card.bytes).text), "in_prose": keys(.prose), "left_out": keys(.left_out),
    ])
  }

  /// Canonical JSON with one LF at its end.
  var bytes: [UInt8] {
    let value: JSONValue = ["manifest": "countersign.cards/1", "cards": .array(entries)]
    return ((try? CanonicalJSON.bytes(of: value, policy: .generation)) ?? []) + [0x0A]
  }

  /// `KIND/ARTIFACT/card.EXTENSION`, of the characters that we write.
  private static func isOurs(_ path: String) -> Bool {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    return parts.count == 3 && ArtifactKind(rawValue: String(parts[0])) != nil && parts[2].hasPrefix("card.")
      && parts.allSatisfy { !$0.isEmpty && !$0.hasPrefix(".") && PathText.safe(String($0)) == $0 }
  }
}
