import Governance
import SeededNumbers
import Terminal
import Testing

@testable import Console

@Suite("Random keys", .timeLimit(.minutes(15)))
struct RandomKeyTests {
  private static let screens = ScreenIndex.entries.map { $0.make(Sight(now: .pinned)).name }

  /// Every key that any table knows, letters and digits beside them; verbs and Enter more often than by chance.
  private static let keys: [Key] = {
    let seats = ScreenIndex.entries.map { $0.make(Sight(now: .pinned)) }
    let verbs = seats.flatMap { $0.verbs.map(\.key) }
    let motions = Motion.allCases.flatMap(\.keys)
    let commands = GlobalCommand.allCases.flatMap(\.keys)
    let digits = (0...9).map { Key.character(Character("\($0)")) }
    let letters = "abcdefghijklmnopqrstuvwxyz -:/".map { Key.character($0) }
    let others: [Key] = [
      .control("x"), .control("j"), .control("p"), .control("n"), .control("u"), .delete, .tab, .enter,
    ]
    return verbs + verbs + motions + commands + digits + letters + others + [.enter, .enter, .enter]
  }()

  private static let pasted = ["kyc-summary", "\u{1B}[2J\r\n\r\n", "x\ny\tz", String(repeating: "w", count: 6000), ""]

  private func event(_ random: inout SplitMix, _ size: inout Size) -> TerminalEvent {
    switch Int.random(in: 0..<100, using: &random) {
    case 0: return .paste(Self.pasted.randomElement(using: &random) ?? "")
    case 1...3:
      return .mouse(
        Mouse(
          [.press, .wheelDown, .wheelUp].randomElement(using: &random) ?? .press,
          at: Position(
            row: Int.random(in: 0...size.rows, using: &random), column: Int.random(in: 0...size.columns, using: &random)
          )))
    case 4:
      size =
        [(24, 80), (40, 120), (10, 40), (1, 1), (60, 200), (0, 0)].map { Size(rows: $0.0, columns: $0.1) }
        .randomElement(using: &random) ?? size
      return .resized(size)
    default: return .key(Self.keys.randomElement(using: &random) ?? .enter)
    }
  }

  /// A form that would write a file of this machine is closed instead.
  private func receive(_ event: TerminalEvent, by script: inout Script) {
    let writesFile = script.form?.spec.isRecorded == false
    if writesFile, case .key = event { return script.shell.receive(.key(.escape)) }
    script.shell.receive(event)
  }

  /// Answers come and pictures are drawn between keys as it happens, but no time goes by: nothing can have been read.
  @Test("unpaced, 300 a screen and seed, trap nothing, hang nothing and record nothing", arguments: screens, [1, 2, 3])
  func unpaced(screen: ScreenName, seed: UInt64) async {
    var random = SplitMix(seed: seed &+ UInt64(screen.rawValue.utf8.reduce(0) { $0 * 31 + Int($1) } & 0xFFFF))
    let desk = FakeDesk()
    var size = Size(rows: 24, columns: 80)
    var script = Script(screen)
    await script.works(with: desk)
    for _ in 0..<300 {
      receive(event(&random, &size), by: &script)
      script.shell.orders = []
      if Int.random(in: 0..<4, using: &random) == 0 { script.draws() }
      if Int.random(in: 0..<6, using: &random) == 0 { await script.works(with: desk) }
    }
    await script.works(with: desk)
    // To claim what is next names no item that would have to be read.
    #expect(desk.asked.filter { FakeDesk.isWrite($0) && !$0.hasPrefix("claim next") } == [])
    #expect(script.shell.render().size == size)
  }

  @Test(
    "at any pace, record nothing but what stood on the screen, read and asked for", arguments: screens, [11, 12, 13])
  func paced(screen: ScreenName, seed: UInt64) async {
    var random = SplitMix(seed: seed)
    let desk = FakeDesk()
    var size = Size(rows: 40, columns: 120)
    var script = Script(screen, rows: 40, columns: 120)
    await script.works(with: desk)
    /// What a form asked for, once it was submitted, and what else was on the screen long enough.
    var allowed: [String] = []
    for _ in 0..<300 {
      let before = script.form
      let seen = script.shell.seen
      let now = script.shell.sight.uptime
      receive(event(&random, &size), by: &script)
      script.shell.orders = []
      if let before, before.hasBeenRead(at: now), script.form?.isBusy == true { allowed.append(before.spec.id) }
      if let seen, now - seen.since >= 300, case .shown(let subject) = seen.subject { allowed.append(subject) }
      if Int.random(in: 0..<3, using: &random) == 0 {
        script.waits(milliseconds: Int64.random(in: 0...700, using: &random))
      }
      script.draws()
      let count = desk.asked.count
      await script.works(with: desk)
      for asked in desk.asked.dropFirst(count) where FakeDesk.isWrite(asked) && !asked.hasPrefix("claim next") {
        let words = asked.split(separator: " ")
        let number = String(words[1].prefix { !"/:".contains($0) })
        #expect(
          allowed.contains { $0.contains(number) || $0.hasPrefix("fact-ask") || $0.hasPrefix("quarter-") },
          "seed \(seed): \(asked), though only \(allowed) could be")
      }
      let reasons = desk.asked.filter { $0.hasPrefix("decide") || $0.hasPrefix("sign") || $0.hasPrefix("reject") }
      #expect(!reasons.contains { $0.hasSuffix(": ") }, "a reason is missing in \(reasons)")
    }
  }
}
