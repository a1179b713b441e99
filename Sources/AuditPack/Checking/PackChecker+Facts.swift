internal import Evidence
internal import Foundation
internal import Governance

/// What facts must be beside being those that were frozen: whole, signed by whom they name, and said alike everywhere.
extension PackChecker {
  private mutating func statement(_ member: String) -> String? { json(PackLayout.statement)?[member]?.text }

  /// Whether all is there of every artifact that is told of, and every artifact that a system is made of.
  mutating func checkContents() {
    var lists: [String: ReadFact] = [:]
    var counts: [String: [String: Int]] = [:]
    for fact in told {
      guard let scope = fact.text("scope"), let kind = fact.text("kind") else { continue }
      if kind == "contents" { lists[scope] = fact } else { counts[scope, default: [:]][kind, default: 0] += 1 }
    }
    guard let cut = statement("scope"), !cut.isEmpty || !lists.isEmpty else { return }
    var wanted: Set<String> = cut.isEmpty ? Set(lists.keys).union(counts.keys) : [cut]
    var waiting = cut.isEmpty ? [] : [cut]
    while let next = waiting.popLast() {
      for pin in lists[next]?.items("pins").compactMap(\.text) ?? [] where wanted.insert(pin).inserted {
        waiting.append(pin)
      }
    }
    for scope in wanted.union(counts.keys.filter { !$0.isEmpty }).sorted() {
      guard let list = lists[scope], wanted.contains(scope) else {
        bad(
          PackLayout.facts,
          wanted.contains(scope) ? "it is not told what belongs to \(scope)" : "\(scope) is no part of \(cut)")
        continue
      }
      let should = list.counts("kinds")
      let found = counts[scope] ?? [:]
      for kind in Set(should.keys).union(found.keys).sorted() where should[kind] ?? 0 != found[kind] ?? 0 {
        bad(
          PackLayout.facts,
          "of \(scope.isEmpty ? "the office" : scope) \(should[kind] ?? 0) facts of kind \(kind) were frozen, and here are \(found[kind] ?? 0)"
        )
      }
    }
  }

  /// Whether every signature is its person's, by a key that was trusted when it was given.
  mutating func checkApprovals() {
    let keys = Dictionary(
      told.filter { $0.text("kind") == "key" }.compactMap { fact in fact.text("fingerprint").map { ($0, fact) } },
      uniquingKeysWith: { first, _ in first })
    for fact in told where fact.text("kind") == "approval" {
      guard let words = fact.text("envelope"), let number = fact.text("subject") else { continue }
      report.checked += 1
      let paths = PackLayout.approval(number)
      if files[paths.envelope] != Array(words.utf8) { bad(paths.envelope, "is not what was signed and frozen") }
      guard let envelope = DSSEEnvelope(json: Array(words.utf8)) else {
        bad(paths.envelope, "cannot be read as what it should be")
        continue
      }
      if files[paths.encoding] != envelope.preAuthenticationEncoding {
        bad(paths.encoding, "is not what was signed and frozen")
      }
      let person = fact.text("person") ?? ""
      if !isSigned(envelope, by: fact.text("key").flatMap { keys[$0] }, fact) {
        bad(
          paths.envelope, "is no signature of \(person) over that version, by a key that was trusted then")
      }
    }
  }

  private func isSigned(_ envelope: DSSEEnvelope, by key: ReadFact?, _ fact: ReadFact) -> Bool {
    guard let key, let when = fact.instant("recorded_at"), let person = fact.text("person"),
      let held = key.text("public_key").flatMap({ Data(base64Encoded: $0) }).flatMap({
        try? VerifyingKey(bytes: Array($0))
      }), let stated = try? JSONValue(envelope.payload, policy: .generation),
      case .array(let subjects)? = stated["subject"]
    else { return false }
    let state = key.items("states").last { $0["at"]?.instant.map { $0 <= when } ?? false }
    guard state?["state"]?.text == "trusted", let until = state?["trusted_until"]?.instant, until > when else {
      return false
    }
    return key.text("person") == person && stated["predicate"]?["signer"]?.text == person
      && subjects.contains { "sha256:" + ($0["digest"]?["sha256"]?.text ?? "") == fact.text("version_digest") }
      && held.accepts(envelope.signature, over: envelope.preAuthenticationEncoding)
  }

