import Foundation
import SeededNumbers
import Terminal
import TestTerminal

/// One seed's keys.
struct Walk {
  let seed: Int
  let settings: Settings

  struct Fault: Error, CustomStringConvertible {
    var seed: Int
    var what: String
    var screen = ""
    var description: String { "seed \(seed): \(what)\n\(screen)" }
  }

  private static let verbs = Array("caxmezrsdEtpihbCMfPXL|#@:/?*.,{}[]nNo")
  private static let others: [Key] = [
    .up, .down, .left, .right, .pageUp, .pageDown, .home, .end, .enter, .enter, .enter, .escape, .tab, .backTab,
    .backspace, .control("x"), .control("j"), .control("p"), .control("o"), .control("u"), .control("l"),
  ]

  func run() async throws {
    var random = SplitMix(seed: UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1)
    let terminal = try TestTerminal(
      running: BuiltProgram.path("countersign"), ["demo"], environment: settings.environment,
      size: Size(rows: 40, columns: 120), in: settings.home)
    try await terminal.wait(for: "Review queues", seconds: 300)
    let end = Date().addingTimeInterval(TimeInterval(settings.seconds))
    /// Numbers of items and promotions whose form was on the screen.
    var asked: Set<String> = []
    var recorded: Set<String> = []
    var keys = 0
    while Date() < end {
      // A burst without pause, then time to read.
      for _ in 0..<Int.random(in: 1...30, using: &random) {
        await press(terminal, &random)
        keys += 1
      }
      await terminal.pump(Int32.random(in: 0...400, using: &random))
      note(await terminal.text(), &asked, &recorded)
      if Int.random(in: 0..<20, using: &random) == 0 {
        let size = [Size(rows: 24, columns: 80), Size(rows: 40, columns: 120), Size(rows: 12, columns: 44)]
          .randomElement(using: &random)
        if let size { await terminal.resize(to: size) }
      }
      if keys.isMultiple(of: 50) || keys % 50 < 5 { try await answers(terminal) }
      if await terminal.status != nil { throw Fault(seed: seed, what: "it ended", screen: await terminal.text()) }
    }
    try await answers(terminal)
    let strays = recorded.subtracting(asked)
    guard strays.isEmpty else { throw Fault(seed: seed, what: "recorded without its form: \(strays.sorted())") }
    let strangers = OutputTokens.strangers(in: await terminal.output)
    guard strangers.isEmpty else { throw Fault(seed: seed, what: "on the terminal: \(strangers.prefix(3))") }
    await terminal.signal(SIGTERM)
    let status = try await terminal.waitForExit(seconds: 20)
    guard status < 128, await !terminal.isAlternate else { throw Fault(seed: seed, what: "left with \(status)") }
  }

  private func press(_ terminal: TestTerminal, _ random: inout SplitMix) async {
    switch Int.random(in: 0..<100, using: &random) {
    case 0..<35:
      if let letter = Self.verbs.randomElement(using: &random) { await terminal.type(String(letter)) }
    case 35..<45: await terminal.type("\(Int.random(in: 0...9, using: &random))")
    case 45..<50: await terminal.type("a reason ")
    case 50: await terminal.send(Array("\u{1B}[200~pasted\r\n\u{1B}[2Jx\u{1B}[201~".utf8))
    case 51: await terminal.send(Array("\u{1B}[<0;\(Int.random(in: 1...120, using: &random));9M".utf8))
    case 52: await terminal.send((0..<6).map { _ in UInt8.random(in: 0x80...0xFF, using: &random) })
    default: if let key = Self.others.randomElement(using: &random) { await terminal.press(key) }
    }
  }

  /// It draws again when asked to, within ten seconds: nothing hangs.
  private func answers(_ terminal: TestTerminal) async throws {
    let frames = await terminal.frames
    await terminal.press(.control("l"))
    do {
      try await terminal.waitForFrame(after: frames, seconds: 10)
    } catch {
      throw Fault(
        seed: seed, what: "no answer within 10 s, status \(String(describing: await terminal.status))",
        screen: await terminal.text())
    }
  }

  /// Forms name what they are about, and so does what was recorded.
  private func note(_ screen: String, _ asked: inout Set<String>, _ recorded: inout Set<String>) {
    for match in screen.matches(of: #/(?:You (?:accept|block|pass) item |· item )(\d+)/#) {
      asked.insert(String(match.1))
    }
    for match in screen.matches(of: #/✓ Item (\d+): (?:accept|mask|block|escalate)/#) {
      recorded.insert(String(match.1))
    }
  }
}
