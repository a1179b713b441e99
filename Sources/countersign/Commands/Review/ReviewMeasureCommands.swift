import ArgumentParser
import Drift
import Evidence
import Governance
import Operations

/// `review agreement`
struct ReviewAgreement: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "agreement", abstract: "How far reviewers agree who decide blind to each other, by week and label.",
    discussion: """
      Cohen's kappa is of the first two persons of each item, Krippendorff's alpha of all, both with 95 % intervals by \
      drawing whole items again. What somebody corrected later counts as they first said it. Beside the verdict stands each \
      label of a queue: of numbers alpha counts how far they lie apart, of several options each stands for itself.
      """)
  @OptionGroup var globals: GlobalOptions
  @Option(help: ArgumentHelp("From this time on.", valueName: "time")) var since: String
  @Option(help: ArgumentHelp("Until this time; without it until now.", valueName: "time")) var until: String?
  @Option(help: "Only this queue.") var queue: String?
  @Option(help: "The seed of the intervals.") var seed: UInt64 = 1

  func run() async throws {
    try await globals.withDesk { desk, output throws(Problem) in
      let start = try Instant(option: "--since", since)
      let end = if let until { try Instant(option: "--until", until) } else { try await desk.nowOnServer() }
      let rows = try await desk.agreement(since: start, until: end, queue: queue, seed: seed)
      guard !output.json else { return try output.list(Page(rows: rows), json) }
      output.table(
        ["WEEK", "LABEL", "ITEMS", "AGREE", "KAPPA", "ALPHA"],
        rows.map { row in
          [
            row.week ?? "all", row.label, String(row.units), row.agreement.map(Self.words) ?? "–",
            Self.words(row.kappa, row.kappaInterval), Self.words(row.alpha, row.alphaInterval),
          ]
        })
    }
  }

  private func json(_ row: AgreementRow) -> JSONValue {
    func interval(_ value: AgreementInterval?) -> JSONValue {
      value.map { .array([.double($0.low), .double($0.high)]) } ?? .null
    }
    return .fields([
      ("week", .text(row.week)), ("label", .string(row.label)), ("items", .integer(row.units)),
      ("agreement", .double(row.agreement)), ("kappa", .double(row.kappa)),
      ("kappa_interval", interval(row.kappaInterval)), ("alpha", .double(row.alpha)),
      ("alpha_interval", interval(row.alphaInterval)), ("seed", .number(String(seed))),
    ])
  }

  private static func words(_ value: Double) -> String {
    let thousandths = Int((value * 1000).rounded())
    let digits = String(abs(thousandths) % 1000)
    return
      "\(thousandths < 0 ? "-" : "")\(abs(thousandths) / 1000).\(String(repeating: "0", count: 3 - digits.count))\(digits)"
  }

  private static func words(_ value: Double?, _ interval: AgreementInterval?) -> String {
    guard let value else { return "–" }
    return words(value) + (interval.map { " (\(words($0.low)) to \(words($0.high)))" } ?? "")
  }
}

/// `review sample`
struct ReviewSample: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample", abstract: "The low tier by a random sample, with a bound that holds.",
    subcommands: [CommitReviewSample.self, DrawReviewSample.self, ShowReviewSample.self, RedrawReviewSample.self])
}

/// A month on the command line, `2026-11`.
struct MonthArgument: ExpressibleByArgument {
  /// Its first day.
  var day: String

  init?(argument: String) {
    let parts = argument.split(separator: "-")
    guard argument.utf8.count == 7, parts.count == 2, let year = Int(parts[0]), let month = Int(parts[1]),
      (2000...2999).contains(year), (1...12).contains(month)
    else { return nil }
    day = argument + "-01"
  }
}

/// `review sample commit`
struct CommitReviewSample: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "commit", abstract: "Commit to a seed while the month runs, so that nobody can choose what is drawn.",
    discussion: "Only the seed's digest is kept. Keep the seed itself: the draw needs it, and nobody else has it.")
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "The month, such as 2026-11.") var month: MonthArgument
  @Option(help: "The share to be drawn, such as 0.02.") var rate: Double
  @Option(help: "The seed, hexadecimal; without it one is made and printed.") var seed: String?
  @Option(help: "Why, in words.") var reason: String

  func run() async throws {
    let bytes = try seed.map(SeedText.bytes) ?? (0..<32).map { _ in UInt8.random(in: 0...255) }
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      let recorded = try await desk.commitSample(
        month: month.day, rate: rate, seed: bytes, reason: reason, channel: .command)
      let text = Hexadecimal.text(of: bytes)
      if !output.json { output.line("seed \(text)") }
      try output.recorded(recorded, [("seed", .string(text))])
    }
  }
}

enum SeedText {
  static func bytes(_ text: String) throws -> [UInt8] {
    guard let bytes = Hexadecimal.bytes(of: text), bytes.count >= 16 else {
      throw ValidationError("A seed is hexadecimal, at least 32 digits.")
    }
    return bytes
  }
}

