import Testing

@testable import Terminal

@Suite("The input decoder")
struct InputDecoderTests {
  func events(_ bytes: String) -> [TerminalEvent] {
    var decoder = InputDecoder()
    return decoder.feed(Array(bytes.utf8))
  }

  @Test(
    "knows the keys terminals send",
    arguments: [
      ("a", Key.character("a")), ("ß", .character("ß")), (" ", .space), ("\r", .enter), ("\t", .tab),
      ("\u{7F}", .backspace),
      ("\u{12}", .control("r")), ("\u{1B}[A", .up), ("\u{1B}OB", .down), ("\u{1B}[5~", .pageUp),
      ("\u{1B}[6~", .pageDown),
      ("\u{1B}[Z", .backTab), ("\u{1B}OP", .function(1)), ("\u{1B}[[A", .function(1)), ("\u{1B}[24~", .function(12)),
      ("\u{1B}[3~", .delete), ("\u{1B}x", .alt("x")), ("\u{1B}[1;5C", .wordRight), ("\u{1B}OH", .home),
      ("\u{1B}[4~", .end),
    ])
  func knowsKeys(bytes: String, key: Key) {
    #expect(events(bytes) == [.key(key)])
    var decoder = InputDecoder()
    var one: [TerminalEvent] = []
    for byte in bytes.utf8 { one += decoder.feed([byte]) }
    #expect(one == [.key(key)], "torn apart")
  }

  @Test("takes keys of the terminal's own entry, such as a final $")
  func takesTerminalKeys() {
    var sequences = KeySequences()
    sequences.add(Array("\u{1B}[7$".utf8), .home)
    sequences.add(Array("\u{1B}j".utf8), .insert)
    var decoder = InputDecoder(sequences)
    #expect(decoder.feed(Array("\u{1B}[7$s\u{1B}j".utf8)) == [.key(.home), .key(.character("s")), .key(.insert)])
  }

  @Test(
    "swallows whole what it does not know",
    arguments: [
      "\u{1B}[27;5;9~", "\u{1B}[115;5u", "\u{1B}[?1;2;3$z", "\u{1B}]11;rgb:1/2/3\u{7}", "\u{1B}]52;c;c3M=\u{1B}\\",
      "\u{1B}P1$r0m\u{1B}\\", "\u{1B}_Gs\u{1B}\\", "\u{1B}^s\u{1B}\\", "\u{1B}Xs\u{1B}\\", "\u{1B}Os", "\u{1B}O5s",
      "\u{1B}[ s", "\u{1B}[<1;2s", "\u{1B}[>4;1m",
    ])
  func swallows(bytes: String) {
    #expect(events(bytes + "j") == [.key(.character("j"))])
  }

  @Test("never lets a letter out of a sequence: 20,000 random ones, torn at random")
  func neverLeaks() {
    var random = SystemRandomNumberGenerator()
    for _ in 0..<20_000 {
      var bytes: [UInt8] = [0x1B, "[O]PX^_"[random.next(upperBound: UInt8(7))]]
      for _ in 0..<Int.random(in: 0...12) {
        bytes.append(bytes[1] == UInt8(ascii: "[") ? UInt8.random(in: 0x20...0x3F) : UInt8.random(in: 0x30...0x39))
      }
      bytes.append(UInt8.random(in: 0x41...0x5A))
      if [UInt8]("]PX^_".utf8).contains(bytes[1]) {
        for _ in 0..<Int.random(in: 0...20) { bytes.append(UInt8.random(in: 0x20...0xFF)) }
        bytes += [0x1B, UInt8(ascii: "\\")]
      }
      if bytes.starts(with: Array("\u{1B}[M".utf8)) || bytes.starts(with: Array("\u{1B}[[".utf8)) { continue }
      var decoder = InputDecoder()
      let cut = Int.random(in: 2...bytes.count)
      let events = decoder.feed(bytes[..<cut]) + decoder.feed(bytes[cut...]) + decoder.feed([UInt8(ascii: "!")])
      for event in events.dropLast() {
        if case .key(.character(let letter)) = event { Issue.record("\(bytes) let out \(letter)") }
      }
      #expect(events.last == .key(.character("!")), "\(bytes)")
    }
  }

