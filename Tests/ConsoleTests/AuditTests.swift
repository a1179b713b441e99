import Foundation
import Governance
import Terminal
import Testing

@testable import Console

@Suite("The audit screen")
struct AuditTests {
  private let desk = FakeDesk()

  private func exporting() async -> Script {
    var script = Script(.audit)
    await script.works(with: desk)
    script.presses(.enter)
    await script.works(with: desk)
    script.presses(.character("E"))
    return script
  }

  @Test("lists what is in production and shows the card as text")
  func card() async {
    var script = Script(.audit)
    await script.works(with: desk)
    script.hides("fraud-notes")
    script.presses(.enter)
    await script.works(with: desk)
    script.shows("Summarises what is known about a customer.")
  }

  @Test("writes the card in the chosen format, says where it went, and never replaces a file unasked")
  func exports() async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("card-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("kyc.md")

    func fill(_ script: inout Script) async {
      script.presses(.character("m"), .tab, .control("u"))
      script.pastes(folder.path + "/kyc")
      script.presses(.enter)
      await script.works(with: desk)
    }
    var script = await exporting()
    await fill(&script)
    script.says("The card went to \(file.path)")
    #expect(try String(contentsOf: file, encoding: .utf8) == "# kyc-summary 21\n")

    try "mine".write(to: file, atomically: true, encoding: .utf8)
    script.presses(.character("E"))
    await fill(&script)
    script.shows("Esc keeps it.")
    script.presses(.escape)
    #expect(try String(contentsOf: file, encoding: .utf8) == "mine")
    script.presses(.character("E"))
    await fill(&script)
    script.presses(.enter)
    await script.works(with: desk)
    #expect(try String(contentsOf: file, encoding: .utf8) == "# kyc-summary 21\n")
  }

  @Test("says when the folder cannot be written to, and keeps the form")
  func cannotWrite() async {
    var script = await exporting()
    script.presses(.character("j"), .tab, .control("u"))
    script.types("/no/such/folder/card")
    script.presses(.enter)
    await script.works(with: desk)
    script.shows("could not be written to")
    #expect(script.form?.spec.id == "card-claims-triage@14")
  }

  @Test("offers a file name that can be no path")
  func fileName() {
    let name = VersionName(artifact: "../../etc/pass wd\u{1B}[31m", selector: .label("1"))
    #expect(CardReading.fileName(for: name) == "..-..-etc-pass-wd--31m-1")
  }
}
