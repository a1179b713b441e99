internal import Drift
internal import Governance

/// Puts figures of versions and days onto the days of a board.
struct DriftDays {
  let frame: DriftFrame
  private let days: [Instant]
  private let places: [Instant: Int]

  init(_ frame: DriftFrame) {
    self.frame = frame
    days = frame.days
    places = Dictionary(uniqueKeysWithValues: days.enumerated().map { ($0.element, $0.offset) })
  }

  /// Hits of trials, by version and day.
  typealias Share = (version: String, day: Instant, hits: Int, trials: Int)

  /// Sums that are added up over versions and days before they are divided.
  private struct Tally {
    var total = 0.0
    var squares = 0.0
    var n = 0

    mutating func add(_ total: Double, _ squares: Double, _ n: Int) {
      self.total += total
      self.squares += squares
      self.n += n
    }

    var day: Measure.Day { Measure.Day(value: n == 0 ? nil : total / Double(n), n: n) }
    var stand: Measure.Stand { Measure.Stand(value: n == 0 ? nil : total / Double(n), n: n) }
    var side: MeanDifferenceTest.Side { MeanDifferenceTest.Side(count: n, sum: total, squares: squares) }
  }

  private struct Sums {
    var days: [Tally]
    var versions: [String: [Tally]] = [:]
    var reference = Tally()
    var window = Tally()
  }

  private func sums(_ rows: [(version: String, day: Instant, total: Double, squares: Double, n: Int)]) -> Sums {
    let empty = [Tally](repeating: Tally(), count: days.count)
    var sums = Sums(days: empty)
    for row in rows {
      guard let place = places[row.day] else { continue }
      sums.days[place].add(row.total, row.squares, row.n)
      sums.versions[row.version, default: empty][place].add(row.total, row.squares, row.n)
      if frame.isReference(row.day) { sums.reference.add(row.total, row.squares, row.n) }
      if frame.isWindow(row.day) { sums.window.add(row.total, row.squares, row.n) }
    }
    return sums
  }

  private func measure(_ id: String, _ title: String, _ unit: Measure.Unit, _ sums: Sums) -> Measure {
    Measure(
      id: id, title: title, unit: unit, days: sums.days.map(\.day), versions: sums.versions.mapValues { $0.map(\.day) },
      reference: sums.reference.stand, window: sums.window.stand)
  }

  /// Calls a day. How many there are is no fault of the artifact, so they are not compared.
  func calls(_ calls: [CallDay]) -> Measure {
    func count(_ rows: [CallDay], on day: Instant) -> Measure.Day {
      let n = rows.reduce(0) { $0 + ($1.day == day ? $1.calls : 0) }
      return Measure.Day(value: Double(n), n: n)
    }
    func mean(_ period: Period) -> Measure.Stand {
      let n = calls.reduce(0) { $0 + ($1.day >= period.since && $1.day < period.until ? $1.calls : 0) }
      let length = Double(period.until.seconds(since: period.since)) / 86_400
      return Measure.Stand(value: length > 0 ? Double(n) / length : nil, n: n)
    }
    let byDay = Dictionary(grouping: calls, by: \.day)
    let byVersion = Dictionary(grouping: calls, by: \.version)
    return Measure(
      id: "calls", title: "calls a day", unit: .calls, days: days.map { count(byDay[$0] ?? [], on: $0) },
      versions: byVersion.mapValues { rows in days.map { count(rows, on: $0) } }, reference: mean(frame.reference),
      window: mean(frame.window), verdict: .notCompared("volume is not judged"))
  }

  func share(_ id: String, _ title: String, of rows: [Share]) -> Measure {
    // A hit is a one: its square is itself.
    let sums = sums(rows.map { ($0.version, $0.day, Double($0.hits), Double($0.hits), $0.trials) })
    var measure = measure(id, title, .share, sums)
    guard sums.reference.n >= DriftBoard.fewest, sums.window.n >= DriftBoard.fewest else {
      measure.verdict = .tooFew
      return measure
    }
    measure.pValue =
      TwoProportionTest(
        reference: (Int(sums.reference.total), sums.reference.n), current: (Int(sums.window.total), sums.window.n)
      ).pValue
    return measure
  }

