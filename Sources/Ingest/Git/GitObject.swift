package import Evidence
package import Governance

/// An object of a repository as git keeps it: a commit or an annotated tag.
package struct GitObject: Sendable {
  package enum Kind: String, Sendable { case commit, tag }
  package var id: String
  package var kind: Kind
  package var content: [UInt8]

  package init(id: String, kind: Kind, content: [UInt8]) {
    self.id = id
    self.kind = kind
    self.content = content
  }

  /// The headers of the object and what stands below them. A value goes on in lines that begin with a space.
  ///
  /// Source: https://git-scm.com/docs/gitformat-signature and `git cat-file -p`.
  fileprivate func parts() throws(Refusal) -> (headers: [(name: Substring, value: String)], message: String) {
    // A null byte is text to git, and to no JSON in a catalog.
    let text = String(decoding: content, as: UTF8.self).replacing("\0", with: "\u{FFFD}")
    var headers: [(name: Substring, value: String)] = []
    var rest = text[...]
    while !rest.isEmpty {
      let end = rest.unicodeScalars.firstIndex(of: "\n") ?? rest.endIndex
      let line = rest[..<end]
      rest = end < rest.endIndex ? rest[rest.unicodeScalars.index(after: end)...] : ""
      if line.isEmpty { break }
      if line.hasPrefix(" "), let last = headers.indices.last {
        // Of a signature only how it begins is told.
        if headers[last].value.utf8.count < 200 { headers[last].value += "\n" + line.dropFirst() }
      } else if let space = line.unicodeScalars.firstIndex(of: " ") {
        headers.append((line[..<space], String(line[line.unicodeScalars.index(after: space)...])))
      } else {
        throw Refusal("git.object", "A header of the \(kind.rawValue) has no value.")
      }
    }
    return (headers, String(rest))
  }
}

/// Who did something to a repository, and when; as the repository has it, which anybody may have written.
struct GitDeed {
  /// `Name <address>`.
  var who: String
  /// Nil when no calendar has it.
  var at: Instant?

  /// Reads `Name <address> SECONDS ZONE`.
  init(_ value: String) {
    let fields = value.split(separator: " ", omittingEmptySubsequences: false)
    let seconds = fields.count > 2 ? Int64(fields[fields.count - 2]) : nil
    who = String((seconds == nil ? fields[...] : fields.dropLast(2)).joined(separator: " ").prefix(300))
    at = seconds.flatMap { (0..<253_402_300_800).contains($0) ? Instant(microseconds: $0 * 1_000_000) : nil }
  }
}

/// The kind of a signature by how it begins. Nobody has verified it.
private func signature(in text: String) -> String? {
  let beginnings = [
    ("-----BEGIN PGP SIGNATURE-----", "openpgp"), ("-----BEGIN PGP MESSAGE-----", "openpgp"),
    ("-----BEGIN SSH SIGNATURE-----", "ssh"), ("-----BEGIN SIGNED MESSAGE-----", "x509"),
  ]
  return beginnings.first { text.contains($0.0) }?.1
}

private let longestSubject = 500
private let longestMessage = 4000

/// A commit of a repository.
package struct GitCommit: Sendable {
  package var id: String
  /// What is told of it: parents, author, times, the first line of its message, and the kind of its signature.
  package var state: JSONValue

  package init(_ object: GitObject) throws(Refusal) {
    let (headers, message) = try object.parts()
    func first(_ name: String) -> String? { headers.first { $0.name == name }?.value }
    guard let author = first("author").map(GitDeed.init), let committer = first("committer").map(GitDeed.init) else {
      throw Refusal("git.object", "The commit names no author or no committer.")
    }
    id = object.id
    let line = message.drop(while: \.isNewline).prefix { !$0.isNewline }
    let signed = (first("gpgsig") ?? first("gpgsig-sha256")).map { signature(in: $0) ?? "unknown" }
    state = .object(present: [
      ("parents", .array(headers.filter { $0.name == "parent" }.map { .string($0.value) })),
      ("author", .string(author.who)), ("authored_at", author.at.map { .string($0.rfc3339) }),
      ("committer", .string(committer.who)), ("committed_at", committer.at.map { .string($0.rfc3339) }),
      ("subject", .string(String(line.prefix(longestSubject)))),
      ("subject_cut", line.count > longestSubject ? .bool(true) : nil), ("signed", signed.map { .string($0) }),
    ])
  }
}

/// An annotated tag of a repository.
package struct GitTag: Sendable {
  /// The object that it names: a commit, or another tag.
  package var target: String
  package var isOfCommit: Bool
  /// What is told of it: tagger, time, message, and the kind of its signature.
  package var members: [(String, JSONValue?)]

  package init(_ object: GitObject) throws(Refusal) {
    let (headers, message) = try object.parts()
    func first(_ name: String) -> String? { headers.first { $0.name == name }?.value }
    guard let target = first("object"), let type = first("type") else {
      throw Refusal("git.object", "The tag names no object.")
    }
    self.target = target
    isOfCommit = type == "commit"
    let tagger = first("tagger").map(GitDeed.init)
    let signed = (first("gpgsig") ?? first("gpgsig-sha256")).map { signature(in: $0) ?? "unknown" }
    let kind = signed ?? signature(in: message)
    let words =
      kind == nil
      ? message[...] : message.firstRange(of: "-----BEGIN ").map { message[..<$0.lowerBound] } ?? message[...]
    let kept = String(words.prefix(longestMessage))
    members = [
      ("tagger", tagger.map { .string($0.who) }), ("tagged_at", tagger?.at.map { .string($0.rfc3339) }),
      ("subject", .string(String(kept.drop(while: \.isNewline).prefix { !$0.isNewline }.prefix(longestSubject)))),
      ("message", .string(kept)), ("message_cut", words.count > longestMessage ? .bool(true) : nil),
      ("signed", kind.map { .string($0) }),
    ]
  }
}