  @Test("survives any bytes, and any key still gets through after Esc and Enter")
  func survivesAnything() {
    for _ in 0..<5_000 {
      var decoder = InputDecoder()
      _ = decoder.feed((0..<Int.random(in: 0...40)).map { _ in UInt8.random(in: 0...255) })
      _ = decoder.timeOut()
      _ = decoder.feed(Array("\u{1B}[201~".utf8))
      _ = decoder.feed([0x1B])
      _ = decoder.timeOut()
      #expect(decoder.feed([UInt8(ascii: "j")]) == [.key(.character("j"))])
    }
  }

  @Test("a string that nobody finished ends by Esc, and the next key gets through")
  func endsStrings() {
    for begun in ["\u{1B}]f5", "\u{1B}P1", "\u{1B}_x"] {
      var decoder = InputDecoder()
      _ = decoder.feed(Array(begun.utf8))
      #expect(decoder.feed([0x1B]) == [])
      #expect(decoder.isWaiting)
      _ = decoder.timeOut()
      #expect(!decoder.isWaiting)
      #expect(decoder.feed([0x0C]) == [.key(.control("l"))], "\(begun)")
    }
  }

  @Test("decides a lone Esc by the clock, and mends an arrow that came too late")
  func decidesEscape() {
    var decoder = InputDecoder()
    #expect(decoder.feed([0x1B]) == [])
    #expect(decoder.isWaiting)
    #expect(decoder.timeOut() == [.key(.escape)])
    #expect(!decoder.isWaiting)
    #expect(decoder.feed(Array("[A".utf8)) == [.key(.up)])
    #expect(events("\u{1B}\u{1B}[A") == [.key(.escape), .key(.up)])
  }

  @Test("gives a paste as one event, whatever is in it")
  func pastes() {
    #expect(events("\u{1B}[200~s\r\nq\u{1B}[A\rz\u{1B}[201~x") == [.paste("s\nq\u{1B}[A\nz"), .key(.character("x"))])
    var decoder = InputDecoder()
    _ = decoder.feed(Array("\u{1B}[200~lost end".utf8))
    #expect(decoder.feed([UInt8(ascii: "q")]) == [])
    #expect(decoder.feed([3]) == [.paste("lost endq")])
  }

  @Test("reads the mouse, the focus and answers")
  func readsReports() {
    #expect(
      events("\u{1B}[<0;5;3M\u{1B}[<0;5;3m") == [
        .mouse(Mouse(.press, at: Position(row: 2, column: 4))),
        .mouse(Mouse(.release, at: Position(row: 2, column: 4))),
      ])
    #expect(events("\u{1B}[<65;1;1M") == [.mouse(Mouse(.wheelDown, button: 0, at: Position(row: 0, column: 0)))])
    #expect(events("\u{1B}[<32;2;1M") == [.mouse(Mouse(.drag, at: Position(row: 0, column: 1)))])
    #expect(events("\u{1B}[M !!") == [.mouse(Mouse(.press, at: Position(row: 0, column: 0)))])
    #expect(events("\u{1B}[I\u{1B}[O") == [.focus(true), .focus(false)])
    #expect(events("\u{1B}[?2026;2$y") == [.reply("[?2026;2$y")])
  }

  @Test("puts characters together across reads and drops broken ones")
  func joinsCharacters() {
    var decoder = InputDecoder()
    #expect(decoder.feed([0xE6, 0xBC]) == [])
    #expect(decoder.isWaiting)
    #expect(decoder.feed([0xA2]) == [.key(.character("漢"))])
    #expect(decoder.feed([0xFF, 0xC3, UInt8(ascii: "a"), 0xC2, 0x9B]) == [.key(.character("a"))])
  }
}

extension String {
  fileprivate subscript(index: UInt8) -> UInt8 { Array(utf8)[Int(index)] }
}
