import Foundation
import Glibc
import Terminal
import TestTerminal

/// A program in a terminal, and how long it takes until it rests.
struct TimedProgram {
  let terminal: TestTerminal
  private let began: Stopwatch

  init(_ program: String, _ arguments: [String], environment: [String: String] = [:], size: Size) throws {
    began = Stopwatch()
    terminal = try TestTerminal(running: program, arguments, environment: environment, size: size)
  }

  /// Milliseconds from the start until the first byte, and until the last one before it rested.
  /// - Throws: `ScreenNeverShowed` with what it wrote when it has ended instead.
  func settled(restMilliseconds: Double = 400) async throws -> (first: Double, last: Double) {
    let times = await rest(restMilliseconds, since: began)
    if await terminal.hasEnded {
      throw ScreenNeverShowed(what: "a program at rest", screen: await terminal.text(), ended: true)
    }
    return times
  }

  /// Milliseconds from the start until the last byte of a program that ends by itself.
  func finished() async -> Double { await rest(50, since: began).last }

  /// Presses a key: milliseconds until the last byte it caused, and how many bytes there were.
  func presses(_ key: Key, restMilliseconds: Double = 60) async -> (milliseconds: Double, bytes: Int) {
    let before = await terminal.output.count
    let pressed = Stopwatch()
    await terminal.press(key)
    let times = await rest(restMilliseconds, since: pressed)
    return (times.last, await terminal.output.count - before)
  }

  /// Resident memory of the program in mebibytes.
  var memory: Double {
    get async {
      let status = (try? String(contentsOfFile: "/proc/\(await terminal.child)/status", encoding: .utf8)) ?? ""
      let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") } ?? ""
      return (line.split { !$0.isNumber }.first.flatMap { Double($0) } ?? .nan) / 1024
    }
  }

  private func rest(_ milliseconds: Double, since began: Stopwatch) async -> (first: Double, last: Double) {
    var count = await terminal.output.count
    var first = Double.nan
    var last = began.seconds * 1000
    while began.seconds * 1000 - last < milliseconds || first.isNaN && began.seconds < 10 {
      if await terminal.hasEnded { break }
      await terminal.pump(5)
      let now = await terminal.output.count
      guard now != count else { continue }
      count = now
      last = began.seconds * 1000
      if first.isNaN { first = last }
    }
    return (first, last)
  }
}
