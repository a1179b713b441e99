package import Governance

/// A branch or tag of a repository.
package struct GitReference: Sendable, Equatable {
  package enum Kind: String, Sendable { case branch, tag }
  package var kind: Kind
  package var name: String
  /// The id of what it names: a commit or, of a tag, an object of its own.
  package var object: String

  package init(kind: Kind, name: String, object: String) {
    self.kind = kind
    self.name = name
    self.object = object
  }

  /// Whether these are digits as git writes the ids of objects.
  package static func isId(_ text: some StringProtocol) -> Bool {
    [40, 64].contains(text.utf8.count)
      && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
  }

  /// Reads `refs/heads/…` and `refs/tags/…`; nil for another, and for a name that git would not have.
  package init?(_ full: some StringProtocol, object: some StringProtocol) {
    let kinds: [(String, Kind)] = [("refs/heads/", .branch), ("refs/tags/", .tag)]
    guard let (start, kind) = kinds.first(where: { full.hasPrefix($0.0) }), Self.isId(object) else { return nil }
    let name = String(full.dropFirst(start.count))
    let isPlain = name.unicodeScalars.allSatisfy {
      $0.value > 0x20 && $0.value != 0x7F && !(0x80...0x9F).contains($0.value)
        && !"~^:?*[\\".unicodeScalars.contains($0)
    }
    guard isPlain, !name.isEmpty, name.utf8.count <= 1000, !name.contains(".."), !name.contains("@{") else {
      return nil
    }
    self.init(kind: kind, name: name, object: String(object))
  }

  package var full: String { (kind == .branch ? "refs/heads/" : "refs/tags/") + name }
}

/// A repository of git that is followed.
package protocol SourceRepository: Sendable {
  /// The branches and tags that it shows now.
  func references() async throws(Problem) -> [GitReference]
  /// Brings its commits and tags here; what the references name by then stands in the answer.
  func fetch(_ references: [GitReference]) async throws(Problem) -> any FetchedHistory
}

/// The commits and tags of a repository, here. It is gone when nobody holds it any more.
package protocol FetchedHistory: Sendable {
  var references: [GitReference] { get }
  /// Ids, a commit after those that it comes from.
  ///
  /// - without: neither these nor what they come from.
  func commits(without: [String]) async throws(Problem) -> [String]
  /// The objects of these ids that are commits or tags, and are not too large.
  func objects(_ ids: [String]) async throws(Problem) -> [GitObject]
}
