internal import Drift
package import Governance

/// Every model and prompt with calls, and how its figures stand: from sums alone, so that hundreds are answered at once.
///
/// A cell says *moved* when the difference would be rare by chance over all cells of the fleet together (p corrected by
/// Benjamini and Hochberg, ≤ 0.05); an alarm is a monitor's, which keeps its promise under daily looks.
package struct FleetBoard: Sendable, Equatable {
  package static let falseShare = 0.05
  /// Under so many calls on a side nothing is compared.
  package static let fewest = 30

  package enum State: Int, Sendable, Comparable {
    case none, few, steady, moved, muted, alarm
    package static func < (a: State, b: State) -> Bool { a.rawValue < b.rawValue }
  }

  package struct Cell: Sendable, Equatable {
    /// Of several figures of a column the one that stands worst.
    package var metric: String
    package var state: State
    /// Shares, means; nil where nobody said it.
    package var before: Double?
    package var now: Double?
    /// Corrected.
    package var pValue: Double?
    package var isMark: Bool
    package var n: Int
  }

  package struct Row: Sendable, Equatable, Identifiable {
    package var watched: Watched
    package var cells: [String: Cell]
    package var calls: Int
    package var alarms: Int
    package var mutes: Int
    package var id: String { "\(watched.kind.rawValue) \(watched.name)" }
    package var moved: Int { cells.values.count { $0.state == .moved } }
    fileprivate var least: Double { cells.values.compactMap(\.pValue).min() ?? 1 }
  }

  /// By its column: what it holds, and how it is headed.
  package static let columns: [(id: String, title: String)] = [
    ("flag", "flags"), ("tier.high", "high"), ("blocked", "blocked"), ("override", "overr."), ("refusal", "refuse"),
    ("score", "scores"), ("retrieval", "retr."), ("tokens_in", "prompt"), ("tokens_out", "answer"),
    ("latency", "latency"), ("cost", "cost"), ("length", "length"), ("semantic", "meaning"), ("outside", "outside"),
  ]

  /// The worst first.
  package var rows: [Row]
  package var frame: DriftFrame

  package init(_ figures: [FleetFigure], monitors: [Monitor], frame: DriftFrame) {
    self.frame = frame
    var byArtifact: [Watched: [FleetFigure]] = [:]
    for figure in figures { byArtifact[figure.watched, default: []].append(figure) }
    var tested: [(watched: Watched, column: String, cell: Cell)] = []
    var calls: [Watched: Int] = [:]
    for (watched, all) in byArtifact {
      let trials = all.first { $0.metric == "calls" }
      calls[watched] = trials?.window.n ?? 0
      for figure in all {
        guard let column = Self.column(of: figure.metric) else { continue }
        let own = monitors.filter { $0.terms.watched.name == watched.name && $0.terms.metric == figure.metric }
        tested.append(
          (
            watched, column,
            figure.metric == MonitorDefaults.semantic ? Self.meaning(figure, own) : Self.cell(figure, trials)
          ))
      }
    }
    let compared = tested.indices.filter { tested[$0].cell.pValue != nil }
    let corrected = FalseDiscovery.benjaminiHochberg(compared.compactMap { tested[$0].cell.pValue })
    for (place, p) in zip(compared, corrected) {
      tested[place].cell.pValue = p
      tested[place].cell.state = p <= Self.falseShare ? .moved : .steady
    }
    struct Key: Hashable { var name: String, metric: String }
    let watched = Dictionary(
      monitors.filter { $0.openAlarm != nil }.map { (Key(name: $0.terms.watched.name, metric: $0.terms.metric), $0) },
      uniquingKeysWith: { a, b in a.mute == nil ? a : b })
    var rows: [Watched: Row] = [:]
    for (artifact, column, cell) in tested {
      var cell = cell
      if let monitor = watched[Key(name: artifact.name, metric: cell.metric)] {
        cell.state = monitor.mute == nil ? .alarm : .muted
      }
      var row =
        rows[artifact]
        ?? Row(
          watched: artifact, cells: [:], calls: calls[artifact] ?? 0, alarms: 0, mutes: 0)
      let stands = row.cells[column]
      if stands == nil || Self.isWorse(cell, stands) { row.cells[column] = cell }
      rows[artifact] = row
    }
    for monitor in monitors where monitor.openAlarm != nil {
      if monitor.mute == nil {
        rows[monitor.terms.watched]?.alarms += 1
      } else {
        rows[monitor.terms.watched]?.mutes += 1
      }
    }
    self.rows = rows.values.sorted {
      ($1.alarms, $1.moved, $0.least, -$0.calls, $0.watched.name)
        < ($0.alarms, $0.moved, $1.least, -$1.calls, $1.watched.name)
    }
  }

  package static func column(of metric: String) -> String? {
    if ["calls"].contains(metric) || metric.hasPrefix("language.") { return nil }
    if OutsideName(metric) != nil { return "outside" }
    let first = metric.split(separator: ".").first.map(String.init) ?? metric
    return columns.contains { $0.id == metric } ? metric : columns.contains { $0.id == first } ? first : nil
  }

  private static func isWorse(_ a: Cell, _ b: Cell?) -> Bool {
    guard let b else { return true }
    return (a.state.rawValue, -(a.pValue ?? 1), b.metric) > (b.state.rawValue, -(b.pValue ?? 1), a.metric)
  }

  /// Sums say nothing of vectors: what its monitor saw last does.
  private static func meaning(_ figure: FleetFigure, _ monitors: [Monitor]) -> Cell {
    let look = monitors.filter { !$0.isRetired && $0.terms.slice.isEmpty }.compactMap(\.look).max { $0.slot < $1.slot }
    let state: State =
      switch look?.verdict {
      case "quiet": .steady
      case "warning", "alarm": .moved
      default: look == nil ? .none : .few
      }
    return Cell(
      metric: figure.metric, state: state, before: nil, now: look?.value, pValue: nil, isMark: false, n: figure.window.n
    )
  }

  private static func cell(_ figure: FleetFigure, _ calls: FleetFigure?) -> Cell {
    let isMark = MonitorDefaults.isMark(figure.metric)
    let isOwn = ["blocked", "override"].contains(figure.metric) || OutsideName(figure.metric) != nil
    let old = isMark && !isOwn ? calls?.reference.n ?? 0 : figure.reference.n
    let new = isMark && !isOwn ? calls?.window.n ?? 0 : figure.window.n
    var cell = Cell(
      metric: figure.metric, state: .few, before: old > 0 ? figure.reference.total / Double(old) : nil,
      now: new > 0 ? figure.window.total / Double(new) : nil, pValue: nil, isMark: isMark, n: new)
    if new == 0 && old == 0 { cell.state = .none }
    guard min(old, new) >= fewest else { return cell }
    if isMark {
      cell.pValue =
        TwoProportionTest(
          reference: (min(old, max(0, Int(figure.reference.total))), old),
          current: (min(new, max(0, Int(figure.window.total))), new)
        ).pValue
    } else {
      cell.pValue =
        MeanDifferenceTest(
          reference: .init(count: old, sum: figure.reference.total, squares: figure.reference.squares),
          current: .init(count: new, sum: figure.window.total, squares: figure.window.squares))?.pValue ?? 1
    }
    if cell.pValue?.isNaN == true { cell.pValue = 1 }
    return cell
  }
}
