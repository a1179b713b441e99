import Testing

@testable import Collector

@Suite("Trouble of rounds")
struct TroubleTests {
  @Test("is told when it begins, each minute while it lasts, when it becomes another, and when it ends")
  func told() {
    let start = ContinuousClock.now
    var trouble = Trouble()
    #expect(trouble.ends(at: start) == nil)
    #expect(trouble.comes("catalog.lost", at: start) == 1)
    for second in 1..<60 { #expect(trouble.comes("catalog.lost", at: start + .seconds(second)) == nil) }
    #expect(trouble.comes("catalog.lost", at: start + .seconds(60)) == 61)
    #expect(trouble.comes("catalog.lost", at: start + .seconds(61)) == nil)
    #expect(trouble.comes("catalog.disk-full", at: start + .seconds(62)) == 1)
    #expect(trouble.comes("catalog.disk-full", at: start + .seconds(63)) == nil)
    #expect(trouble.ends(at: start + .seconds(70)) == "2 failures in 8 s")
    #expect(trouble.ends(at: start + .seconds(71)) == nil)
    #expect(trouble.comes("catalog.lost", at: start + .seconds(72)) == 1)
  }
}
