internal import Evidence
package import Cards
package import Governance

/// A card as it lies in a published folder.
package struct PublishedCard: Sendable {
  package var version: VersionName
  package var format: String
  /// Below the folder: `model/claims-triage/card.html`. Letters, digits, `.`, `-`, `_` and `/` alone.
  package var path: String
  package var bytes: [UInt8]
  /// What the format has no slot for.
  package var loss: [(key: CardKey, fate: CardFormat.Fate)]
}

extension Workbench {
  /// The cards of what production serves, in these formats, artifact by artifact in order of name.
  ///
  /// The path names the artifact and not its version: in a repository, what a promotion changed is a difference.
  func publish(
    _ formats: [CardFormat], _ template: CardTemplate?, each: (PublishedCard) throws(Problem) -> Void
  ) async throws(Problem) {
    var cursor: String?
    repeat {
      let page = try await artifacts(ArtifactFilter(inProduction: true), at: PagePlace(after: cursor), limit: 100)
      for row in page.rows {
        guard let label = row.production else { continue }
        let version = VersionName(artifact: row.name, selector: .label(label))
        let facts = try await card(version)
        for format in formats {
          try each(
            PublishedCard(
              version: version, format: format.name,
              path: "\(row.kind.rawValue)/\(PathText.safe(row.name))/card.\(format.fileExtension)",
              bytes: format.name == "html" ? template?.write(facts) ?? format.write(facts) : format.write(facts),
              loss: format.loss(of: facts)))
        }
      }
      cursor = page.next
    } while cursor != nil
  }
}

/// A name as part of a path.
package enum PathText {
  /// Letters, digits, `.`, `-` and `_`, never a point first, at most 80; a name that had to be changed ends in the
  /// beginning of its digest, so that two names are never one path.
  package static func safe(_ name: String) -> String {
    let kept = name.unicodeScalars.map { scalar -> Character in
      let isPlain =
        scalar.isASCII
        && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || "-_.".unicodeScalars.contains(scalar))
      return isPlain ? Character(scalar) : "-"
    }
    let text = String(kept.prefix(80))
    if text == name, !text.isEmpty, !text.hasPrefix(".") { return text }
    let digits = ContentDigest(of: Array(name.utf8)).text.dropFirst(7).prefix(8)
    return "\(text.hasPrefix(".") ? "-" : "")\(text)-\(digits)"
  }
}
