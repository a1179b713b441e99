import Foundation
import Governance
import Operations
import Synchronization
import Terminal
import Testing

@testable import Console

@Suite("Long work")
struct ErrandTests {
  private let folder = FileManager.default.temporaryDirectory.appendingPathComponent("errands-\(UUID().uuidString)")
    .path
  private let desk = FakeDesk()

  init() throws { try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true) }

  private func export(_ name: String, format letter: Character, in script: inout Script) {
    script.presses(.character("E"))
    script.shows("export · Registry")
    script.presses(.character(letter), .tab, .control("u"))
    script.types("\(folder)/\(name)")
    script.presses(.enter)
  }

  @Test("writes a whole list with the columns shown, as CSV and as JSON, and says where it went")
  func exports() async throws {
    var script = Script(.registry, rows: 24, columns: 100)
    await script.works(with: desk)
    export("list", format: "c", in: &script)
    await script.works(with: desk)
    script.says("5 rows went to \(folder)/list.csv")
    let lines = try String(contentsOfFile: "\(folder)/list.csv", encoding: .utf8).split(separator: "\r\n")
    #expect(lines.first == "name,kind,production,team,owner,changed" && lines.count == 6)
    #expect(lines.contains { $0.hasPrefix("kyc-summary,prompt,21,kyc,priya.n,20") })
    export("list", format: "j", in: &script)
    await script.works(with: desk)
    let json = try JSONSerialization.jsonObject(with: Data(contentsOf: URL(fileURLWithPath: "\(folder)/list.json")))
    let rows = try #require(json as? [[String: String]])
    #expect(rows.count == 5 && rows.contains { $0["name"] == "fraud-notes" && $0["production"] == "" })
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == ["list.csv", "list.json"])
  }

  @Test("leaves a file that is there alone, and asks for another name")
  func exists() async throws {
    try "mine".write(toFile: "\(folder)/list.csv", atomically: true, encoding: .utf8)
    var script = Script(.registry, rows: 24, columns: 100)
    await script.works(with: desk)
    export("list", format: "c", in: &script)
    script.shows("There is a file at")
    #expect(script.form != nil && script.shell.errand == nil)
    #expect(try String(contentsOfFile: "\(folder)/list.csv", encoding: .utf8) == "mine")
  }

  /// Ten steps of a hundred.
  private func walk(_ abandoned: Tally) -> Errand {
    let done = Tally()
    return Errand("the export of Registry", unit: "rows", total: .exactly(1000), at: 1_000_000) { _ throws(Problem) in
      let now = done.add(100)
      return Errand.Progress(done: now, ending: now == 1000 ? "1 000 rows went away." : nil)
    } abandon: {
      abandoned.add(1)
    }
  }

  @Test("shows how far it is, how fast and for how long, and lets screens have their turn between two steps")
  func progress() async {
    var script = Script(.registry, rows: 24, columns: 120)
    await script.works(with: desk)
    let abandoned = Tally()
    script.shell.begin(walk(abandoned))
    for _ in 0..<4 { await script.step(with: desk) }
    script.waits(milliseconds: 2_000)
    script.shows("the export of Registry")
    script.shows("40 %")
    script.shows("400 rows, 200/s")
    script.shows("3 s left")
    script.shows("Esc stops")
    // A screen asked for meanwhile does not wait for the end.
    script.presses(.character("8"))
    await script.step(with: desk)
    await script.step(with: desk)
    #expect(desk.asked.contains { $0.hasPrefix("incidents") })
    #expect(script.shell.errand != nil)
    await script.works(with: desk)
    script.says("1 000 rows went away.")
    #expect(script.shell.errand == nil && !abandoned.isSet)
  }

  @Test("is stopped by Esc on the server, leaves nothing behind, and one more Esc means back again")
  func stops() async {
    var script = Script(.registry, rows: 24, columns: 120)
    await script.works(with: desk)
    script.presses(.enter)
    #expect(script.shell.frontSeat?.motions.contains(.back) == true)
    let abandoned = Tally()
    script.shell.begin(walk(abandoned))
    await script.step(with: desk)
    _ = script.shell.work.next(at: script.shell.sight.uptime)
    script.presses(.escape)
    script.says("Stopped the export of Registry; nothing of it is left.")
    #expect(abandoned.isSet && script.shell.errand == nil && script.shell.wantsCancel)
    #expect(script.shell.frontSeat?.motions.contains(.back) == true)
    script.presses(.escape)
    #expect(script.shell.frontSeat?.motions.contains(.back) == false)
  }

  @Test("of a list ends when another moment is shown, and is refused beside another")
  func ends() async {
    var script = Script(.registry, rows: 24, columns: 120)
    await script.works(with: desk)
    let abandoned = Tally()
    script.shell.begin(walk(abandoned))
    script.presses(.character("E"))
    script.says("Wait for the export of Registry")
    script.shell.nowShows(.minutes(-600))
    #expect(abandoned.isSet && script.shell.errand == nil)
  }

  @Test("that cannot go on says why and leaves nothing behind")
  func fails() async {
    var script = Script(.registry, rows: 24, columns: 120)
    await script.works(with: desk)
    let abandoned = Tally()
    script.shell.begin(
      Errand("the export", unit: "rows", total: nil, at: 1_000_000) { _ throws(Problem) in
        throw Problem(.cannotWrite, "export.write", happened: "The disk is full.")
      } abandon: {
        abandoned.add(1)
      })
    await script.works(with: desk)
    script.says("The disk is full.")
    #expect(abandoned.isSet && script.shell.errand == nil)
  }
}

/// Something two closures share.
final class Tally: Sendable {
  private let count = Mutex(0)
  var isSet: Bool { count.withLock { $0 > 0 } }
  @discardableResult
  func add(_ more: Int) -> Int {
    count.withLock {
      $0 += more
      return $0
    }
  }
}
