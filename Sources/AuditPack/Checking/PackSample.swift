internal import Evidence
package import Governance

/// Facts of a pack that are drawn to be looked at. Whoever knows the seed draws the same: those of which
/// SHA-256(seed, kind, subject), a line feed between, is least.
package struct PackSample: Sendable {
  package var kind: String
  /// The subjects drawn, in the order of the draw, with the fact as canonical JSON.
  package var drawn: [(subject: String, body: String)]
  /// How many there are of the kind.
  package var population: Int

  /// - Takes: a `.tar.gz` or a folder; a kind such as `promotion`, its plural too.
  /// - Throws: `pack.sample` when the pack has no fact of the kind.
  package init(_ pack: String, of name: String, seed: String, count: Int) throws(Problem) {
    let files = try PackFiles.read(pack)
    guard let bytes = files[PackLayout.facts], let text = String(validating: bytes, as: UTF8.self) else {
      throw .badArchive("It holds no facts.")
    }
    var bodies: [String: [(subject: String, body: String)]] = [:]
    for line in text.split(separator: "\n") {
      let cells = line.split(separator: "\t", maxSplits: 2, omittingEmptySubsequences: false)
      guard cells.count == 3, let fact = try? ReadFact(reading: String(cells[2]), number: 0, salt: []),
        let kind = fact.text("kind"), let subject = fact.text("subject")
      else { throw .badArchive("Its facts cannot be read.") }
      bodies[kind, default: []].append((subject, String(cells[2])))
    }
    kind = bodies[name] == nil && name.hasSuffix("s") ? String(name.dropLast()) : name
    guard let all = bodies[kind] else {
      throw Problem(
        .notFound, "pack.sample", happened: "The pack has no fact of the kind \(name).",
        remedy: "Choose among \(bodies.keys.sorted().joined(separator: ", ")).")
    }
    let word = kind
    let ranked = all.map { fact in
      (ContentDigest(of: Array("\(seed)\n\(word)\n\(fact.subject)".utf8)).hex, fact)
    }.sorted { $0.0 < $1.0 }
    drawn = ranked.prefix(max(0, count)).map(\.1)
    population = all.count
  }
}
