import ArgumentParser
import Decoders
import Foundation

/// What takes hours, on the real program over a real catalog. Without a flag all of it, one after the other.
@main
struct Soak: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "soak", abstract: "Run what takes hours: all of it, or what is named.")

  @Flag(help: "Fifty sessions empty a queue of 20,000 items.")
  var drain = false
  @Flag(help: "64 writers overtake each other beside the sealer of the log.")
  var log = false
  @Flag(help: "Monitors look at 1,000 quiet streams for 90 days; tables of 10⁷ rows are compared.")
  var drift = false
  @Flag(help: "Daemons and their Postgres are killed while senders send, half an hour unless --seconds says.")
  var daemon = false
  @Flag(help: "libFuzzer gives bytes to every decoder, ten minutes each unless --seconds says.")
  var fuzz = false
  @Flag(help: "Random keys are pressed on the console, seed after seed.")
  var keys = false

  @Option(name: .customLong("decoder"), help: "Of the decoders only this one; may be repeated.")
  var decoders: [String] = []
  @Option(help: "How many seeds of keys.")
  var seeds = 50
  @Option(help: "The first seed.")
  var first = 1
  @Option(help: "For how long each seed presses keys, and the writers write: 60 unless told.")
  var seconds: Int?
  @Option(help: "How many decoders, or seeds of keys, at once: as many as the machine has cores unless told.")
  var jobs = ProcessInfo.processInfo.activeProcessorCount
  @Option(help: "How many quiet streams of each kind the monitors look at.")
  var streams = 1000
  @Option(help: "How many rows the tables have that are compared.")
  var rows = 10_000_000
  @Option(help: .hidden)
  var only: Int?
  @Option(help: .hidden)
  var socket: String?
  @Option(help: .hidden)
  var home = "/tmp/countersign-soak-\(getpid())"

  func validate() throws {
    guard seeds > 0, jobs > 0, streams > 0, rows > 0 else { throw ValidationError("Counts are at least 1.") }
    if let stranger = decoders.first(where: { DecoderIndex.decoder(named: $0) == nil }) {
      throw ValidationError(
        "No decoder is called \(stranger): known are \(DecoderIndex.all.map(\.name).joined(separator: ", ")).")
    }
  }

  func run() async throws {
    if let only, let socket {
      return try await KeyWalk(seed: only, seconds: seconds ?? 60, demo: .init(folder: home, socket: socket)).run()
    }
    let all = !(drain || log || drift || daemon || fuzz || keys)
    var faults = 0
    if all || drain { faults += try await Drain.run() }
    if all || log { faults += try await Sealing.run(seconds: seconds ?? 60) }
    if all || drift { faults += try await Watching.run(streams: streams, rows: rows) }
    if all || daemon { faults += try await KilledDaemons.run(seconds: seconds ?? 1800) }
    if all || fuzz { faults += try await Fuzzing(seconds: seconds ?? 600, jobs: jobs, only: decoders).run() }
    if all || keys {
      faults += try await KeyWalks(seeds: first..<first + seeds, seconds: seconds ?? 60, jobs: jobs, home: home).run()
    }
    if faults > 0 { throw ExitCode.failure }
  }
}
