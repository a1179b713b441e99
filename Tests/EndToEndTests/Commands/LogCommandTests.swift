import Foundation
import Testing

@Suite("The log and erasure by subcommands", .atADesk, .timeLimit(.minutes(5)))
struct LogCommandTests {
  private let folder = FileManager.default.temporaryDirectory.appending(path: "log-commands-\(UUID().uuidString)")
  private let sealer = "meridian.collector"

  private func path(_ name: String) -> String { folder.appending(path: name).path }

  @Test("seal, sign, prove and verify; and what two persons erase is gone, with every proof as it was")
  func journey() async throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let catalog = try await SampleOffice.shared.catalog()
    func run(_ login: String, _ arguments: String..., status: Int32 = 0) async throws -> JSONReading {
      let ended = try await catalog.run(login, arguments + ["--json"])
      #expect(ended.status == status, "\(arguments): \(ended.messages)")
      return ended.json
    }
    _ = try await run(sealer, "log", "key", "new", "--name", "tests.example/log", "--out", path("key"))
    let sealed = try await run(sealer, "log", "checkpoint", "--key", path("key"), "--out", path("checkpoint"))
    #expect(sealed["size"].number > 1000)
    let standing = try await run("ada.lindqvist", "log", "status")
    #expect(standing["size"].number == sealed["size"].number && standing["places"].isArray)
    let proof = try await run(sealer, "log", "proof", "activity:1")
    #expect(proof["checkpoint"].text.contains("\nrules sha256:"))
    let verified = try await run(sealer, "log", "verify", "--from", path("checkpoint"), "--key", path("key.pub"))
    #expect(verified["ok"].flag && verified["rules"].items.isEmpty)

    let lead = "ruth.adeyemi"
    let subject = try catalog.value(
      "select s from countersign_private.generation_content c, countersign_private.subjects_in(c.body) s order by c.id limit 1"
    )
    let before = try await run(lead, "erase", "--subject", subject, "--dry-run")
    let there = before["places"].items.first { $0["place"].text == "content of generations" }?["found"].number ?? 0
    #expect(there > 0 && !before["unreached"].items.isEmpty)
    let asked = try await run(lead, "erase", "--subject", subject, "--reason", "they asked")
    let number = "\(asked["erasure"].number)"
    _ = try await run(lead, "erase", "--confirm", number, "--reason", "mine", status: 77)
    let report = try await run("henrik.sund", "erase", "--confirm", number, "--reason", "identity checked")
    #expect(report["places"].items.contains { $0["removed"].number == there })
    let again = try await run(lead, "erase", "--subject", subject, "--reason", "once more")
    #expect(again["erasure"].isNull)
    let after = try await run(sealer, "log", "verify", "--from", path("checkpoint"), "--key", path("key.pub"))
    #expect(after["ok"].flag)
    _ = try await run(lead, "erase", "--list")
    _ = try await run(lead, "hold", "add", "subject", "u-8", "--reason", "a court asks")
    _ = try await run(lead, "hold", "list")
    _ = try await run(lead, "retention", "list")
    _ = try await run(lead, "activity", "list", "--limit", "3")
    _ = try await run("henrik.sund", "log", "place", "list")
  }
}
