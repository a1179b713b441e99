import Foundation
import Governance
import Lineage
import Operations
import Terminal
import Testing

@testable import Console

@Suite("The lineage screen")
struct LineageScreenTests {
  private let desk = FakeDesk()

  private func picture(rows: Int = 40, columns: Int = 120) async -> Script {
    var script = Script(.lineage, rows: rows, columns: columns)
    await script.works(with: desk)
    script.presses(.down, .down, .enter)
    await script.works(with: desk)
    return script
  }

  private func screen(_ script: Script) throws -> LineageScreen {
    let seat = try #require(script.shell.frontSeat as? Seated<LineageScreen>)
    return seat.screen
  }

  @Test("begins with a finder of places, filtered by letters of their names")
  func finder() async {
    var script = Script(.lineage)
    await script.works(with: desk)
    script.shows("crm.public.accounts")
    script.presses(.character("/"))
    script.types("kyc-idx")
    script.presses(.enter)
    await script.works(with: desk)
    script.shows("kyc-idx v14")
    script.hides("crm.public.accounts")
    script.presses(.escape)
    await script.works(with: desk)
    script.shows("crm.public.accounts")
  }

  @Test("is opened by L on what is chosen elsewhere, and Esc leads back there")
  func fromRegistry() async {
    var script = Script(.registry)
    await script.works(with: desk)
    script.shows("L lineage")
    script.presses(.character("L"))
    await script.works(with: desk)
    #expect(script.shell.front == .lineage)
    #expect(desk.asked.contains("lineage of claims-triage@14 12 steps"))
    script.presses(.escape)
    #expect(script.shell.front == .registry)
  }

  @Test("says so where nothing is chosen")
  func nothingChosen() async {
    var script = Script(.office)
    await script.works(with: desk)
    script.presses(.character("L"))
    script.says("Nothing is chosen here")
    #expect(script.shell.front == .office)
  }

  @Test("leads by w from a prompt to the rows it was given, from a row to who was given it, and back")
  func rows() async throws {
    var script = await picture()
    script.presses(.character("w"))
    await script.works(with: desk)
    script.shows("rows behind")
    script.shows("313392")
    script.presses(.down, .enter)
    await script.works(with: desk)
    #expect(desk.asked.contains("uses of 313392 after nothing"))
    script.shows("gpt-x-preview@3 (unregistered)")
    script.shows("2026Q3 all systems 4e4e4e4e")
    script.presses(.enter)
    await script.works(with: desk)
    script.shows("made by gpt-x@2026-08 with kyc-summary@22")
    script.presses(.escape, .escape)
    script.shows("rows behind")
    script.presses(.escape)
    #expect(try screen(script).face == .web)
  }

  @Test("asks for the rows of older generations at the end of the list, and counts rows that were there on")
  func moreRows() async throws {
    var script = await picture()
    script.presses(.character("w"))
    await script.works(with: desk)
    script.presses(.character("G"))
    await script.works(with: desk)
    #expect(desk.asked.contains("rows of kyc-summary@22 after 01a1fe87-7e52-79aa-8cfa-d89c13087700"))
    script.shows("30 rows in 2 003 generations")
  }

  @Test("lists by f the columns that reach the start, with their classes, and follows one by ] and [")
  func columns() async throws {
    var script = await picture(rows: 60, columns: 200)
    script.presses(.character("f"))
    script.shows("table to table")
    script.presses(.character("/"))
    script.types("accounts")
    script.presses(.enter)
    script.shows("R email")
    script.shows("masked")
    script.presses(.character("]"))
    script.shows("email  data class R red, by a tag of its producer")
    script.shows("→ crm.customers 2026-09 . contact: MASKED TRANSFORMATION")
    #expect(try screen(script).web?.shown.traced.isSuperset(of: [41, 21, 11, 1]) == true)
    #expect(try screen(script).web?.shown.traced.contains(42) == false)
    script.presses(.character("]"))
    script.shows("full_name  data class Y yellow, said by ines.carvalho")
    script.presses(.escape)
    #expect(try screen(script).web?.column == nil)
    script.presses(.character("t"))
    script.shows("what was done to it")
    script.shows("R")
    script.presses(.character("f"))
    script.shows("crm.public.accounts")
  }

  @Test("says that no column is known of a box that has none, and takes nothing away")
  func noColumns() async throws {
    var script = await picture()
    script.presses(.character("f"), .character("]"))
    script.says("no column is known")
  }

  @Test("says of what rows are known")
  func rowsOfWhat() async {
    var script = await picture()
    script.presses(.left, .left, .left, .character("w"))
    script.says("go to one of those boxes")
  }

  @Test("walks along the lines, and up and down within a layer")
  func walks() async throws {
    var script = await picture()
    #expect(try screen(script).web?.cursor == 1)
    script.presses(.left)
    let first = try #require(try screen(script).web?.cursor)
    #expect([11, 12].contains(first))
    script.presses(first == 11 ? .down : .up)
    #expect(try screen(script).web?.cursor == (first == 11 ? 12 : 11))
    script.presses(.right)
    script.presses(.character("g"))
    #expect(try screen(script).web?.cursor == 1)
  }

