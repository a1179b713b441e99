import Foundation
import FoundationXML
import Governance
import Operations
import Terminal
import Testing

@testable import Console

@Suite("What an officer changes for themselves")
struct PersonalTests {
  @Test("every theme is in the palette, and is used at once")
  func themes() {
    var script = Script(.office)
    for name in ThemeIndex.names {
      script.presses(.character(":"))
      script.types("theme \(name)")
      script.presses(.enter)
      #expect(script.shell.orders.last == .theme(script.shell.personal.theme), "\(name)")
      #expect(script.shell.personal.theme.name == name)
    }
    script.says("until you leave")
  }

  @Test("without colours no theme is chosen, and it says why")
  func withoutColors() {
    var personal = Personal()
    personal.hasColors = false
    var script = Script(.office, personal: personal)
    script.presses(.character(":"))
    script.types("theme light")
    script.presses(.enter)
    script.says("NO_COLOR")
    #expect(script.shell.orders.isEmpty)
  }

  @Test("a theme of one's own stands beside the ones that come along, and one with a fault is told and not used")
  func ownThemes() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("themes-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let themes = folder.appendingPathComponent("countersign/themes")
    try FileManager.default.createDirectory(at: themes, withIntermediateDirectories: true)
    let shelf = ThemeShelf(["XDG_CONFIG_HOME": folder.path])
    #expect(shelf.names == ThemeIndex.names)
    let roles = Role.allCases.map { "  \($0): {fg: \"#111111\", bg: \"#eeeeee\"}" }.joined(separator: "\n")
    try Data("name: mine\nabout: Ink.\nroles:\n\(roles)\n".utf8).write(to: themes.appendingPathComponent("mine.yaml"))
    try Data("name: half\nroles: {text: {fg: default}}\n".utf8).write(to: themes.appendingPathComponent("half.yaml"))
    #expect(shelf.names == ThemeIndex.names + ["half", "mine"])
    var personal = Personal()
    personal.shelf = shelf
    var script = Script(.office, personal: personal)
    script.presses(.character(":"))
    script.types("theme mine")
    script.presses(.enter)
    #expect(script.shell.personal.theme.name == "mine")
    script.presses(.character(":"))
    script.types("theme half")
    script.presses(.enter)
    script.says("leaves out")
    #expect(script.shell.personal.theme.name == "mine")
    #expect(throws: TerminalProblem.self) { try shelf.theme("mien") }
  }

  @Test("the mouse is given to the terminal and taken back")
  func mouse() {
    var script = Script(.office)
    script.presses(.character(":"))
    script.types("mouse off")
    script.presses(.enter)
    #expect(script.shell.orders.last == .mouse(false))
    script.presses(.character(":"))
    script.types("mouse on")
    script.presses(.enter)
    #expect(script.shell.orders.last == .mouse(true))
  }

  @Test("calm stops spinner, sparklines and seconds")
  func calm() async {
    var script = Script(.office, rows: 40, columns: 120)
    await script.works(with: FakeDesk())
    script.shows("▁")
    script.presses(.character(":"))
    script.types("calm on")
    script.presses(.enter)
    script.waits(milliseconds: 30_000)
    script.hides("▁")
    await script.works(with: FakeDesk())
    let before = script.text
    script.shell.sight.now = Instant(microseconds: script.shell.sight.now.startOfMinute.microseconds + 41_000_000)
    script.shell.look()
    #expect(script.text == before)
  }

  @Test("calm is offered once when the line is slow, and not to who has chosen")
  func offered() {
    var script = Script(.office)
    script.shell.offerCalm("The terminal", milliseconds: 900)
    #expect(script.notice == nil)
    script.shell.personal.offersCalm = true
    script.shell.offerCalm("The terminal", milliseconds: 150)
    #expect(script.notice == nil)
    script.shell.offerCalm("The terminal", milliseconds: 151)
    script.says("The terminal answers after 151 ms. : calm on")
    script.shell.notice = nil
    script.shell.offerCalm("The catalog", milliseconds: 900)
    #expect(script.notice == nil)
  }

  @Test("the offer waits until what was said has been read")
  func offeredAfterwards() {
    var script = Script(.office)
    script.shell.personal.offersCalm = true
    script.shell.say(Notice(.recorded, "It went to /home/ada/kyc.md."))
    script.shell.offerCalm("The catalog", milliseconds: 900)
    script.waits(milliseconds: 19_000)
    script.says("It went to /home/ada/kyc.md.")
    script.waits(milliseconds: 2_000)
    script.says("The catalog answers after 900 ms.")
  }
}

@Suite("Taking something along")
struct TakingTests {
  private func folder() throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("pictures-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }

  @Test("S writes what stands on the screen as SVG and text, and never over a file")
  func saves() async throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    var personal = Personal()
    personal.pictures = folder.path
    var script = Script(.office, personal: personal)
    await script.works(with: FakeDesk())
    let screen = script.text
    for _ in 0..<2 {
      script.presses(.character("S"))
      await script.works(with: FakeDesk())
      script.says("Saved ")
    }
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    #expect(files.map { String($0.suffix(4)) } == [".txt", ".svg", ".txt", ".svg"].sorted() || files.count == 4)
    #expect(files.count == 4 && files.contains { $0.hasSuffix("-2.svg") })
    let name = try #require(files.first { $0.hasSuffix("Z.txt") })
    let text = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
    #expect(text == screen + "\n")
    let svg = try String(
      contentsOf: folder.appendingPathComponent(name.dropLast(4) + ".svg"), encoding: .utf8)
    _ = try XMLDocument(xmlString: svg)
    #expect(svg.contains("Your turn"))
    let mode = try FileManager.default.attributesOfItem(atPath: folder.appendingPathComponent(name).path)
    #expect(mode[.posixPermissions] as? Int == 0o600)
  }

