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

  @Test("takes Enter and E that come at once: the card is opened and exported")
  func atOnce() async {
    let desk = FakeDesk()
    var script = Script(.audit, rows: 40, columns: 120)
    await script.works(with: desk)
    script.waits(milliseconds: 400)
    await script.works(with: desk)
    script.typesAhead(.enter, .character("E"))
    script.shows("Writes the card of")
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
    script.says("It went to \(file.path)")
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

  @Test("turns from a system's card to its form and back, exports what is shown, and says why another has none")
  func forms() async {
    var script = Script(.audit)
    await script.works(with: desk)
    script.presses(.enter)
    await script.works(with: desk)
    script.presses(.character("w"))
    script.says("Forms of Annex VIII are filed for systems.")

    script = Script(.audit)
    await script.works(with: desk)
    script.receives(
      AuditScreen.Message.listed(
        .success(Page(rows: [.fixture("health-quotes", .system, production: "1")])), PageRequest.first))
    script.presses(.enter)
    await script.works(with: desk)
    script.shows("Card of health-quotes@1")
    script.presses(.character("w"))
    await script.works(with: desk)
    script.shows("Annex VIII A of health-quotes@1")
    script.shows("Provider")
    script.presses(.character("E"))
    #expect(script.form?.spec.sentence.hasPrefix("Writes the Annex VIII A of health-quotes@1") == true)
    script.presses(.escape)
    script.presses(.character("w"))
    await script.works(with: desk)
    script.shows("Card of health-quotes@1")
  }

  @Test("hands out a PDF where a program makes one, and says why when it fails")
  func print() throws {
    let page = CardPaper(format: "html", fileExtension: "html", bytes: Array("<p>".utf8))
    #expect([page].printed(by: nil).map(\.format) == ["html"])
    let papers = [page].printed { html throws(Problem) in Array("%PDF ".utf8) + html }
    #expect(papers.map(\.format) == ["html", "pdf"])
    let place = FileManager.default.temporaryDirectory.appendingPathComponent("card-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: place.appendingPathExtension("pdf")) }
    let file = try #require(CardFile(FormAnswer(values: ["format": "pdf", "file": place.path]), of: papers))
    #expect(try Data(contentsOf: URL(fileURLWithPath: try file.write(replacing: false))) == Data("%PDF <p>".utf8))
    let broken = [page].printed { _ throws(Problem) in
      throw Problem(.unreachable, "pdf.failed", happened: "no", remedy: "none")
    }
    let failing = try #require(CardFile(FormAnswer(values: ["format": "pdf", "file": place.path + "2"]), of: broken))
    #expect(throws: Problem.self) { try failing.write(replacing: false) }
    #expect(!FileManager.default.fileExists(atPath: place.path + "2.pdf"))
  }

  @Test("offers a file name that can be no path")
  func fileName() {
    #expect(CardReading.fileName(for: "../../etc/pass wd\u{1B}[31m-1") == "..-..-etc-pass-wd--31m-1")
  }
}
