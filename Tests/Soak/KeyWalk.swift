import Foundation
import SeededNumbers
import Terminal
import TestTerminal

/// One seed's keys. It fails when the program ends otherwise than by its command, answers nothing for ten seconds, leaves the terminal changed, commands it
/// by anything but the closed list, or records a decision whose form was not on the screen.
struct KeyWalk {
  let seed: Int
  let seconds: Int
  let demo: KeyWalks.Demo

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

  /// Presses keys for the whole time, in one sitting after the other: the palette has the command to leave, too.
  func run() async throws {
    var random = SplitMix(seed: UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1)
    let end = Date().addingTimeInterval(TimeInterval(seconds))
    repeat { try await sit(until: end, &random) } while Date() < end
  }

  private func sit(until end: Date, _ random: inout SplitMix) async throws {
    let own = try demo.home(of: seed)
    let terminal = try TestTerminal(
      running: BuiltProgram.path("countersign"), [], environment: demo.environment(of: seed),
      size: Size(rows: 40, columns: 120), in: own)
    try await terminal.wait(for: "Office", seconds: 60)
    /// Numbers of items and promotions whose form was on the screen.
    var asked: Set<String> = []
    var recorded: Set<String> = []
    var keys = 0
    var sent: [UInt8] = []
    while Date() < end, await terminal.status == nil {
      // A burst without pause, then time to read.
      for _ in 0..<Int.random(in: 1...30, using: &random) {
        let bytes = Self.keys(&random)
        await terminal.send(bytes)
        sent = sent.suffix(40) + bytes
        keys += 1
      }
      await terminal.pump(Int32.random(in: 0...400, using: &random))
      note(await terminal.text(), &asked, &recorded)
      if Int.random(in: 0..<20, using: &random) == 0 {
        let size = [Size(rows: 24, columns: 80), Size(rows: 40, columns: 120), Size(rows: 12, columns: 44)]
          .randomElement(using: &random)
        if let size { await terminal.resize(to: size) }
      }
      if keys.isMultiple(of: 50) || keys % 50 < 5 { try await answers(terminal, after: sent) }
    }
    let strays = recorded.subtracting(asked)
    guard strays.isEmpty else { throw Fault(seed: seed, what: "recorded without its form: \(strays.sorted())") }
    let strangers = OutputTokens.strangers(in: Self.own(await terminal.output))
    guard strangers.isEmpty else { throw Fault(seed: seed, what: "on the terminal: \(strangers.prefix(3))") }
    let left = await terminal.status != nil
    if !left { await terminal.signal(SIGTERM) }
    let status = try await terminal.waitForExit(seconds: 20)
    guard left ? status == 0 : status < 128, await !terminal.isAlternate else {
      throw Fault(seed: seed, what: "left with \(status) after \(sent)", screen: await terminal.text())
    }
  }

  private static func keys(_ random: inout SplitMix) -> [UInt8] {
    switch Int.random(in: 0..<100, using: &random) {
    case 0..<35: Array((verbs.randomElement(using: &random).map { String($0) } ?? "").utf8)
    case 35..<45: Array("\(Int.random(in: 0...9, using: &random))".utf8)
    case 45..<50: Array("a reason ".utf8)
    case 50: Array("\u{1B}[200~pasted\r\n\u{1B}[2Jx\u{1B}[201~".utf8)
    case 51: Array("\u{1B}[<0;\(Int.random(in: 1...120, using: &random));9M".utf8)
    case 52: (0..<6).map { _ in UInt8.random(in: 0x80...0xFF, using: &random) }
    default: Array((others.randomElement(using: &random)?.xtermBytes ?? "").utf8)
    }
  }

  /// What the program itself has written: while an editor has the terminal, it and the kernel's echo write there.
  private static func own(_ output: [UInt8]) -> [UInt8] {
    let (leaves, comes) = (Data("\u{1B}[?1049l".utf8), Data("\u{1B}[?1049h".utf8))
    var rest = Data(output)
    var own = Data()
    while let left = rest.range(of: leaves), let back = rest[left.upperBound...].range(of: comes) {
      own += rest[..<left.upperBound]
      rest = rest[back.lowerBound...]
    }
    return Array(own + rest)
  }

  /// It draws again when asked to, within ten seconds: nothing hangs.
  private func answers(_ terminal: TestTerminal, after sent: [UInt8]) async throws {
    // What a burst began and did not end, as ESC ] does, would take the next key with it; an Esc begins anew. An Esc and a key that
    // arrive as one are a key with Alt.
    for key: Key? in [nil, .escape] {
      if let key { await terminal.press(key) }
      try await Task.sleep(for: .milliseconds(200))
      await terminal.pump(0)
    }
    let frames = await terminal.frames
    await terminal.press(.control("l"))
    do {
      try await terminal.waitForFrame(after: frames, seconds: 10)
    } catch {
      if await terminal.status == 0 { return }
      throw Fault(
        seed: seed,
        what: "no answer within 10 s to Ctrl-L after \(sent), status \(String(describing: await terminal.status))",
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
