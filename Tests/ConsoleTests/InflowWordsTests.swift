import Governance
import Testing

@testable import Console

@Suite("Whether everything flows in")
struct InflowWordsTests {
  private let now = Instant.pinned

  @Test("is said in one line")
  func all() {
    var summary = SourceSummary(sources: [], completeness: [])
    #expect(InflowWords.line(summary, now: now, columns: 78).0 == "Everything flows in.")
    summary.spools = [standing(0)]
    #expect(InflowWords.line(summary, now: now, columns: 78).0 == "Everything flows in; spools are empty.")
    summary.flags = [WaitingFlags(producer: "a", reports: 1, since: .minutes(-1))]
    #expect(InflowWords.line(summary, now: now, columns: 78).0 == "1 flag early, oldest 1 min")
  }

  @Test("a daemon that is silent may hold anything; a full spool is told")
  func silent() {
    var summary = SourceSummary(sources: [], completeness: [])
    summary.spools = [standing(0, toldAt: .minutes(-7))]
    #expect(InflowWords.trouble(summary, now: now) == ["1 spool silent since 7 min ago"])
    summary.spools = [standing(1200, isFull: true)]
    #expect(InflowWords.trouble(summary, now: now) == ["1 200 spooled, 5.2 MB, full, oldest 3 min"])
  }

  @Test("what has no room is counted, and never cut in silence")
  func narrow() {
    let three = SourceSummary.three
    #expect(InflowWords.trouble(three, now: now).count == 4)
    let line = InflowWords.line(three, now: now, columns: 60).0
    #expect(line.hasSuffix("more") && line.count <= 60, "\(line)")
  }

  private func standing(_ requests: Int64, isFull: Bool = false, toldAt: Instant = .pinned) -> SpoolStanding {
    SpoolStanding(
      spool: "office-1:/var/spool", requests: requests, bytes: requests > 0 ? 5 << 20 : 0,
      since: requests > 0 ? .minutes(-3) : nil, isFull: isFull, toldAt: toldAt)
  }
}
