import Foundation
import Terminal
import TestTerminal
import Testing

@Suite(
  "Hostile text in Review", .atADesk, .enabled(if: SharedData.folder != nil, Comment(rawValue: SharedData.absence)))
struct HostileTests {
  private static let file = "hostile/generations_text.jsonl"

  @Test("no generation commands the terminal, on any tab, nor pushes a border", .timeLimit(.minutes(5)))
  func reads() async throws {
    let catalog = try await SampleOffice.shared.catalog()
    let taken = try await catalog.run(
      "meridian.collector", "ingest", "generations", SharedData.path(Self.file), "--json")
    #expect(taken.status == 0)
    #expect(taken.json["items"][0]["taken"].number == 35)
    let items = try catalog.sql(
      """
      select i.id from countersign_private.review_item i
      join countersign_private.generation g on g.id = i.generation where g.model = 'hostile' order by i.due, i.id
      """
    ).compactMap { Int($0[0]) }
    #expect(items.count == 35)
    // Due before all others, so that the queue begins with them.
    _ = try catalog.sql(
      """
      delete from countersign_private.review_slot where item < \(items.min() ?? 0);
      delete from countersign_private.review_present where item < \(items.min() ?? 0);
      """)

    let sitting = try await Sitting.at(catalog)
    try await sitting.sees("Review queues")
    await sitting.type("2")
    try await sitting.sees("All 35")
    await sitting.press(.enter)
    var visited: Set<String> = []
    for item in items {
      try await sitting.sees("item \(item) ›")
      visited.insert("\(item)")
      for tab in ["Response", "Conversation", "Context", "Flags", "History", "Similar"] {
        try await sitting.sees("[\(tab)")
        let edge = await sitting.rightEdge()
        let allowed: Set<String> = ["┐", "│", "┤", "┘", ""]
        #expect(edge.allSatisfy { allowed.contains($0) || $0 == " " }, "item \(item), \(tab): \(edge)")
        #expect(edge.contains("│"))
        await sitting.type(".")
      }
      try await sitting.sees("[Response")
      await sitting.type("]")
    }
    #expect(visited.count == 35)
    #expect(await sitting.terminal.isAlternate)
    let strangers = OutputTokens.strangers(in: await sitting.terminal.output)
    #expect(strangers == [])
    #expect(try await sitting.leaves().contains("left with 0, settings same"))
    #expect(await !sitting.terminal.text().contains("pwned"))
  }

  @Test("no subcommand lets a control character through, in words or in JSON")
  func prints() async throws {
    let catalog = try await SampleOffice.shared.catalog()
    _ = try await catalog.run("meridian.collector", "ingest", "generations", SharedData.path(Self.file))
    let items = try catalog.sql(
      """
      select i.id from countersign_private.review_item i
      join countersign_private.generation g on g.id = i.generation where g.model = 'hostile' order by i.id
      """
    ).map { $0[0] }
    for item in items {
      for more in [[], ["--json"]] {
        let ended = try await catalog.run("ada.lindqvist", ["review", "show", item] + more)
        #expect(ended.status == 0)
        #expect(ControlBytes.found(in: ended.output) == [], "item \(item) \(more)")
        if !more.isEmpty { #expect(ended.json["content"]["turns"].isArray) }
      }
    }
  }
}
