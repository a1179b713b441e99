import Governance
import Terminal
import Testing

@testable import Console

@Suite("The activity")
struct ActivityTests {
  private static let auditor = Officer(
    login: "nora", person: "nora", name: "Nora Auditor", roles: ["viewer", "auditor"], catalog: "meridian/prod",
    isDemo: false)

  private func opened(rows: Int = 24, columns: Int = 80, officer: Officer = auditor) async -> (Script, FakeDesk) {
    var script = Script(.activity, rows: rows, columns: columns, officer: officer)
    let desk = FakeDesk()
    await script.works(with: desk)
    script.shell.officer = officer
    script.shell.look()
    script.waits(milliseconds: 400)
    return (script, desk)
  }

  @Test("looks as recorded, with the proof of a line by one key", arguments: [(24, 80), (40, 120), (60, 200)])
  func picture(size: (Int, Int)) async throws {
    var (script, desk) = await opened(rows: size.0, columns: size.1)
    script.presses(.character("v"))
    await script.works(with: desk)
    #expect(desk.asked.contains("proof of activity 912"))
    try script.matchesGolden("activity-\(size.1)x\(size.0)")
  }

  @Test("says how much is not sealed yet, and which place has missed checkpoints")
  func standing() async {
    let (script, _) = await opened()
    let frame = script.shell.render()
    let text = (0..<frame.size.rows).map { frame.text(ofRow: $0) }.joined(separator: "\n")
    #expect(text.contains("3 not yet (oldest 4 s)"))
    #expect(text.contains("✗ vault") && text.contains("missed 4"))
  }

  @Test("asks for readings alone, and back")
  func readings() async {
    var (script, desk) = await opened()
    script.presses(.character("t"))
    await script.works(with: desk)
    #expect(desk.asked.contains("activity  true"))
    script.presses(.character("t"))
    await script.works(with: desk)
    #expect(desk.asked.last { $0.hasPrefix("activity") } == "activity  false")
  }

  @Test("proves nothing to who is no auditor, and says why")
  func refused() async {
    var (script, desk) = await opened(officer: .ada)
    script.presses(.character("v"))
    await script.works(with: desk)
    #expect(!desk.asked.contains { $0.hasPrefix("proof") })
  }
}
