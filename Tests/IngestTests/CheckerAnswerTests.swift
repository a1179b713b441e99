import Evidence
import Foundation
import Governance
import Testing

@testable import Ingest

@Suite("Answers of safety checkers")
struct CheckerAnswerTests {
  private func flags(_ format: CheckerFormat, _ answer: String) -> [Flag] {
    format.flags(Array(answer.utf8), side: "output")
  }

  @Test("of Azure AI Content Safety, with severities of four and eight levels, lists and shields")
  func azure() {
    let four = flags(
      .azure,
      #"{"blocklistsMatch":[{"blocklistName":"names","blocklistItemId":"1","blocklistItemText":"heron"}],"categoriesAnalysis":[{"category":"Hate","severity":0},{"category":"Violence","severity":4}]}"#
    )
    #expect(four.map(\.category) == ["Hate", "Violence", "blocklist"])
    #expect(four.map(\.verdict) == [.clear, .flagged, .flagged])
    #expect(four[1].score == 4.0 / 7 && four[2].taxonomy == "names")
    let eight = flags(
      .azure, #"{"categoriesAnalysis":[{"category":"Hate","severity":1},{"category":"Violence","severity":7}]}"#)
    #expect(eight.map(\.verdict) == [.clear, .flagged] && eight[1].score == 1)
    let shield = flags(
      .azure, #"{"userPromptAnalysis":{"attackDetected":true},"documentsAnalysis":[{"attackDetected":false}]}"#)
    #expect(shield.map(\.verdict) == [.flagged, .clear])
  }

  @Test("of OpenAI's moderation, with the model that scored, without what was not asked")
  func moderation() {
    let found = flags(
      .openai,
      #"{"model":"omni","results":[{"flagged":true,"categories":{"hate":false,"violence":true,"illicit":null},"category_scores":{"hate":1e-07,"violence":0.93}}]}"#
    )
    #expect(found.map(\.category) == ["hate", "violence"])
    #expect(found.map(\.verdict) == [.clear, .flagged])
    #expect(found.map(\.score) == [1e-07, 0.93] && found.allSatisfy { $0.taxonomy == "omni" })
    let unnamed = flags(.openai, #"{"results":[{"flagged":true,"categories":{"hate":false}}]}"#)
    #expect(unnamed.last?.category == "unspecified" && unnamed.last?.verdict == .flagged)
  }

  @Test(
    "of Llama Guard, where anything but its two words is an error",
    arguments: [
      ("safe", [Flag.Verdict.clear], ["safe"]), ("\n\nsafe", [.clear], ["safe"]),
      ("unsafe\nS1,S10", [.flagged, .flagged], ["S1", "S10"]),
      ("\n\nUnsafe\nS6 , S7\n", [.flagged, .flagged], ["S6", "S7"]), ("unsafe", [.flagged], ["unspecified"]),
      ("unsafe S3", [.error], ["unspecified"]), ("I cannot help with that.", [.error], ["unspecified"]),
      ("", [.error], ["unspecified"]), ("safe\nS1", [.error], ["unspecified"]),
      ("unsafe\nhate", [.error], ["unspecified"]), ("safer", [.error], ["unspecified"]),
    ])
  func guardWords(_ words: String, _ verdicts: [Flag.Verdict], _ codes: [String]) {
    let found = CheckerFormat.llamaGuard.flags(Array(words.utf8), side: "output", taxonomy: "llamaguard-3")
    #expect(found.map(\.verdict) == verdicts.map { $0 as Flag.Verdict? })
    #expect(found.map(\.category) == codes && found.allSatisfy { $0.taxonomy == "llamaguard-3" })
  }

  @Test("of Presidio, with spans in scalars; nothing found is clear")
  func presidio() {
    let found = flags(.presidio, #"[{"entity_type":"PERSON","start":0,"end":10,"score":0.85}]"#)
    #expect(found.map(\.spans) == [[Flag.Span(start: 0, end: 10, label: "PERSON")]] && found[0].score == 0.85)
    #expect(flags(.presidio, "[]").map(\.verdict) == [.clear])
  }

  @Test(
    "that are none are errors, never silence",
    arguments: [
      "", "null", "[1]", "{}", #"{"results":[]}"#, #"{"categoriesAnalysis":[{"category":"Hate","severity":9}]}"#,
    ])
  func none(_ answer: String) {
    for format in CheckerFormat.allCases {
      #expect(flags(format, answer).map(\.verdict) == [.error], "\(format)")
    }
  }

  @Test(
    "as the references show them are read whole",
    .enabled(if: SharedData.isThere, Comment(rawValue: SharedData.absence)))
  func references() throws {
    let shared = try #require(SharedData.folder).deletingLastPathComponent()
    let examples = shared.appending(path: "standards/examples/flags")
    func read(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: examples.appending(path: name))) }
    for (format, name) in [
      (CheckerFormat.azure, "azure-eight-levels.json"), (.azure, "azure-four-levels.json"),
      (.azure, "azure-shield.json"),
      (.openai, "openai-moderation.json"), (.openai, "openai-moderation-older.json"), (.presidio, "presidio.json"),
    ] {
      let found = format.flags(try read(name), side: "output")
      #expect(!found.contains { $0.verdict == .error }, "\(name)")
    }
    guard case .array(let replies) = try JSONValue(try read("llama-guard.json"), policy: .generation) else {
      Issue.record("llama-guard.json is not a list")
      return
    }
    for reply in replies {
      let found = CheckerFormat.llamaGuard.flags(Array((reply["reply"]?.text ?? "").utf8), side: "output")
      let codes = (reply["codes"]?.elements ?? []).compactMap(\.text)
      #expect(found.first?.verdict?.rawValue == reply["verdict"]?.text, "\(reply)")
      if !codes.isEmpty { #expect(found.map(\.category) == codes) }
    }
  }
}
