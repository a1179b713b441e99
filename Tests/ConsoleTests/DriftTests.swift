import Foundation
import Governance
import Operations
import Terminal
import Testing

@testable import Console

@Suite("The drift screen")
struct DriftScreenTests {
  private let desk = FakeDesk()

  private func board(rows: Int = 40, columns: Int = 120) async -> Script {
    var script = Script(.drift, rows: rows, columns: columns)
    await script.works(with: desk)
    return script
  }

  private func screen(_ script: Script) throws -> DriftScreen {
    try #require(script.shell.frontSeat as? Seated<DriftScreen>).screen
  }

  @Test("asks for 35 days, four weeks of them the reference, the last one not over yet")
  func frame() async throws {
    let frame = try #require(try screen(await board()).board?.frame)
    #expect(frame.days.count == 35)
    #expect(frame.window.until == Instant(year: 2026, month: 11, day: 22))
    #expect(frame.reference.since == Instant(year: 2026, month: 10, day: 18))
    #expect(frame.against(first: frame.window.since, last: .pinned) == nil)
  }

  @Test("steps to the next model or prompt, and says where there is none")
  func steps() async {
    var script = await board()
    script.shows("claims-triage")
    script.presses(.character("]"))
    script.waits(milliseconds: 200)
    await script.works(with: desk)
    #expect(desk.asked.contains("behaviour of claims-triage-decide"))
    script.presses(.character("]"), .character("]"))
    script.says("This is the last model or prompt.")
  }

  @Test("opens on the one the catalog says to look at first, and stays where the officer went")
  func begins() async throws {
    desk.put(first: "kyc-summary")
    var script = await board()
    #expect(try screen(script).board?.watched.name == "kyc-summary")
    script.presses(.character("["))
    script.waits(milliseconds: 6000)
    await script.works(with: desk)
    #expect(try screen(script).board?.watched.name != "kyc-summary")
    desk.put(first: nil)
    #expect(try screen(await board()).board?.watched.name == "claims-triage")
  }

  @Test("reads what did not come once the catalog is back, however short ago it asked")
  func missed() async throws {
    var script = await board()
    let before = try screen(script).board?.watched.name
    desk.lose(true)
    script.presses(.character("]"))
    script.waits(milliseconds: 200)
    await script.works(with: desk)
    script.shows("No catalog since")
    desk.lose(false)
    script.waits(milliseconds: 1_000)
    await script.works(with: desk)
    script.hides("No catalog")
    let now = try #require(try screen(script).board)
    #expect(now.watched.name != before)
    #expect(now.isComplete)
  }

  @Test("reads on Ctrl-L what Esc has stopped")
  func stopped() async {
    var script = await board()
    script.presses(.character("]"))
    script.waits(milliseconds: 200)
    _ = script.shell.work.next(at: script.shell.sight.uptime)
    script.shell.sight.uptime += 150
    script.presses(.escape)
    script.says("Ctrl-L reads it again.")
    #expect(script.work.isEmpty)
    script.presses(.control("l"))
    #expect(script.work.contains("calls by day"))
  }

  @Test("says what moved, what is under its limit, and what is not compared")
  func verdicts() async throws {
    let measures = try #require(try screen(await board()).board?.measures)
    func verdict(_ id: String) -> Measure.Verdict? { measures.first { $0.id == id }?.verdict }
    #expect(verdict("tier.high") == .moved)
    #expect(verdict("flag.privacy_pii") == .steady)
    #expect(verdict("flag.hate_harassment") == .moved)
    #expect(verdict("tokens_out") == .moved)
    #expect(verdict("tokens_in") == .steady)
    #expect(verdict("calls") == .notCompared("volume is not judged"))
  }

  @Test("refuses a histogram of what has none")
  func histogram() async {
    var script = await board()
    script.presses(.character("h"))
    script.says("is a rate or a mean")
    script.presses(.right, .right, .right, .right, .right, .character("h"))
    script.shows("deciles of the reference")
    script.presses(.escape)
    script.shows("By day")
    script.presses(.escape)
    script.hides("By day")
  }

  @Test("takes another reference, and says why one cannot be")
  func reference() async throws {
    var script = await board()
    script.presses(.character("b"))
    script.types("2026-11-10..2026-11-20")
    script.presses(.enter)
    script.shows("it has to lie before the window")
    script.presses(.control("u"))
    script.types("2026-11-01..2026-11-14")
    script.presses(.enter)
    await script.works(with: desk)
    #expect(try screen(script).board?.frame.days.count == 21)
    script.shows("reference 1 Nov – 14 Nov")
    #expect(ReferenceWords.parse("2026-02-30..2026-03-01") == nil)
  }

  @Test("does not ask again for a minute")
  func refresh() async {
    var script = await board()
    let before = desk.asked.count
    script.waits(milliseconds: 10_000)
    await script.works(with: desk)
    #expect(desk.asked.count == before)
    script.waits(milliseconds: 61_000)
    await script.works(with: desk)
    #expect(desk.asked.count > before)
  }

  @Test("drops an answer about another artifact than the one it shows")
  func stale() async throws {
    var script = await board()
    let other = DriftQuestion(
      watched: Watched(name: "somebody-else", kind: .model), frame: DriftFrame(until: .pinned))
    let answer = Behaviour.fixture(other.watched, other.frame.whole)
    script.receives(DriftScreen.Message.behaved(.success(answer), other))
    #expect(try screen(script).board?.watched.name == "claims-triage")
  }

  @Test("writes the figures to a file")
  func export() async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("drift-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var script = await board()
    script.presses(.character("E"), .character("c"), .tab, .control("u"))
    script.pastes(folder.path + "/figures")
    script.presses(.enter)
    await script.works(with: desk)
    script.says("The figures went to")
    let lines = try String(contentsOf: folder.appendingPathComponent("figures.csv"), encoding: .utf8).split(
      separator: "\r\n")
    #expect(lines.first == "figure,version,day,value,n" && lines.contains { $0.hasPrefix("tier.high,14,2026-11-20,") })
  }
}
