import Foundation
import TestSupport
import TestTerminal
import Testing

@Suite("A daemon that is told to end", .timeLimit(.minutes(5)))
struct EndingTests {
  @Test("does so at once, though its login may decide neither gates nor tiers and asks for them seldom")
  func rests() async throws {
    let office = try await Office.open()
    try office.hire("daemon", "ingest")
    let program = Process()
    program.executableURL = URL(fileURLWithPath: BuiltProgram.path("countersign"))
    program.arguments = ["serve", "--catalog", office.conninfo("daemon"), "--listen", "127.0.0.1:0", "--quiet"]
    let told = Pipe()
    program.standardOutput = told
    program.standardError = FileHandle.nullDevice
    try program.run()
    defer { kill(program.processIdentifier, SIGKILL) }
    #expect(String(decoding: told.fileHandleForReading.availableData, as: UTF8.self).contains("127.0.0.1"))
    // It has asked once, was refused, and rests for half a minute.
    try await Task.sleep(for: .seconds(3))
    program.terminate()
    for _ in 0..<200 where program.isRunning { try await Task.sleep(for: .milliseconds(100)) }
    let isRunning = program.isRunning
    try #require(!isRunning)
    #expect(program.terminationStatus == 0)
  }
}
