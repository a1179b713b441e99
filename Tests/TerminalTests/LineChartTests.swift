import Terminal
import Testing

@Suite("A line chart")
struct LineChartTests {
  private func drawn(_ chart: LineChart, rows: Int, columns: Int) -> String {
    var frame = Frame(Size(rows: rows, columns: columns))
    frame.chart(chart, in: frame.area)
    return frame.text()
  }

  @Test("rises from one corner to the other")
  func rises() {
    let chart = LineChart([.init((0...8).map { Double($0) })])
    #expect((chart.low, chart.high) == (0, 8))
    #expect(drawn(chart, rows: 2, columns: 4) == "  ⡠⠊\n⡔⠉")
  }

  @Test("is interrupted where nothing is known, and shows a single value as a dot")
  func gaps() {
    #expect(drawn(LineChart([.init([nil, 4, nil])], startsAtZero: true), rows: 1, columns: 4).contains("⠐"))
    let chart = LineChart([.init([1, nil, 1])])
    #expect(drawn(chart, rows: 1, columns: 6).contains("    "))
    #expect(drawn(LineChart([.init([nil, nil])]), rows: 2, columns: 3) == "\n")
  }

  @Test("draws its limit under the line, and a divider before a step")
  func limit() {
    let chart = LineChart([.init([0, 0, 0, 0])], limit: 10, divider: 2)
    let lines = drawn(chart, rows: 3, columns: 8).split(separator: "\n")
    #expect(lines[0].contains("┄") && lines[1].contains("┆") && lines[2].contains("⣀"))
  }

  @Test("does not make news of noise: its edges are a fifth of the value apart at least")
  func noise() {
    let chart = LineChart([.init([0.995, 1.0, 0.998])])
    #expect(chart.high - chart.low >= 0.2)
    let share = LineChart([.init([0.97, 0.98])], top: 1)
    #expect(share.high <= 1.0001 && share.low < 0.9)
    let infinite = LineChart([.init([.infinity, .nan, 2])])
    #expect(infinite.low.isFinite && infinite.high.isFinite)
  }

  @Test("is drawn at any size")
  func sizes() {
    let chart = LineChart([.init([3, 1, 4, 1, 5, 9, 2, 6]), .init([nil, 2])], limit: 3, divider: 4)
    for rows in 0...4 { for columns in 0...9 { _ = drawn(chart, rows: rows, columns: columns) } }
  }
}
