internal import Cards
package import Evidence
package import Foundation
package import Governance

/// Makes a pack of the facts it is handed in their order. The same facts, checkpoint and key make the same bytes, in any
/// folder, time zone and locale: nothing is asked of a clock.
package final class PackMaker {
  private let statement: PackStatement
  private let file: URL
  private let spool: PackSpool
  private var scope: String?
  private var gathered = ScopeCards()
  private var counts: [String: (rows: Int, late: Int)] = [:]
  private var cards: [(name: String, links: [(words: String, path: String)])] = []
  /// Leaves that the facts name, with what their hash must be; in the order of the facts.
  package private(set) var leaves: [(name: String, hash: String)] = []
  package private(set) var taken = 0
  /// Excerpts that are in it, and generations whose excerpt was erased since the freezing.
  package private(set) var toldExcerpts = 0
  package private(set) var erased: [String] = []
  /// Evidence whose excerpt has not come yet.
  private var excerpts: Set<String> = []
  private var hasContents = false

  /// - Takes: where the pack will stand. Until `finish` there is nothing but a hidden folder beside it.
  package init(_ statement: PackStatement, into file: URL) throws(Problem) {
    self.statement = statement
    self.file = file
    spool = try PackSpool(beside: file)
  }

  /// The digest of a fact, told or not: all of a snapshot's digests stand in a pack.
  package func list(_ digest: [UInt8]) throws(Problem) {
    try spool.append(Hexadecimal.text(of: digest) + "\n", to: "facts/digests.txt")
  }

  /// A fact that is told.
  ///
  /// - Throws: `pack.altered` when its digest is not its own.
  package func take(_ fact: FrozenFact) throws(Problem) {
    guard fact.computedDigest == fact.digest else {
      throw Problem(
        .unmet, "pack.altered", happened: "Fact \(fact.ordinal) of the snapshot is not what was frozen.",
        remedy: "Ask the catalog's owner who has changed it.")
    }
    let read = try ReadFact(fact)
    if scope != fact.scope { try writeCards() }
    scope = fact.scope
    gathered.take(read)
    try spool.append(
      "\(fact.ordinal)\t\(Hexadecimal.text(of: fact.salt))\t\(fact.body)\n", to: "facts/facts.tsv")
    let table = FactTable.of(fact.kind)
    if counts[fact.kind] == nil { try spool.append(table.head, to: table.path) }
    try spool.append(table.row(read), to: table.path)
    counts[fact.kind, default: (0, 0)].rows += 1
    if read.bool("recorded_late") == true { counts[fact.kind]?.late += 1 }
    if let leaf = read.text("leaf"), let hash = read.text("leaf_hash") { leaves.append((leaf, hash)) }
    if fact.kind == "contents" { hasContents = true }
    if fact.kind == "excerpt", let generation = read.text("generation") { excerpts.insert(generation) }
    if fact.kind == "approval", let envelope = read.text("envelope") { try write(envelope, of: fact.subject) }
    taken += 1
  }

  /// An envelope as it came, and the bytes that were signed.
  private func write(_ envelope: String, of approval: String) throws(Problem) {
    guard let read = DSSEEnvelope(json: Array(envelope.utf8)) else {
      throw Problem(
        .badData, "pack.envelope", happened: "The envelope of approval \(approval) cannot be read.",
        remedy: "Run `countersign promote verify`.")
    }
    let paths = PackLayout.approval(approval)
    try spool.write(Array(envelope.utf8), to: paths.envelope)
    try spool.write(read.preAuthenticationEncoding, to: paths.encoding)
  }

  /// What a told fact of evidence is about, or why it is left out; others are passed over.
  package func take(_ excerpt: FrozenExcerpt) throws(Problem) {
    guard excerpts.remove(excerpt.generation) != nil else { return }
    let salt = excerpt.state == .told ? Hexadecimal.text(of: excerpt.salt) : ""
    try spool.append("\(excerpt.generation)\t\(excerpt.state.rawValue)\t\(salt)\n", to: PackLayout.excerpts)
    guard excerpt.state == .told else {
      if excerpt.state == .erased { erased.append(excerpt.generation) }
      return
    }
    try spool.write(Array(excerpt.words.utf8), to: PackLayout.excerpt(excerpt.generation))
    toldExcerpts += 1
  }

  private func writeCards() throws(Problem) {
    for (label, facts) in gathered.cards() {
      var links: [(words: String, path: String)] = []
      for format in CardFormat.all {
        let path = "cards/\(PackName.file(facts.name))/\(PackName.file(label)).\(format.name).\(format.fileExtension)"
        try spool.write(format.write(facts), to: path)
        links.append((format.label, path))
      }
      cards.append(("\(facts.name)@\(label)", links))
    }
    gathered = ScopeCards()
  }

  /// A leaf that a fact or the freezing names.
  package func prove(_ leaf: PackLeaf) throws(Problem) {
    let value = JSONValue.object([
      .init("name", .string(leaf.name)), .init("index", .number(String(leaf.index))),
      .init("text", .string(leaf.text)), .init("path", .array(leaf.path.map { .string($0.hex) })),
    ])
    try spool.append(try PackMaker.json(value) + [10], to: "log/leaves.jsonl")
  }

  /// That the log of an earlier checkpoint goes on in this one.
  package func prove(from earlier: Checkpoint, path: [TreeHash]) throws(Problem) {
    let value = JSONValue.object([
      .init("size", .number(String(earlier.size))), .init("root", .string(earlier.root.hex)),
      .init("path", .array(path.map { .string($0.hex) })),
    ])
    try spool.append(try PackMaker.json(value) + [10], to: "log/consistency.jsonl")
  }

  /// Signs, and puts all of it into one file beside the one that will be: `place` makes it the one.
  ///
  /// - Returns: digest and size of the file.
  package func finish(
    _ freezing: PackFreezing, checkpoint: SignedNote, keys: [PackKey], signedBy key: NoteSigningKey
  ) throws(Problem) -> (digest: [UInt8], size: Int) {
    try writeCards()
    guard statement.scope.isEmpty || hasContents else {
      throw Problem(
        .unmet, "pack.cannot-cut",
        happened: "This snapshot has no list of contents, so a part of it could hide another.",
        because: "It was frozen before such lists were.",
        remedy: "Hand out the whole, or open a snapshot that corrects it.")
    }
    for path in [PackLayout.consistency, PackLayout.facts, PackLayout.digests, PackLayout.excerpts] {
      try spool.append("", to: path)
    }
    try spool.finishAll()
    guard spool.finished[PackLayout.digests]?.digest == freezing.digest else {
      throw Problem(
        .unmet, "pack.altered", happened: "The facts are not those that two persons froze.",
        because: "Their digests do not lead to the digest in the log.",
        remedy: "Ask the catalog's owner who has changed it; remove what an interrupted export left beside the file.")
    }
    try spool.write(Array(EmbeddedHandout.README.utf8), to: "README.txt")
    try spool.write(Array(EmbeddedHandout.verify.utf8), to: "verify.py")
    try spool.write(Array(checkpoint.written.utf8), to: "log/checkpoint.txt")
    try spool.write(try PackMaker.json(statement.json), to: "snapshot/statement.json")
    try spool.write(
      try PackMaker.json(
        .object([.init("leaf", .string(freezing.leaf)), .init("detail", .string(freezing.detail))])),
      to: "snapshot/freezing.json")
    try spool.write(
      try PackMaker.json(.object([.init("keys", .array(keys.map(\.json)))])), to: "keys/history.json")
    let known = FactTable.all.map(\.kind)
    let kinds = known.filter { counts[$0] != nil } + counts.keys.filter { !known.contains($0) }.sorted()
    let page = IndexPage(
      statement: statement, digest: freezing.digest ?? "",
      tables: kinds.map { (FactTable.of($0), counts[$0]?.rows ?? 0, counts[$0]?.late ?? 0) }, cards: cards)
    try spool.write(Array(page.html.utf8), to: "index.html")
    try sign(with: key)
    try spool.pack(
      into: half, under: "pack-\(statement.quarter)",
      seconds: statement.frozenAt.seconds(since: Instant(microseconds: 0)))
    return try PackSpool.digest(of: half)
  }

  private func sign(with key: NoteSigningKey) throws(Problem) {
    let lines = spool.finished.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map {
      "\(spool.finished[$0]?.digest ?? "")  \($0)\n"
    }
    let manifest = Array(lines.joined().utf8)
    try spool.write(manifest, to: "manifest.sha256")
    let subject = JSONValue.object([
      .init("name", .string("manifest.sha256")),
      .init("digest", .object([.init("sha256", .string(ContentDigest(of: manifest).hex))])),
    ])
    let claim = JSONValue.object([
      .init("_type", .string("https://in-toto.io/Statement/v1")), .init("subject", .array([subject])),
      .init("predicateType", .string("urn:countersign:audit-pack:v1")), .init("predicate", statement.json),
    ])
    let envelope = try DSSEEnvelope(
      signing: String(decoding: try PackMaker.json(claim), as: UTF8.self), as: PackLayout.payloadType, with: key)
    try spool.write(envelope.json, to: PackLayout.envelope)
    try spool.write(envelope.preAuthenticationEncoding, to: PackLayout.encoding)
  }

  /// The finished file before it has its name.
  private var half: URL {
    file.deletingLastPathComponent().appending(path: ".\(file.lastPathComponent).half")
  }

  /// Gives the finished file its name: whole, or not at all.
  ///
  /// - Throws: `file.exists` when there is one and it may not be replaced.
  package func place(replacing: Bool) throws(Problem) {
    let placed = replacing ? rename(half.path, file.path) : link(half.path, file.path)
    let why = errno
    if !replacing || placed != 0 { unlink(half.path) }
    guard placed == 0 else {
      if why == EEXIST {
        throw Problem(
          .cannotWrite, "file.exists", happened: "\(file.path) is there already.",
          remedy: "Name another file, or pass --force.")
      }
      throw .packUnwritable
    }
  }

  /// Takes the finished file away again.
  package func discard() { unlink(half.path) }

  private static func json(_ value: JSONValue) throws(Problem) -> [UInt8] {
    do {
      return try CanonicalJSON.bytes(of: value, policy: .generation)
    } catch {
      throw Problem(.fault, "pack.json", happened: "A part of the pack cannot be written.", because: error.reason)
    }
  }
}
