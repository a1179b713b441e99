import Evidence
import Foundation
import Governance
import Testing

@testable import Ingest

/// A line's outcome made easy to ask about.
struct Reading {
  static let now = Instant(year: 2026, month: 11, day: 21, hour: 12)
  static let format = GenerationLines(producer: "import", now: now)

  static func outcome(of text: String) -> LineOutcome { format.read(Array(text.utf8)) }

  static func event(of text: String) throws -> GenerationEvent { try event(from: outcome(of: text)) }

  static func event(from outcome: LineOutcome) throws -> GenerationEvent {
    guard case .event(let event) = outcome else {
      Issue.record("not taken: \(outcome)")
      throw CancellationError()
    }
    return event
  }

  /// What was refused; nil when the line was taken.
  static func refusal(of text: String) -> Refusal? {
    guard case .refused(let refusal) = outcome(of: text) else { return nil }
    return refusal
  }

  /// A line of the data set shape with a few members, and some more.
  static func dataset(_ more: String...) -> String {
    #"{"id":"a","ts":"2026-01-02T03:04:05Z""# + more.map { "," + $0 }.joined() + "}"
  }

  /// The same of the normalised shape.
  static func normalised(_ more: String...) -> String {
    #"{"event_id":"a","started_at":"2026-01-02T03:04:05Z""# + more.map { "," + $0 }.joined() + "}"
  }
}

extension GenerationEvent {
  var contentText: String { String(decoding: content, as: UTF8.self) }
}

extension SharedData {
  /// The lines of a file, unpacked by gzip when its name says so, through the line reader.
  static func lines(of path: String) throws -> [LineReader.Line] {
    var bytes = try contents(of: path)
    if path.hasSuffix(".gz"), let folder {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      process.arguments = ["gzip", "-dc", folder.appendingPathComponent(path).path]
      let pipe = Pipe()
      process.standardOutput = pipe
      try process.run()
      bytes = Array(pipe.fileHandleForReading.readDataToEndOfFile())
      process.waitUntilExit()
      #expect(process.terminationStatus == 0)
    }
    var reader = LineReader()
    var lines = reader.take(bytes)
    if let last = reader.finish() { lines.append(last) }
    return lines
  }
}

extension LineReader.Line {
  var bytes: [UInt8] {
    guard case .bytes(let bytes) = content else { return [] }
    return bytes
  }
}
