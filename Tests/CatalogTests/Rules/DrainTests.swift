import TestSupport
import Testing

@Suite("A queue of 2,000 items")
struct DrainTests {
  @Test("emptied by eight sessions at once is decided once per needed person, and a killed session loses nothing")
  func drained() async throws {
    let office = try await Office.open()
    let drain = try ReviewDrain(office, items: 2_000)
    #expect(try drain.run(sessions: 8) == Array(repeating: "allowed", count: 8))
    #expect(try drain.faults() == [])
  }
}
