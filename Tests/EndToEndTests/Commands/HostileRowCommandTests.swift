import Foundation
import Testing

@Suite("Rows with hostile keys, by the program", .atADesk, .timeLimit(.minutes(5)))
struct HostileRowCommandTests {
  private static let keys = [
    "new\nline", "quote\"s'", "back\\slash/es", "tab\tand\u{1B}[2Jescape", "\u{202E}rtl", "日本の顧客・👩‍👩‍👧",
    (0..<4000).map { String(UnicodeScalar(0x4E00 + UInt32($0 * 37 % 20_000)) ?? "x") }.joined(),
  ]

  @Test("are asked for by exactly what they are called, both ways, and harm no terminal")
  func bothWays() async throws {
    let catalog = try await SampleOffice.shared.catalog()
    let lines = try Self.keys.enumerated().map { number, key in
      let quoted = String(decoding: try JSONEncoder().encode(key), as: UTF8.self)
      return """
        {"event_id":"hostile-row-\(number)","started_at":\(1_780_000_000_000_000_000 + number),"model":"gpt-x","model_version":"1",\
        "service":"rows","output_messages":[{"role":"assistant","parts":[{"type":"text","content":"done"}]}],"retrieved":[\
        {"index":"idx","namespace":"hostile","dataset":"rows","row_key":\(quoted)}]}
        """
    }
    let taken = try await catalog.run(
      "meridian.collector", ["ingest", "generations", "-", "--json"], input: lines.joined(separator: "\n") + "\n")
    #expect(taken.status == 0, "\(taken.messages)")
    for key in Self.keys {
      let question = ["lineage", "--namespace", "hostile", "--name", "rows", "--row", key, "--downstream"]
      let answer = try await catalog.run("ada.lindqvist", question + ["--json"])
      #expect(answer.status == 0, "\(answer.messages)")
      #expect(ControlBytes.found(in: answer.output) == [])
      let nodes = answer.json["nodes"].items
      #expect(
        nodes.contains { $0["row"].text == key || $0["name"].text == key || $0["key"].text == key },
        "\(answer.text.prefix(600))")
      let generation = try #require(nodes.first { $0["kind"].text == "generation" }, "\(answer.text.prefix(600))")
      let words = try await catalog.run("ada.lindqvist", question)
      #expect(words.status == 0)
      #expect(ControlBytes.found(in: words.output) == [])
      let id = generation["id"].text
      let back = try await catalog.run(
        "ada.lindqvist", ["lineage", id.hasPrefix("generation:") ? id : "generation:" + id, "--level", "row", "--json"])
      #expect(back.status == 0, "\(back.messages)")
      #expect(
        back.json["nodes"].items.contains { $0["row"].text == key || $0["name"].text == key || $0["key"].text == key },
        "\(back.text.prefix(600))")
    }
  }
}