  @Test("shows more and fewer steps, and says when there are none")
  func depth() async throws {
    var script = await picture()
    for _ in 0..<5 { script.presses(.character("-")) }
    script.says("One step is the least.")
    #expect(try screen(script).web?.shown.places.count == 4)
    for _ in 0..<6 { script.presses(.character("+")) }
    script.says("This is all there is: 9 upstream, 2 downstream.")
    #expect(try screen(script).web?.shown.places.count == 12)
  }

  @Test("says the same as a table, where the cursor stays")
  func table() async throws {
    var script = await picture()
    script.presses(.left)
    let cursor = try screen(script).web?.cursor
    script.presses(.character("t"))
    script.shows("is known by")
    #expect(try screen(script).web?.cursor == cursor)
    script.presses(.end)
    let last = try screen(script).web?.cursor
    #expect(last == 31)
    script.presses(.character("t"))
    #expect(try screen(script).web?.cursor == 31)
  }

  @Test("marks all ways between the start and a box, and lets Esc take them away")
  func path() async throws {
    var script = await picture()
    script.presses(.character("p"))
    script.says("Go to another box first")
    script.presses(.character("/"))
    script.types("accounts")
    script.presses(.enter)
    script.presses(.character("p"))
    script.says("4 boxes lie on the ways")
    #expect(try screen(script).web?.way == [1, 11, 21, 41])
    script.presses(.escape)
    #expect(try screen(script).web?.way == [])
    #expect(try screen(script).face == .web)
  }

  @Test("lists what a place reaches")
  func impact() async {
    var script = await picture()
    script.presses(.character("i"))
    script.shows("What kyc-summary v22 reaches")
    script.shows("1 chain, 1 endpoint; 2 in production, 2 of high tier")
    script.hides("crm.customers")
    script.presses(.escape)
    script.shows("crm.customers")
  }

  @Test("opens what is registered in the registry, and says what is not")
  func follows() async throws {
    var script = await picture()
    script.presses(.character("/"))
    script.types("accounts")
    script.presses(.enter, .character("o"))
    script.says("is not registered")
    script.presses(.character("g"), .character("o"))
    #expect(script.shell.front == .registry)
  }

  @Test("folds fans, and Enter shows them")
  func fans() async throws {
    var script = Script(.lineage, rows: 80, columns: 200)
    await script.works(with: desk)
    script.presses(.end, .enter)
    await script.works(with: desk)
    script.shows("… 32 more")
    script.presses(.character("t"), .end)
    script.presses(.enter)
    script.shows("reader_39")
    script.hides("more: Enter")
  }

  @Test("writes what it shows to a file, in the format that is chosen")
  func export() async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("lineage-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (letter, format) in [("c", "csv"), ("j", "json"), ("d", "dot"), ("m", "mmd")] {
      var script = await picture()
      script.presses(.character("E"), .character(Character(letter)), .tab, .control("u"))
      script.pastes(folder.path + "/kyc")
      script.presses(.enter)
      await script.works(with: desk)
      script.says("The lineage went to")
      let text = try String(contentsOf: folder.appendingPathComponent("kyc.\(format)"), encoding: .utf8)
      #expect(text.contains("kyc-summary@22"), "\(format)")
      #expect(text.contains(format == "dot" ? "n11 -> n1;" : format == "mmd" ? "n11 --> n1" : "crm.public.accounts"))
    }
  }

  @Test("keeps every box inside, at any size and anywhere in the picture")
  func sizes() async throws {
    for (rows, columns) in [(24, 100), (30, 100), (40, 120), (60, 200), (100, 400)] {
      var script = await picture(rows: rows, columns: columns)
      script.presses(.character("+"), .character("+"))
      for key in [Key.left, .left, .left, .left, .up, .right, .right, .right, .right, .right, .down] {
        script.presses(key)
        let screen = try screen(script)
        guard !screen.isTable, let web = screen.web, let sketch = screen.sketch else { continue }
        let canvas = LineageScreenLayout(size: screen.sight.size, face: .web).canvas
        let box = try #require(sketch.box(web.cursor))
        #expect(box.row >= screen.origin.row && box.row + box.rows <= screen.origin.row + canvas.rows)
        #expect(box.column >= screen.origin.column && box.column + box.columns <= screen.origin.column + canvas.columns)
      }
    }
  }
}

@Suite("Names cut in the middle")
struct CuttingTests {
  @Test("keep both ends and never more columns than there are")
  func middle() {
    #expect(Cutting.middle("short", 10) == "short")
    #expect(Cutting.middle("crm.public.contacts_long", 12) == "crm.pu…_long")
    for room in 0...20 {
      for name in [
        "日本の顧客データベース・月次集計表", "a\nb\tc",
        "e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}", "",
      ] {
        #expect(columns(of: Cutting.middle(name, room)) <= room, "\(name) in \(room)")
      }
    }
  }
}
