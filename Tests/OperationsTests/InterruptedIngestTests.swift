import Foundation
import Governance
import Operations
import TestSupport
import Testing

@Suite("An ingest that is interrupted")
struct InterruptedIngestTests {
  let office: Office
  let folder: Folder
  let path: String
  private static let count = 13_000

  init() async throws {
    office = try await Office.open()
    try office.hire("ing", "ingest")
    folder = try Folder()
    path = try folder.write("file.jsonl", Self.lines())
  }

  /// Three batches and a bit, with flagged, refused and contradicting lines all over.
  private static func lines() -> [String] {
    (1...count).map { number in
      switch number {
      case _ where number % 997 == 0: "line \(number) is no JSON"
      case _ where number % 1009 == 0: GenerationFiles.line("e\(number - 1000)", text: "another")
      default:
        GenerationFiles.line(
          "e\(number)", text: "answer \(number)", ts: "2026-0\(number % 5 + 1)-01T10:00:00Z",
          verdict: number % 50 == 0 ? "flagged" : "clear")
      }
    }
  }

  /// What one clean run leaves, in an office of its own.
  private static let clean = Task {
    let office = try await Office.open()
    let folder = try Folder()
    let path = try folder.write("file.jsonl", lines())
    _ = try await office.desk(hiring: "ing", "ingest").ingestGenerations(files: [path], producer: "tests")
    return try office.contentsDigest()
  }

  /// Runs the ingest until some batches are in, holds the next one in the middle, does something to it there, and answers
  /// how the ingest ended.
  private func interrupted(_ act: (Workbench) throws -> Void) async throws -> Problem? {
    let ingest = office.desk("ing")
    let path = self.path
    let task = Task { () -> Problem? in
      do throws(Problem) {
        _ = try await ingest.ingestGenerations(files: [path], producer: "tests")
        return nil
      } catch {
        return error
      }
    }
    while try office.count("generation") < 3000 { try await Task.sleep(for: .milliseconds(2)) }
    try office.superuser.run("begin; lock table countersign_private.generation in share mode")
    let waiting = "select count(*) from pg_stat_activity where usename = $1 and wait_event_type = 'Lock'"
    while try office.superuser.value(waiting, office.login("ing")) != "1" {
      try await Task.sleep(for: .milliseconds(2))
    }
    try act(ingest)
    let problem = await task.value
    try office.superuser.run("rollback")
    return problem
  }

  private func again() async throws {
    let held = try office.count("generation")
    #expect(held > 0 && held < Self.count - 100, "it was indeed interrupted in the middle")
    let report = try await office.desk("ing").ingestGenerations(files: [path], producer: "tests")
    #expect(report.first?.known == held)
    #expect(try await office.contentsDigest() == Self.clean.value)
  }

  @Test("by the end of its session leaves whole batches, and a second run equals one clean run")
  func killed() async throws {
    let problem = try await interrupted { _ in
      try office.superuser.run(
        "select pg_terminate_backend(pid) from pg_stat_activity where usename = '\(office.login("ing"))'")
    }
    #expect(problem?.code == "catalog.lost" && problem?.exitStatus == 69)
    try await again()
  }

  @Test("by a cancel of the running statement, too")
  func cancelled() async throws {
    let problem = try await interrupted { $0.cancel() }
    #expect(problem?.kind == .cancelled && problem?.exitStatus == 130)
    try await again()
  }

  @Test("by its task's end stops after a batch, and says how to go on")
  func taskCancelled() async throws {
    let ingest = office.desk("ing")
    let path = self.path
    let task = Task { () -> Problem? in
      do throws(Problem) {
        _ = try await ingest.ingestGenerations(files: [path], producer: "tests") { _ in
          withUnsafeCurrentTask { $0?.cancel() }
        }
        return nil
      } catch {
        return error
      }
    }
    let problem = await task.value
    #expect(problem?.code == "ingest.stopped" && problem?.exitStatus == 130)
    #expect(try office.count("receipt where closed_at is null") == 0)
    try await again()
  }
}

@Suite("Two ingests of one file at once")
struct ConcurrentIngestTests {
  @Test("end as one: every event once, every refused line once, each run accounts for every line")
  func two() async throws {
    let office = try await Office.open()
    try office.hire("ing", "ingest")
    try office.hire("ing2", "ingest")
    let folder = try Folder()
    let lines = (1...9000).map { number in
      number % 500 == 0
        ? "line \(number)"
        : GenerationFiles.line(
          "e\(number)", ts: "2026-0\(number % 9 + 1)-01T10:00:00Z", verdict: number % 20 == 0 ? "flagged" : "clear")
    }
    let path = try folder.write("file", lines)
    async let one = office.desk("ing").ingestGenerations(files: [path], producer: "tests")
    async let other = office.desk("ing2").ingestGenerations(files: [path], producer: "tests")
    let reports = try await [one, other].flatMap { $0 }
    #expect(reports.map { $0.taken + $0.known } == [8982, 8982])
    #expect(reports.map(\.refused) == [18, 18])
    #expect(reports.map(\.taken).reduce(0, +) == 8982)
    #expect(try office.count("generation") == 8982)
    #expect(try office.count("quarantine") == 18)
    #expect(reports.map(\.queued).reduce(0, +) == (try office.count("review_item")))

    let alone = try await Office.open()
    let ingest = try alone.desk(hiring: "ing", "ingest")
    _ = try await ingest.ingestGenerations(files: [path], producer: "tests")
    #expect(try alone.contentsDigest() == office.contentsDigest())
  }
}