  /// Whether every excerpt is the one that was frozen, or it is said why it is not here.
  mutating func checkExcerpts() {
    let clearance = statement("clearance").flatMap { DataClass(rawValue: $0) } ?? .green
    var listed: [String: (state: String, salt: [UInt8])] = [:]
    for line in files[PackLayout.excerpts] == nil ? [] : lines(PackLayout.excerpts) ?? [] {
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map { String($0) }
      guard cells.count == 3, let salt = Hexadecimal.bytes(of: cells[2]) else {
        bad(PackLayout.excerpts, "cannot be read as what it should be")
        continue
      }
      listed[cells[0]] = (cells[1], salt)
    }
    for fact in told where fact.text("kind") == "excerpt" {
      report.checked += 1
      let generation = fact.text("generation") ?? ""
      let path = PackLayout.excerpt(generation)
      let entry = listed.removeValue(forKey: generation)
      let isAbove = (fact.text("data_class").flatMap { DataClass(rawValue: $0) } ?? .red) > clearance
      switch (entry?.state, isAbove, files[path]) {
      case ("told"?, false, let words?):
        let digest = ContentDigest(of: (entry?.salt ?? []) + ContentDigest(of: words).bytes).hex
        if digest != fact.text("digest") { bad(path, "is not the excerpt that was frozen") }
      case ("told"?, false, nil): bad(path, "is not the excerpt that was frozen")
      case ("above"?, true, nil):
        report.notes.append("\(path): left out, it is above the clearance \(clearance.rawValue)")
      case ("erased"?, false, nil): report.notes.append("\(path): erased since the quarter was frozen")
      default: bad(PackLayout.excerpts, "does not say truly what became of \(path)")
      }
    }
    for generation in listed.keys.sorted() {
      bad(PackLayout.excerpts, "names an excerpt that was not frozen: \(generation)")
    }
  }

  /// Whether the tables say what the facts say, no more and no less.
  mutating func checkTables() {
    let kinds = Dictionary(grouping: told) { $0.text("kind") ?? "" }
    let paths = Dictionary(
      kinds.keys.map { (FactTable.of($0).path, $0) }, uniquingKeysWith: { first, _ in first })
    for path in Set(paths.keys).union(files.keys.filter { $0.hasPrefix("tables/") }).sorted() {
      report.checked += 1
      guard let facts = paths[path].flatMap({ kinds[$0] }), let bytes = files[path],
        let end = bytes.firstIndex(of: 13), let head = String(validating: bytes[..<end], as: UTF8.self)
      else {
        bad(path, "does not say what the facts say")
        continue
      }
      let columns = head.split(separator: ",", omittingEmptySubsequences: false).map { String($0) }
      let made =
        head + "\r\n" + facts.map { CSVText.row(columns.map(FactTable.value(of: $0))) }.joined()
      if Array(made.utf8) != bytes { bad(path, "does not say what the facts say") }
    }
  }
}

extension FactTable {
  fileprivate static func value(of fact: ReadFact) -> (String) -> String { { FactTable.text(fact.members[$0]) } }
}

extension ReadFact {
  /// Whole numbers by name.
  fileprivate func counts(_ key: String) -> [String: Int] {
    guard case .object(let entries)? = members[key] else { return [:] }
    var counts: [String: Int] = [:]
    for entry in entries {
      if case .number(let text) = entry.value { counts[entry.key] = Int(text) }
    }
    return counts
  }
}

extension JSONValue {
  fileprivate var instant: Instant? { text.flatMap { Instant.reading(of: $0)?.instant } }
}