/// `review sample draw`
struct DrawReviewSample: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "draw", abstract: "Draw a month's sample when the month is over; it is reviewed in the queue sample.")
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "The month, such as 2026-11.") var month: MonthArgument
  @Option(help: "The seed that was committed to, hexadecimal.") var seed: String
  @Option(help: "Why, in words.") var reason: String

  func run() async throws {
    let bytes = try SeedText.bytes(seed)
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      try output.recorded(
        try await desk.drawSample(month: month.day, seed: bytes, reason: reason, channel: .command))
    }
  }
}

/// `review sample show`
struct ShowReviewSample: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "What a month's sample says, with n, strata and the exact upper bound.")
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "The month, such as 2026-11.") var month: MonthArgument

  func run() async throws {
    try await globals.withDesk { desk, output throws(Problem) in
      guard let standing = try await desk.sampleStanding(month: month.day) else {
        throw Problem(
          .notFound, "sample.unknown", happened: "No sample of this month was drawn.",
          remedy: "Draw it when the month is over: countersign review sample draw.")
      }
      guard !output.json else { return try output.document(.sample(standing)) }
      output.table(
        ["STRATUM", "POPULATION", "DRAWN", "DECIDED", "VIOLATIONS"],
        standing.strata.map { stratum in
          [
            stratum.name, String(stratum.population), String(stratum.drawn), String(stratum.decided),
            String(stratum.violations),
          ]
        })
      let estimate = standing.estimate.map { "\($0)" } ?? "not yet"
      let upper = standing.upper.map { "\($0)" } ?? "when all \(standing.drawn) are decided"
      output.line("n \(standing.decided) of \(standing.drawn), from \(standing.population)")
      output.line("violation rate \(estimate); upper bound at 95 % (Clopper and Pearson) \(upper)")
      if let gold = standing.gold {
        let corrected = standing.upper(missing: gold).map { "\($0)" } ?? "not known yet"
        output.line(
          "reviewer error from gold items: \(gold.wrong) of \(gold.decided) wrong, \(gold.missed) of \(gold.violations) "
            + "violations missed; upper bound with what is missed \(corrected)")
      } else {
        output.line("reviewer error from gold items: none were decided, or it is not yours to know")
      }
      if let first = standing.strata.first { output.line("seed \(first.seed), committed as \(first.seedDigest)") }
    }
  }
}

/// `review sample redraw`
struct RedrawReviewSample: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "redraw", abstract: "Draw a sample once more from what is stored, and compare; as an auditor.")
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "The month, such as 2026-11.") var month: MonthArgument

  func run() async throws {
    try await globals.withDesk { desk, output throws(Problem) in
      let (gone, come) = try await desk.redrawSample(month: month.day)
      if output.json {
        try output.document(
          .fields([("ok", .bool(gone + come == 0)), ("gone", .integer(gone)), ("come", .integer(come))]))
      } else {
        output.line(gone + come == 0 ? "the same are drawn" : "\(gone) are gone, \(come) have come")
      }
      guard gone + come == 0 else {
        throw Problem(.unmet, "sample.differs", happened: "Another sample is drawn from what is stored now.")
      }
    }
  }
}

extension JSONValue {
  static func sample(_ standing: SampleStanding) -> JSONValue {
    .fields([
      ("month", .string(String(standing.month.prefix(7)))), ("population", .integer(standing.population)),
      ("drawn", .integer(standing.drawn)), ("decided", .integer(standing.decided)),
      ("violations", .integer(standing.violations)), ("estimate", .double(standing.estimate)),
      ("upper_bound", .double(standing.upper)), ("confidence", .number("0.95")),
      ("reviewer_error", standing.gold.map { .goldError($0) } ?? .null),
      ("upper_bound_with_missed", .double(standing.gold.flatMap { standing.upper(missing: $0) })),
      ("seed", .text(standing.strata.first?.seed)), ("seed_digest", .text(standing.strata.first?.seedDigest)),
      ("rate", .double(standing.strata.first?.rate)),
      (
        "strata",
        .array(
          standing.strata.map { stratum in
            .fields([
              ("stratum", .string(stratum.name)), ("population", .integer(stratum.population)),
              ("drawn", .integer(stratum.drawn)), ("decided", .integer(stratum.decided)),
              ("violations", .integer(stratum.violations)),
            ])
          })
      ),
    ])
  }
}

/// `review export`
struct ExportReviewsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Hand out what was decided, as JSON lines on standard output.",
    discussion: """
      jsonl has one item a line; annotations one label a line, by human or by judge; openai-preference pairs of an \
      accepted and a blocked answer to the same question. Every item that is handed out is recorded as read by you.
      """)
  @OptionGroup var globals: GlobalOptions
  @Option(help: "\(ReviewExportFormat.allCases.map(\.rawValue).joined(separator: ", ")).") var format:
    ReviewExportFormat = .jsonl

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      let lines = try await desk.exportReviews(as: format, channel: .command) { output.write($0) }
      output.say("\(lines) lines.")
    }
  }
}

extension ReviewExportFormat: ExpressibleByArgument {}
