import Cards
import Foundation
import Glibc
import Governance

/// A thousand cards from their facts to files, beside Hugging Face's own library and beside writing the same bytes.
struct CardWriting: Measurement {
  let name = "cards"
  let about = "1,000 model cards written to files, beside huggingface_hub and beside writing the same bytes"
  private let count = 1000

  func run(_ report: @Sendable (Figure) -> Void, in place: BenchPlace, on cluster: BenchCluster) async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("countersign-cards-\(getpid())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let facts = (0..<count).map(CardWriting.facts)
    let theirs = try hub(facts, in: folder)
    for format in CardFormat.all {
      let papers = facts.map { format.write($0) }
      let bytes = papers.reduce(0) { $0 + $1.count }
      var ours: [Double] = []
      var bare: [Double] = []
      for _ in 0..<max(3, place.runs / 3) {
        let fresh = try emptied(folder)
        var began = Stopwatch()
        for (number, fact) in facts.enumerated() { try write(format.write(fact), number, fresh) }
        ours.append(began.seconds)
        let other = try emptied(folder)
        began = Stopwatch()
        for (number, paper) in papers.enumerated() { try write(paper, number, other) }
        bare.append(began.seconds)
      }
      if format.name == "markdown" {
        report(
          Figure(
            what: "cards a second, markdown", ours: Double(count) / ours.median,
            peer: theirs.map { Double(count) / $0 },
            unit: .perSecond, goal: .atLeast(20),
            note: theirs == nil ? "no huggingface_hub: run make e2e-cards first" : ""))
      }
      report(
        Figure(
          what: "1,000 cards, \(format.name)", ours: ours.median * 1000, peer: bare.median * 1000, unit: .milliseconds,
          goal: .atMost(3), note: "\(bytes / count) bytes each; the peer writes them ready made"))
    }
  }

  /// A folder with nothing in it: to write over a file waits for the disk.
  private func emptied(_ folder: URL) throws -> URL {
    let fresh = folder.appendingPathComponent("round")
    try? FileManager.default.removeItem(at: fresh)
    try FileManager.default.createDirectory(at: fresh, withIntermediateDirectories: true)
    return fresh
  }

  private func write(_ bytes: [UInt8], _ number: Int, _ folder: URL) throws {
    let file = open("\(folder.path)/\(number)", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    defer { close(file) }
    guard file >= 0, Glibc.write(file, bytes, bytes.count) == bytes.count else { throw CocoaError(.fileWriteUnknown) }
  }

  /// Seconds that huggingface_hub takes for the same facts; nil where it is not installed.
  private func hub(_ facts: [CardFacts], in folder: URL) throws -> Double? {
    let python = ".build/peers/cards/venv/bin/python"
    guard access(python, X_OK) == 0 else { return nil }
    let input = folder.appendingPathComponent("facts.json")
    try JSONSerialization.data(withJSONObject: facts.map(CardWriting.plain)).write(to: input)
    let cards = folder.appendingPathComponent("hub")
    try FileManager.default.createDirectory(at: cards, withIntermediateDirectories: true)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: python)
    process.arguments = ["Tests/Peers/cards/bench.py", input.path, cards.path]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return Double(text.trimmingCharacters(in: .whitespacesAndNewlines))
  }

  private static func facts(_ number: Int) -> CardFacts {
    let at = Instant(year: 2026, month: 11, day: 1 + number % 28)
    let digest = String(repeating: String(number % 10), count: 64)
    let record = Record.version(digest: digest)
    let text = "Weak on handwriting, on stamps and on letters that were folded twice. Never asked to decide."
    return CardFacts(
      name: "model-\(number)", version: "v\(number % 20)", kind: .model, digest: digest, tier: .high, owner: "priya.n",
      team: "claims",
      statements: [
        .purpose: Statement(.text("Sorts claims of kind \(number) by urgency and answers claimants."), record),
        .license: Statement(.text("apache-2.0"), record), .languages: Statement(.list(["en", "de"]), record),
        .tags: Statement(.list(["claims", "triage"]), record), .task: Statement(.text("text-generation"), record),
        .training_datasets: Statement(.list(["claims@\(number)"]), record),
        .limitations: Statement(.list([text, text]), record), .out_of_scope: Statement(.text(text), record),
        .hyper_params: Statement(
          .pairs([NamedText(name: "epochs", text: "3"), NamedText(name: "rank", text: "16")]), record),
        .created_by: Statement(.text("priya.n"), record), .created_at: Statement(.text(at.rfc3339), record),
        .change_note: Statement(.text(text), record),
      ],
      evaluations: ["groundedness", "toxicity", "pii_leak", "cost"].map {
        Evaluation(
          label: "v1", suite: "core", metric: $0, value: 0.9 + Double(number) / 100_000, limit: 0.9, atLeast: true,
          n: 400,
          suppliedBy: "eval", at: at)
      })
  }

  private static func plain(_ facts: CardFacts) -> [String: Any] {
    [
      "name": facts.name, "languages": ["en", "de"], "tags": ["claims", "triage"], "datasets": ["claims"],
      "owner": "priya.n", "purpose": "Sorts claims by urgency and answers claimants.",
      "limitations": "Weak on handwriting, on stamps and on letters that were folded twice.",
      "out_of_scope": "Decisions.",
      "evaluations": facts.evaluations.map {
        ["suite": $0.suite, "metric": $0.metric, "value": $0.value] as [String: Any]
      },
    ]
  }
}
