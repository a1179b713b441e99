package import Evidence
package import Governance

/// Checks a pack as verify.py does. Cards are covered by the signed manifest; they are not made again from the facts.
package struct PackChecker {
  let files: [String: [UInt8]]
  private let trust: String?
  private let since: SignedNote?
  var report: PackReport
  /// The facts that are told, once they are read.
  var told: [ReadFact] = []

  /// - Takes: a `.tar.gz` or a folder; the fingerprint or the text of the key that is believed; a checkpoint from an
  ///   earlier day.
  package static func check(_ path: String, trust: String?, since: SignedNote?) throws(Problem) -> PackReport {
    check(try PackFiles.read(path), trust: trust, since: since)
  }

  /// The same of files that are read already, by path.
  package static func check(_ files: [String: [UInt8]], trust: String?, since: SignedNote?) -> PackReport {
    var checker = PackChecker(files: files, trust: trust, since: since)
    checker.run()
    return checker.report
  }

  private init(files: [String: [UInt8]], trust: String?, since: SignedNote?) {
    self.files = files
    self.trust = trust
    self.since = since
    report = PackReport(isAuthenticated: trust != nil)
  }

  mutating func bad(_ path: String, _ what: String) {
    report.findings.append(PackReport.Finding(path: path, what: what))
  }

  private mutating func run() {
    checkManifest()
    let keys = readKeys()
    checkEnvelope(keys)
    let head = readHead(keys)
    let leaves = head.map { readLeaves($0) } ?? [:]
    checkFreezing(leaves)
    checkFacts(leaves)
    checkContents()
    checkApprovals()
    checkExcerpts()
    checkTables()
    if let head, let since { checkGrowth(head, since, keys) }
  }

  func text(_ path: String) -> String? { files[path].flatMap { String(validating: $0, as: UTF8.self) } }

  mutating func json(_ path: String) -> JSONValue? {
    guard let bytes = files[path], let value = try? JSONValue(bytes, policy: .generation) else {
      bad(path, "cannot be read as what it should be")
      return nil
    }
    return value
  }

  mutating func lines(_ path: String) -> [Substring]? {
    guard let text = text(path) else {
      bad(path, "cannot be read as what it should be")
      return nil
    }
    return text.isEmpty
      ? [] : text.dropLast(text.hasSuffix("\n") ? 1 : 0).split(separator: "\n", omittingEmptySubsequences: false)
  }

  private mutating func checkManifest() {
    guard let lines = lines(PackLayout.manifest) else { return }
    var listed: Set<String> = []
    for line in lines {
      let (digest, path) = (line.prefix(64), String(line.dropFirst(66)))
      listed.insert(path)
      report.checked += 1
      guard let bytes = files[path] else {
        bad(path, "is missing")
        continue
      }
      if ContentDigest(of: bytes).hex != digest { bad(path, "is not what the manifest says") }
    }
    for path in files.keys.sorted() where !listed.contains(path) {
      guard ![PackLayout.manifest, PackLayout.envelope, PackLayout.encoding].contains(path) else { continue }
      bad(path, "is not in the manifest")
    }
  }

  /// Keys that count: the trusted one, and those after it that one of these vouches for.
  private mutating func readKeys() -> [NoteVerifierKey] {
    guard let value = json(PackLayout.keys) else { return [] }
    guard case .array(let entries)? = value["keys"] else {
      bad(PackLayout.keys, "cannot be read as what it should be")
      return []
    }
    var history: [NoteVerifierKey] = []
    var counting: [NoteVerifierKey] = []
    for entry in entries {
      guard let key = entry["key"]?.text.flatMap({ try? NoteVerifierKey(text: $0) }) else {
        bad(PackLayout.keys, "cannot be read as what it should be")
        continue
      }
      let note = entry["endorsement"]?.text.flatMap { try? SignedNote(reading: $0) }
      let vouching = history.filter { note?.isSigned(by: $0) == true && note?.text == PackKey.words(for: key) }
      guard history.isEmpty || !vouching.isEmpty else {
        bad(PackLayout.keys, "no earlier key vouches for \(key.name.text)")
        continue
      }
      history.append(key)
      if trust.map({ key.isMeant(by: $0) }) ?? true || vouching.contains(where: counting.contains) {
        counting.append(key)
      }
    }
    report.fingerprint = history.first?.fingerprint
    if history.isEmpty {
      bad(PackLayout.keys, "names no key")
    } else if counting.isEmpty, let first = history.first {
      bad(PackLayout.keys, "the key is \(first.fingerprint), and that is not the one you trust")
    }
    return counting
  }

  private mutating func checkEnvelope(_ keys: [NoteVerifierKey]) {
    guard let envelope = files[PackLayout.envelope].flatMap({ DSSEEnvelope(json: $0) }),
      let claim = try? JSONValue(envelope.payload, policy: .generation), case .array(let subjects)? = claim["subject"]
    else { return bad(PackLayout.envelope, "cannot be read as what it should be") }
    if files[PackLayout.encoding] != envelope.preAuthenticationEncoding {
      bad(PackLayout.encoding, "is not the encoding of the envelope")
    }
    if !keys.isEmpty, !keys.contains(where: { envelope.isSigned(by: $0) }) {
      bad(PackLayout.envelope, "is signed by none of the office's keys")
    }
    if subjects.first?["digest"]?["sha256"]?.text != files[PackLayout.manifest].map({ ContentDigest(of: $0).hex }) {
      bad(PackLayout.manifest, "is not the one that was signed")
    }
    report.checked += 1
  }

  private mutating func readHead(_ keys: [NoteVerifierKey]) -> Checkpoint? {
    guard let note = text(PackLayout.checkpoint).flatMap({ try? SignedNote(reading: $0) }),
      let head = try? Checkpoint(text: note.text)
    else {
      bad(PackLayout.checkpoint, "cannot be read as what it should be")
      return nil
    }
    if !keys.isEmpty, !keys.contains(where: { note.isSigned(by: $0) }) {
      bad(PackLayout.checkpoint, "is signed by none of the office's keys")
    }
    report.checked += 1
    return head
  }

  private struct Leaf {
    var hash: String
    var text: JSONValue?
  }

  private mutating func readLeaves(_ head: Checkpoint) -> [String: Leaf] {
    var found: [String: Leaf] = [:]
    for line in lines(PackLayout.leaves) ?? [] {
      guard let value = try? JSONValue(Array(line.utf8), policy: .generation), let name = value["name"]?.text,
        let text = value["text"]?.text, case .number(let number)? = value["index"], let index = Int(number),
        case .array(let hashes)? = value["path"]
      else {
        bad(PackLayout.leaves, "cannot be read as what it should be")
        continue
      }
      let path = hashes.compactMap { $0.text.flatMap { TreeHash(hex: $0) } }
      let hash = TreeHash.leaf(Array(text.utf8))
      let leads =
        path.count == hashes.count
        && TreeVerification.includes(hash, at: index, size: head.size, path: path, root: head.root)
      if !leads { bad(PackLayout.leaves, "leaf \(index) (\(name)) does not lead to the checkpoint") }
      found[name] = Leaf(hash: hash.hex, text: try? JSONValue(Array(text.utf8), policy: .generation))
      report.checked += 1
    }
    return found
  }

  private mutating func checkFreezing(_ leaves: [String: Leaf]) {
    guard let freezing = json(PackLayout.freezing), let statement = json(PackLayout.statement) else { return }
    guard let words = freezing["detail"]?.text,
      let frozen = try? JSONValue(Array(words.utf8), policy: .generation)
    else { return bad(PackLayout.freezing, "cannot be read as what it should be") }
    let leaf = freezing["leaf"]?.text.flatMap { leaves[$0]?.text }
    if leaf?["act"]?.text != "snapshot.freeze"
      || leaf?["detail_digest"]?.text != ContentDigest(of: Array(words.utf8)).hex
    {
      bad(PackLayout.freezing, "is not what the log says of the freezing")
    }
    if frozen["digest"]?.text != files[PackLayout.digests].map({ ContentDigest(of: $0).hex }) {
      bad(PackLayout.digests, "is not what two persons froze")
    }
    for name in [
      "catalog", "quarter", "snapshot", "facts", "asked_by", "frozen_by", "starts", "ends", "zone", "frozen_at",
      "corrects",
    ] where statement[name] != frozen[name] {
      bad(PackLayout.statement, "says another \(name) than the freezing")
    }
    if frozen["asked_by"]?.text == frozen["frozen_by"]?.text {
      bad(PackLayout.freezing, "one person alone has frozen it")
    }
    report.checked += 1
  }

  private mutating func checkFacts(_ leaves: [String: Leaf]) {
    guard let digests = lines(PackLayout.digests), let rows = lines(PackLayout.facts) else { return }
    var before = -1
    for row in rows {
      let cells = row.split(separator: "\t", maxSplits: 2, omittingEmptySubsequences: false)
      guard cells.count == 3, let number = Int(cells[0]), let salt = Hexadecimal.bytes(of: String(cells[1])),
        let read = try? ReadFact(reading: String(cells[2]), number: number, salt: salt)
      else {
        bad(PackLayout.facts, "cannot be read as what it should be")
        continue
      }
      let digest = ContentDigest(of: salt + ContentDigest(of: Array(cells[2].utf8)).bytes).hex
      if number <= before || number >= digests.count || digest != digests[number] {
        bad(PackLayout.facts, "fact \(number) is not what was frozen")
      }
      before = max(before, number)
      told.append(read)
      if let leaf = read.text("leaf"), leaves[leaf]?.hash != read.text("leaf_hash") {
        bad(PackLayout.facts, "fact \(number) has no such leaf in the log: \(leaf)")
      }
      report.checked += 1
    }
    if json(PackLayout.statement)?["scope"]?.text == "", rows.count != digests.count {
      bad(PackLayout.facts, "\(digests.count - rows.count) of \(digests.count) facts are missing")
    }
  }

  private mutating func checkGrowth(_ head: Checkpoint, _ since: SignedNote, _ keys: [NoteVerifierKey]) {
    guard keys.contains(where: { since.isSigned(by: $0) }), let earlier = try? Checkpoint(text: since.text) else {
      return bad(PackLayout.checkpoint, "your checkpoint is signed by none of the office's keys")
    }
    guard earlier.origin == head.origin, earlier.size <= head.size else {
      return bad(PackLayout.checkpoint, "is of another log, or older than your checkpoint")
    }
    var path: [TreeHash]? = earlier.size == head.size ? [] : nil
    for line in lines(PackLayout.consistency) ?? [] {
      guard let value = try? JSONValue(Array(line.utf8), policy: .generation),
        value["size"] == .number(String(earlier.size)), case .array(let hashes)? = value["path"]
      else { continue }
      path = hashes.compactMap { $0.text.flatMap { TreeHash(hex: $0) } }
    }
    guard let path else {
      return bad(
        PackLayout.consistency, "has no proof from your checkpoint of \(earlier.size) leaves: ask for one")
    }
    let grows = TreeVerification.isConsistent(
      earlierSize: earlier.size, earlierRoot: earlier.root, size: head.size, root: head.root, path: path)
    if !grows { bad(PackLayout.checkpoint, "does not go on from your checkpoint: the log was rewritten") }
    report.checked += 1
  }
}
