import Foundation
import Terminal

/// A small program on the real driver, for tests: shows texts in a box, the last event below it, and obeys a few keys.
///
/// `TerminalProbe [FILE]`: FILE is a JSON list of strings. Space turns the page, `v` shows the first text of the page in
/// a viewer, `f` all of them in fields of a form, `m` lets the mouse go and takes it back, `k` traps, `q` quits.
@main
struct TerminalProbe {
  static func main() async throws {
    var texts = ["plain"]
    if CommandLine.arguments.count > 1 {
      texts = try JSONDecoder().decode(
        [String].self, from: Data(contentsOf: URL(fileURLWithPath: CommandLine.arguments[1])))
    }
    let probe = Probe(texts)
    do {
      let end = try await probe.run(ProcessInfo.processInfo.environment)
      print("ended by \(end)")
    } catch {
      print("\(error.happened) \(error.remedy)")
      exit(1)
    }
  }
}

actor Probe {
  private let thread = TerminalThread()
  private let texts: [String]
  private var top = 0
  /// The last few events, the newest first, so that none is missed by who looks late.
  private var recent: [String] = []
  private enum Place { case table, viewer, fields }
  private var place = Place.table
  private var hasMouse = true
  private var found: ScreenFound?
  private var ended: CheckedContinuation<String, Never>?

  nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

  init(_ texts: [String]) { self.texts = texts }

  func run(_ environment: [String: String]) async throws(TerminalProblem) -> String {
    var options = ScreenOptions(environment: environment)
    options.log = environment["PROBE_LOG"]
    options.asciiOnly = environment["PROBE_ASCII"] != nil
    found = try thread.open(
      options, deliver: { events in self.assumeIsolated { $0.take(events) } },
      draw: { self.assumeIsolated { $0.draw() } })
    if let notice = found?.notices.first { note(notice) }
    thread.after(milliseconds: 50) { self.assumeIsolated { $0.note("timer") } }
    let end = await withCheckedContinuation { ended = $0 }
    thread.close()
    return end
  }

  private func take(_ events: [TerminalEvent]) {
    for event in events {
      note(describe(event))
      switch event {
      case .key(.character("q")): finish("q")
      case .key(.space): top += room
      case .key(.character("v")): place = place == .viewer ? .table : .viewer
      case .key(.character("f")): place = place == .fields ? .table : .fields
      case .key(.character("k")): trap()
      case .key(.character("t")): tick()
      case .key(.character("m")):
        hasMouse.toggle()
        thread.setMouse(hasMouse)
        note("mouse \(hasMouse)")
      case .hangup: finish("hangup")
      case .terminate: finish("terminate")
      default: break
      }
    }
  }

  private func note(_ event: String) { recent = Array(([event] + recent).prefix(4)) }

  private func finish(_ how: String) {
    ended?.resume(returning: how)
    ended = nil
  }

  /// Wakes the loop more often than the time an Esc waits, as a spinner does.
  private func tick() {
    thread.after(milliseconds: 20) { self.assumeIsolated { $0.tick() } }
  }

  /// Dies as a programming error does.
  private func trap() {
    let nothing: [Int] = []
    print(nothing[texts.count])
  }

  private func describe(_ event: TerminalEvent) -> String {
    switch event {
    case .key(let key): "key \(key.name)"
    case .paste(let text): "paste \(text.count)"
    case .mouse(let mouse): "mouse \(mouse.action) \(mouse.position.row),\(mouse.position.column)"
    case .resized(let size): "size \(size.rows)x\(size.columns)"
    case .focus(let on): "focus \(on)"
    case .resumed: "resumed"
    case .hangup: "hangup"
    case .terminate: "terminate"
    case .reply(let reply): "reply \(reply)"
    }
  }

  private var room: Int { max(1, thread.size.rows - 3) }

  private func draw() {
    let size = thread.size
    var frame = Frame(size)
    let area = frame.area.split(bottom: 1).top
    let palette = found.map { "\($0.palette)" } ?? ""
    frame.box(area, title: "texts \(top) colours: \(palette)", focused: true)
    switch place {
    case .viewer:
      for (row, line) in wrap(texts[min(top, texts.count - 1)], columns: area.columns - 2).prefix(room).enumerated() {
        frame.write(line.text, row: row + 1, column: 1, columns: area.columns - 2, marks: .named)
      }
    case .table:
      for row in 0..<room where top + row < texts.count {
        frame.write(texts[top + row], row: row + 1, column: 1, columns: area.columns - 2)
      }
    case .fields:
      for row in 0..<room where top + row < texts.count {
        let editor = LineEditor(texts[top + row])
        let cursor = frame.field(editor, row: row + 1, column: 1, columns: area.columns - 2)
        frame.tint(Area(row: cursor.row, column: cursor.column, rows: 1, columns: 1), as: .selected)
      }
    }
    frame.write(recent.joined(separator: " · "), row: size.rows - 1, as: .footer)
    thread.show(frame, cursor: nil)
  }
}
