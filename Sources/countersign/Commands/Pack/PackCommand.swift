import ArgumentParser
import Evidence
import Foundation
import Governance
import Operations

/// `pack`: one file for a stranger.
struct PackCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pack", abstract: "Hand out a frozen quarter as one file that proves itself, and check such files.",
    subcommands: [ExportPack.self, VerifyPack.self, SamplePack.self, ShowFingerprint.self])
}

/// `pack export`
struct ExportPack: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write the pack of a frozen quarter.",
    discussion: """
      It rests on the first checkpoint by --key that covers the freezing, and holds nothing but what was frozen: made again \
      on another day it is the same file, byte by byte. That it goes out is recorded. Tell the recipient the key's \
      fingerprint by another way.
      """)
  @OptionGroup var globals: GlobalOptions
  @OptionGroup var named: QuarterArgument
  @Option(help: ArgumentHelp("The file to write.", valueName: "file")) var out: String
  @Option(help: ArgumentHelp("The office's key, which also signed a checkpoint since.", valueName: "file"))
  var key: String
  @Option(help: "Only this artifact, and all it is made of.") var system: String?
  @Option(
    help: ArgumentHelp(
      "The highest class of data of which excerpts of evidence go out: green, yellow, red. More than green needs --recipient.",
      valueName: "class"))
  var clearance = "green"
  @Option(help: "To whom it goes.") var recipient: String?
  @Flag(help: "Write over a file that is there.") var force = false

  func run() async throws {
    try await globals.withDesk(writes: true) { desk, output throws(Problem) in
      guard let ceiling = DataClass(rawValue: clearance) else {
        throw Problem(
          .usage, "pack.clearance", happened: "A clearance is green, yellow or red.",
          remedy: "Name the highest class the recipient may read.")
      }
      let order = PackOrder(
        quarter: named.quarter, file: URL(fileURLWithPath: out), system: system, clearance: ceiling,
        recipient: recipient, key: try KeyFile.signingKey(at: key), replacing: force)
      let meter = FactMeter(output: output)
      let pack = try await Interruption.listening { () async throws(Problem) in
        try await desk.exportPack(order, channel: .command) { meter.show($0, of: $1) }
      }
      meter.clear()
      guard !output.json else {
        return try output.document(
          .fields([
            ("pack", .integer(pack.number)), ("file", .string(pack.file)), ("digest", .string(pack.digest)),
            ("bytes", .integer(pack.bytes)), ("facts", .integer(pack.facts)), ("leaves", .integer(pack.leaves)),
            ("excerpts", .integer(pack.excerpts)), ("erased", .texts(pack.erased)),
            ("fingerprint", .string(pack.fingerprint)),
          ]))
      }
      output.line(
        Plain.visible(
          "Pack \(pack.number) went to \(pack.file): \(pack.facts) facts, \(pack.bytes) bytes, \(pack.digest)"))
      for generation in pack.erased {
        output.say("The excerpt of generation \(generation) was erased since the quarter was frozen.")
      }
      output.say("Tell the recipient by another way: --trust \(pack.fingerprint)")
    }
  }
}

/// `pack fingerprint`
struct ShowFingerprint: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fingerprint", abstract: "What --trust takes: the fingerprint of a key.")
  @OptionGroup var globals: GlobalOptions
  @Argument(help: ArgumentHelp("The .pub file of the key.", valueName: "file")) var file: String

  func run() async throws {
    try await globals.reporting { output throws(Problem) in
      let key = try KeyFile.verifierKey(at: file)
      guard !output.json else {
        return try output.document(.fields([("key", .string(key.text)), ("fingerprint", .string(key.fingerprint))]))
      }
      output.line(key.fingerprint)
    }
  }
}

/// How far a pack is, on a terminal's standard error.
private final class FactMeter: Sendable {
  private let output: Output
  private let began = ContinuousClock.now
  init(output: Output) { self.output = output }

  func show(_ done: Int, of all: Int) {
    guard output.showsProgress, !output.quiet else { return }
    let seconds = max(0.001, Double((ContinuousClock.now - began).components.seconds) + 0.001)
    let rate = Double(done) / seconds
    let left = done < all && seconds > 1 ? "  \(Int(Double(all - done) / max(rate, 1))) s left" : ""
    FileHandle.standardError.write(Data("\r\u{1B}[K\(done) of \(all) facts  \(Int(rate))/s\(left)".utf8))
  }

  func clear() {
    guard output.showsProgress, !output.quiet else { return }
    FileHandle.standardError.write(Data("\r\u{1B}[K".utf8))
  }
}
