import Evidence
import Ingest
import Testing

@Suite("The course of a figure")
struct MetricHistoryTests {
  private static func step(_ number: Int, _ value: JSONValue, at: Int = 0) -> JSONValue {
    ["key": "loss", "step": .number("\(number)"), "timestamp": .number("\(at)"), "value": value]
  }

  @Test("is told by its ends and its extremes, in the order of steps and times, whatever the order it came in")
  func ends() throws {
    var history = MetricHistory()
    history.add([Self.step(2, .number("0.5"), at: 20), Self.step(0, .number("0.75"), at: 5)])
    history.add([Self.step(1, .string("NaN"), at: 9), Self.step(1, .number("0.25"), at: 10)])
    let summary = try #require(history.summary)
    #expect(summary["steps"]?.integer == 4)
    #expect(summary["first"] == [0, 5, .number("0.75")] && summary["last"] == [2, 20, .number("0.5")])
    #expect(summary["lowest"] == [1, 10, .number("0.25")] && summary["highest"] == [0, 5, .number("0.75")])
    #expect(
      summary["points"] == [
        [0, 5, .number("0.75")], [1, 9, "NaN"], [1, 10, .number("0.25")], [2, 20, .number("0.5")],
      ])
  }

  @Test("of one step is none; a long one is kept by 200 of its points, and one that is longer than is read not at all")
  func bounds() throws {
    var history = MetricHistory()
    #expect(history.summary == nil)
    history.add([Self.step(0, 1)])
    #expect(history.summary == nil)
    history.add((1..<49_999).map { Self.step($0, 1) } + ["no step", ["value": .null]])
    #expect(!history.isFull)
    let summary = try #require(history.summary)
    #expect(summary["steps"]?.integer == 49_999)
    let points = try #require(summary["points"]?.elements)
    #expect(points.count == 200 && points.first == [0, 0, 1] && points.last == [49_998, 0, 1])
    history.add((50_000..<60_000).map { Self.step($0, 1) })
    #expect(history.isFull && history.summary == nil)
  }
}
