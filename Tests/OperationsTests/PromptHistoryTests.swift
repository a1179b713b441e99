import Foundation
import Governance
import Operations
import TestSupport
import Testing

/// The real prompts of the shared data: DAN in its successive versions, judges of MT-bench, a family of the wild.
@Suite(
  "Histories of real prompts", .enabled(if: SharedData.isThere, Comment(rawValue: SharedData.absence)))
struct PromptHistoryTests {
  let office: Office
  let bea: Workbench

  init() async throws {
    office = try await Office.open()
    bea = try office.desk(hiring: "bea", "builder", team: "claims")
  }

  private func lines(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: try SharedData.path("prompts/\(name).jsonl"))))
  }

  private func registration(_ artifact: String) -> Registration {
    Registration(
      artifact: artifact, kind: .prompt, team: "claims", owner: "bea", tier: .high, purpose: "From the wild.",
      body: "", message: "as it was found")
  }

  @Test("DAN registers as a history: each version from the one before, in the file's order, and once")
  func dan() async throws {
    let made = try await bea.registerHistory(
      try lines("dan_versions"), as: registration("dan"), only: "DAN", channel: .command)
    #expect(made.count == 8)
    #expect(made.allSatisfy { $0.isNew })
    let artifact = try await bea.artifact("dan")
    #expect(artifact.versions.reversed().map(\.parent) == [nil] + artifact.versions.reversed().dropLast().map(\.label))
    let again = try await bea.registerHistory(
      try lines("dan_versions"), as: registration("dan"), only: "DAN", channel: .command)
    #expect(again.map(\.version) == made.map(\.version))
    #expect(again.allSatisfy { !$0.isNew })
    // What is stored is what stood in the file, to the letter.
    let newest = try await bea.version(try #require(made.last).version)
    let body = try #require(try JSONSerialization.jsonObject(with: Data(newest.body.utf8)) as? [String: Any])
    let file = String(decoding: try lines("dan_versions"), as: UTF8.self).split(separator: "\n")
    let originals = try file.compactMap {
      try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
    }.filter { $0["name"] as? String == "DAN" }
    #expect(body["template"] as? String == originals.last?["template"] as? String)
  }

  @Test("a file by alphabet is put in order by the numbers in its labels")
  func sorted() async throws {
    let made = try await bea.registerHistory(
      try lines("dan_versions"), as: registration("dan"), only: "DAN", order: .version, channel: .command)
    let labels = [
      "DAN_Jailbreak", "Dan_6_0", "Dan_6_2", "Dan_7_0", "Dan_8_0", "Dan_9_0", "Dan_10_0", "Dan_11_0",
    ]
    #expect(made.map(\.version.text) == labels.map { "dan@\($0)" })
    let versions = try await bea.artifact("dan").versions.reversed()
    #expect(versions.map(\.label) == labels)
    #expect(versions.map(\.parent) == [nil] + labels.dropLast())
    #expect(LabelNumbers("v1.0.9") < LabelNumbers("v1.0.10") && LabelNumbers("2") < LabelNumbers("2.1"))
    #expect(LabelNumbers("1.007") == LabelNumbers("1.7") && !(LabelNumbers("a") < LabelNumbers("b")))
  }

  @Test("the eight judges of MT-bench, and a family of prompts from the wild")
  func others() async throws {
    let judges = try await bea.registerHistory(
      try lines("mt_bench_judge_prompts"), as: registration("mt-bench-judge"), only: nil, channel: .command)
    #expect(judges.count == 8)
    #expect(try await bea.version(try VersionName("mt-bench-judge@single-v1")).body.contains("prompt_template"))
    let wild = try lines("inthewild_jailbreak_prompts")
    let names = String(decoding: wild, as: UTF8.self).split(separator: "\n").compactMap {
      (try? JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])?["name"] as? String
    }
    let family = try #require(Dictionary(grouping: names, by: { $0 }).max { $0.value.count < $1.value.count })
    let made = try await bea.registerHistory(wild, as: registration("wild"), only: family.key, channel: .command)
    #expect(made.count == family.value.count && made.count > 2)
  }

  @Test("a line that is no version is named, and nothing is registered")
  func broken() async throws {
    do {
      _ = try await bea.registerHistory(
        Array("{\"text\":\"a\",\"version\":\"1\"}\nno json\n".utf8), as: registration("broken"), only: nil,
        channel: .command)
      Issue.record("It was registered.")
    } catch {
      #expect(error.code == "history.line" && error.happened.contains("Line 2"))
    }
    #expect((try? await bea.artifact("broken")) == nil)
  }
}
