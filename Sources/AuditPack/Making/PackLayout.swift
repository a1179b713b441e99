package import Evidence

/// Names and types that packs and their checkers share.
enum PackLayout {
  static let payloadType = "application/vnd.in-toto+json"
  static let manifest = "manifest.sha256"
  static let envelope = "signatures/manifest.dsse.json"
  static let encoding = "signatures/manifest.pae"
  static let keys = "keys/history.json"
  static let checkpoint = "log/checkpoint.txt"
  static let leaves = "log/leaves.jsonl"
  static let consistency = "log/consistency.jsonl"
  static let statement = "snapshot/statement.json"
  static let freezing = "snapshot/freezing.json"
  static let digests = "facts/digests.txt"
  static let facts = "facts/facts.tsv"
  static let excerpts = "excerpts/list.tsv"

  static func excerpt(_ generation: String) -> String { "excerpts/\(PackName.file(generation)).txt" }
  /// An envelope and the bytes that were signed, of the approval of this number.
  static func approval(_ number: String) -> (envelope: String, encoding: String) {
    let name = "signatures/approvals/\(PackName.file(number))"
    return (name + ".dsse.json", name + ".pae")
  }
}

/// A key the office signs with. All but the first are vouched for by one before.
package struct PackKey: Sendable {
  package var key: NoteVerifierKey
  /// A note over `words(for:)` by an earlier key; nil for the first.
  package var endorsement: SignedNote?

  package init(_ key: NoteVerifierKey, endorsement: SignedNote? = nil) {
    self.key = key
    self.endorsement = endorsement
  }

  /// What an earlier key signs to vouch for a later one.
  package static func words(for key: NoteVerifierKey) -> String { "countersign key\n\(key.text)\n" }

  var json: JSONValue {
    var members: [JSONValue.Member] = [.init("key", .string(key.text))]
    if let endorsement { members.append(.init("endorsement", .string(endorsement.written))) }
    return .object(members)
  }
}