  /// A share of all calls for each category that was flagged at least once, the most frequent first.
  func flags(_ flags: [FlagDay], _ calls: [CallDay]) -> [Measure] {
    struct Key: Hashable { var version: String, day: Instant }
    let byCategory = Dictionary(grouping: flags, by: \.category)
    let often = byCategory.mapValues { $0.reduce(0) { $0 + $1.calls } }
    return byCategory.keys.sorted { (-(often[$0] ?? 0), $0) < (-(often[$1] ?? 0), $1) }.map { category in
      let hits = Dictionary(
        (byCategory[category] ?? []).map { (Key(version: $0.version, day: $0.day), $0.calls) }, uniquingKeysWith: +)
      return share(
        "flag.\(category)", "flagged \(category)",
        of: calls.map { ($0.version, $0.day, hits[Key(version: $0.version, day: $0.day)] ?? 0, $0.calls) })
    }
  }

  /// Means of what calls say of themselves: they are compared as distributions, so here they are only laid out.
  func sums(_ calls: [CallDay]) -> [Measure] {
    func mean(_ id: String, _ title: String, _ unit: Measure.Unit, scale: Double = 1, _ part: (CallDay) -> CallDay.Sum)
      -> Measure?
    {
      let sums = sums(calls.map { ($0.version, $0.day, part($0).total * scale, 0, part($0).said) })
      guard sums.days.contains(where: { $0.n > 0 }) else { return nil }
      return measure(id, title, unit, sums)
    }
    let currencies = Set(calls.compactMap(\.currency))
    let money: Measure? =
      currencies.count == 1
      ? mean("cost", "cost a call", .money(currencies.first ?? ""), { $0.cost }) : nil
    return [
      mean("tokens_in", "prompt length", .tokens) { $0.tokensIn },
      mean("tokens_out", "response length", .tokens) { $0.tokensOut },
      mean("latency", "latency", .milliseconds, scale: 0.001) { $0.latency }, money,
    ].compactMap { $0 }
  }

  /// What others measured: shares by what they are of, values as one observation each.
  func outside(_ figure: OutsideDays) -> Measure {
    let name = OutsideName(figure.metric)
    let rows = figure.days.map { ($0.version, $0.day, $0.total, $0.squares, $0.n) }
    let title = name?.name ?? figure.metric
    guard name?.isShare == true else {
      let sums = sums(rows)
      var measure = measure(figure.metric, title, .score, sums)
      if min(sums.reference.n, sums.window.n) < DriftBoard.fewest {
        measure.verdict = .tooFew
      } else if let test = MeanDifferenceTest(reference: sums.reference.side, current: sums.window.side) {
        measure.pValue = test.pValue
      } else {
        measure.verdict = .notCompared("it never varies")
      }
      return measure
    }
    return share(figure.metric, title, of: rows.map { ($0.0, $0.1, Int($0.2), $0.4) })
  }

  /// What answers mean: days as the monitor saw them, the window as it is compared now.
  func meaning(_ found: VectorComparison) -> Measure {
    func day(_ rows: [FigureDay]) -> [Measure.Day] {
      let counts = Dictionary(rows.map { ($0.day, $0.n) }, uniquingKeysWith: +)
      return days.map { Measure.Day(value: found.looks[$0.day], n: counts[$0] ?? 0) }
    }
    var measure = Measure(
      id: MonitorDefaults.semantic, title: "meaning of answers", unit: .discrepancy, days: day(found.days),
      versions: Dictionary(grouping: found.days, by: \.version).mapValues(day),
      reference: .init(value: nil, n: found.reference), window: .init(value: found.value, n: found.window))
    if let p = found.pValue {
      measure.pValue = p
      measure.basis = found.words
    } else {
      measure.verdict = found.words.isEmpty ? .tooFew : .notCompared(found.words)
    }
    return measure
  }

  func scores(_ scores: [ScoreDay]) -> [Measure] {
    let byName = Dictionary(grouping: scores, by: \.score)
    return byName.keys.sorted().map { name in
      let sums = sums((byName[name] ?? []).map { ($0.version, $0.day, $0.total, $0.squares, $0.judged) })
      var measure = measure("score.\(name)", name, .score, sums)
      if min(sums.reference.n, sums.window.n) < DriftBoard.fewest {
        measure.verdict = .tooFew
      } else if let test = MeanDifferenceTest(reference: sums.reference.side, current: sums.window.side) {
        measure.pValue = test.pValue
      } else {
        measure.verdict = .notCompared("it never varies")
      }
      return measure
    }
  }
}
