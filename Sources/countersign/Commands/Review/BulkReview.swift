import ArgumentParser
import Evidence
import Governance
import Operations

/// `review bulk`
struct BulkReview: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bulk", abstract: "Decide many alike items that one person suffices for: all, or none.",
    discussion: """
      Without --expect it says how many items these are and which of them, up to five, must be read before (review show \
      ITEM). Then name the same items with --expect, the number that was shown. At most 10,000, and never of high tier.
      """)
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "accept, mask or block.") var decision: Decision
  @Argument(help: "The items' numbers.") var items: [Int64]
  @Option(help: "How many items these are.") var expect: Int?
  @Option(help: "Why, in words.") var reason: String?
  @Option(help: "The category of harm, for block.") var harm: String?

  func run() async throws {
    try await globals.withDesk(writes: expect != nil) { desk, output throws(Problem) in
      guard let expect else {
        let sample = try await desk.bulkSample(items)
        let count = Set(items).count
        guard !output.json else {
          return try output.document(
            .fields([("items", .integer(count)), ("read_first", .array(sample.map { .integer($0) }))]))
        }
        return output.line("\(count) items; read first: \(sample.map { String($0) }.joined(separator: ", "))")
      }
      try output.recorded(
        try await desk.bulkDecide(
          items, expected: expect, decision, reason: reason ?? "", harm: harm, channel: .command))
    }
  }
}

/// `review similar`
struct SimilarReviewsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "similar", abstract: "Decided items whose answer is like this one's.")
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "The item's number.") var item: Int64
  @Option(help: "At most so many.") var limit = 10

  func run() async throws {
    try await globals.withDesk { desk, output throws(Problem) in
      let rows = try await desk.similarReviews(to: item, most: limit)
      guard !output.json else {
        return try output.list(Page(rows: rows)) {
          .fields([
            ("id", .integer($0.item)), ("likeness", .double($0.likeness)), ("decision", .string($0.decision.rawValue)),
            ("reason", .string($0.reason)), ("decided_at", .instant($0.at)),
          ])
        }
      }
      output.table(
        ["ITEM", "LIKE", "VERDICT", "REASON"],
        rows.map { [String($0.item), "\(Int($0.likeness * 100)) %", $0.decision.words, $0.reason] })
    }
  }
}

/// `review comment`
struct CommentReviewCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "comment", abstract: "Write about an item, ask people by name, or read what was written.",
    discussion: "Who is asked about an item decides it no longer. Who has still to decide sees only what asks them.")
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "The item's number.") var item: Int64
  @Option(help: "What to write; without it what was written is shown.") var words: String?
  @Option(help: "A person who is asked; may be repeated.") var ask: [String] = []

  func run() async throws {
    try await globals.withDesk(writes: words != nil) { desk, output throws(Problem) in
      if let words {
        return try output.recorded(try await desk.comment(on: item, words, mentions: ask, channel: .command))
      }
      let comments = try await desk.reviewComments(on: item)
      guard !output.json else {
        return try output.list(Page(rows: comments)) {
          .fields([
            ("id", .integer($0.id)), ("person", .string($0.person)), ("words", .string($0.words)),
            ("mentions", .texts($0.mentions)), ("waiting_for", .texts($0.waitingFor)), ("at", .instant($0.at)),
          ])
        }
      }
      for comment in comments {
        let waits = comment.waitingFor.isEmpty ? "" : "  (waiting for \(comment.waitingFor.joined(separator: ", ")))"
        output.line(Plain.visible("\(comment.at.rfc3339)  \(comment.person): \(comment.words)\(waits)"))
      }
    }
  }
}