  @Test("content that leaves the screen is recorded as read, and stays when that cannot be done")
  func recorded() async throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    var personal = Personal()
    personal.pictures = folder.path
    personal.copies = true
    var script = Script(.review, rows: 40, columns: 120, personal: personal)
    let desk = FakeDesk()
    await script.works(with: desk)
    script.presses(.character("S"))
    await script.works(with: desk)
    #expect(!desk.asked.contains { $0.hasPrefix("open ") }, "A list is no content.")
    script.presses(.enter)
    await script.works(with: desk)
    let readings = desk.asked.filter { $0.hasPrefix("open ") }.count
    script.presses(.character("S"))
    await script.works(with: desk)
    script.presses(.character("y"))
    await script.works(with: desk)
    #expect(desk.asked.filter { $0.hasPrefix("open ") }.count == readings + 2)
    guard case .copy(let text)? = script.shell.orders.last else {
      Issue.record("Nothing was copied: \(script.shell.orders)")
      return
    }
    #expect(!text.isEmpty)
    script.shell.orders = []
    desk.lose(true)
    script.presses(.character("y"))
    await script.works(with: desk)
    #expect(script.shell.orders.isEmpty)
  }

  @Test("y copies nothing unless it is switched on")
  func copying() async {
    var script = Script(.registry, rows: 40, columns: 120)
    await script.works(with: FakeDesk())
    script.presses(.character("y"))
    script.says("Copying is off")
    #expect(script.shell.orders.isEmpty)
    script.presses(.character(":"))
    script.types("copying on")
    script.presses(.enter, .character("y"))
    await script.works(with: FakeDesk())
    guard case .copy(let text)? = script.shell.orders.last else {
      Issue.record("Nothing was copied: \(script.notice ?? "")")
      return
    }
    #expect(script.text.contains(text))
    script.says("Copied the artifact's name")
  }
}

@Suite("Kept views")
struct ViewTests {
  @Test("are found again by the palette, with their filter, by whoever kept them")
  func keeps() async {
    var personal = Personal()
    let store = MemoryViews()
    personal.views = store
    var script = Script(.registry, rows: 40, columns: 120, personal: personal)
    let desk = FakeDesk()
    await script.works(with: desk)
    script.presses(.character("/"))
    script.types("kind:prompt tier:high")
    script.presses(.enter)
    await script.works(with: desk)
    script.presses(.character(":"))
    script.types("keep this view")
    script.presses(.enter)
    script.shows("keep this view as")
    script.types("hot prompts")
    script.presses(.enter)
    script.says("View hot prompts is kept")
    script.presses(.character("/"))
    script.presses(.control("u"), .enter)
    await script.works(with: desk)
    script.presses(.character("1"), .character(":"))
    script.types("hot prompts")
    script.shows("kept view of Registry")
    script.presses(.enter)
    await script.works(with: desk)
    #expect(script.shell.front == .registry)
    script.shows("kind:prompt tier:high")

    #expect(store.views(of: "\(Officer.ada.catalog) \(Officer.ada.login)").map(\.name) == ["hot prompts"])
    #expect(store.views(of: "another").isEmpty)
    script.presses(.character(":"))
    script.types("forget view hot")
    script.presses(.enter)
    script.says("is forgotten")
    #expect(script.shell.views.isEmpty)
  }

  @Test("one of every screen that has them shows what was kept")
  func everyScreen() async {
    for name in [ScreenName.review, .promotions, .registry, .lineage, .drift, .incidents, .facts] {
      var script = Script(name, rows: 40, columns: 120)
      await script.works(with: FakeDesk())
      let own = script.shell.frontSeat?.view
      script.presses(.character("."))
      await script.works(with: FakeDesk())
      script.shell.keepView(as: "one")
      let kept = script.shell.frontSeat?.view
      #expect(kept?.screen == name.rawValue)
      script.presses(.character(","))
      await script.works(with: FakeDesk())
      #expect(script.shell.frontSeat?.view == own, "\(name.rawValue)")
      if let view = script.shell.views.first { script.shell.show(view) }
      await script.works(with: FakeDesk())
      #expect(script.shell.frontSeat?.view == kept, "\(name.rawValue)")
    }
  }

  @Test("outlive the program in a file that only its officer reads")
  func file() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("views-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let views = [ListView(name: "a \u{1B}[2J", screen: "review", parts: ["queue": "high"])]
    #expect(FolderViews(folder: folder).keep(views, of: "meridian/prod ada"))
    #expect(FolderViews(folder: folder).views(of: "meridian/prod ada") == views)
    #expect(FolderViews(folder: folder).views(of: "meridian/prod mats").isEmpty)
    let file = try #require(try FileManager.default.contentsOfDirectory(atPath: folder).first)
    let mode = try FileManager.default.attributesOfItem(atPath: folder + "/" + file)
    #expect(mode[.posixPermissions] as? Int == 0o600)
    try Data("not json".utf8).write(to: URL(fileURLWithPath: folder + "/" + file))
    #expect(FolderViews(folder: folder).views(of: "meridian/prod ada").isEmpty)
  }
}
