import Drift
import Governance
import Operations
import Terminal

/// A figure of one slice of the calls, before and now.
struct SliceFigure: Sendable, Equatable {
  var slice: String
  var before: Double?
  var now: Double?
  var n: Int
  /// Corrected for all slices.
  var pValue: Double?
}

extension DriftScreen {
  /// The name that monitors know a figure of the board by.
  func metric(of measure: Measure) -> String {
    if measure.id == "cost", case .money(let currency) = measure.unit { return "cost.\(currency.lowercased())" }
    return measure.id
  }

  /// Those that watch it, one that calls first.
  func monitors(of measure: Measure) -> [Monitor] {
    let metric = metric(of: measure)
    return monitors.filter { $0.terms.metric == metric && !$0.isRetired }.sorted {
      ($0.openAlarm == nil ? 1 : 0, $0.key) < ($1.openAlarm == nil ? 1 : 0, $1.key)
    }
  }

  /// What a monitor calls stands first; the cursor stays on its figure unless it was on the first.
  mutating func alarmsFirst() {
    guard var measures = board?.measures else { return }
    let here = cursor == 0 ? nil : measure?.id
    let calling = Set(measures.filter { monitors(of: $0).contains { $0.openAlarm != nil } }.map(\.id))
    guard !calling.isEmpty else { return }
    measures = measures.filter { calling.contains($0.id) } + measures.filter { !calling.contains($0.id) }
    board?.measures = measures
    if let here, let place = measures.firstIndex(where: { $0.id == here }) { cursor = place }
  }

  var whyNoMonitor: String? {
    guard let measure else { return whyNoBoard }
    return monitors(of: measure).isEmpty ? "No monitor watches \(measure.title): + sets one." : nil
  }

  var whyNoAlarm: String? {
    guard let measure else { return whyNoBoard }
    return monitors(of: measure).contains { $0.openAlarm != nil }
      ? nil : "No alarm about \(measure.title) is open."
  }

  var whyNotWatched: String? {
    guard let measure else { return whyNoBoard }
    return measure.id == "calls" ? "How many calls there are is not judged." : nil
  }

  /// Figures of every slice of the figure in front.
  func askSlices() -> [Effect<Message>] {
    guard let measure, let question = asked else { return [] }
    let (watched, frame, metric) = (question.watched, question.frame, metric(of: measure))
    return [
      .load("slices", "slices") { desk throws(Problem) in
        let names = try await desk.figureNames(watched, since: frame.whole.since).filter {
          $0.metric == (OutsideName(metric) == nil ? "calls" : metric) && !$0.slice.isEmpty
        }
        var rows: [SliceFigure] = []
        for name in Set(names.map(\.slice)).sorted().prefix(24) {
          if metric == MonitorDefaults.semantic {
            guard let found = try await desk.meaning(of: watched, slice: name, in: frame) else { continue }
            rows.append(SliceFigure(slice: name, now: found.value, n: found.window, pValue: found.pValue))
            continue
          }
          let days = try await desk.figureDays(
            watched, FigureName(metric: metric, slice: name, environment: "production", n: 0), in: frame.whole)
          rows.append(SliceFigure(name, days, frame, isMark: MonitorDefaults.isMark(metric)))
        }
        return SliceFigure.corrected(rows)
      } then: {
        .sliced($0, question, measure.id)
      }
    ]
  }

  func monitorUpdate(_ message: Message) -> [Effect<Message>] {
    switch message {
    case .fleet: return [.go(Place(screen: .fleet))]
    case .mute:
      guard let measure, let monitor = monitors(of: measure).first else { return [] }
      return [.ask(MonitorForms.mute(monitor)) { .muted(monitor, $0) }]
    case .muted(let monitor, let answer):
      let days = Int64(answer["days"]) ?? 1
      let (until, reason) = (sight.moment.advanced(bySeconds: days * 86_400 - (days == 0 ? 1 : 0)), answer["reason"])
      return [
        .write("the mute") { desk throws(Problem) in
          try await desk.muteMonitor(monitor.key, until: until, reason: reason)
        } then: {
          .recorded($0)
        }
      ]
    case .incident:
      guard let measure, let monitor = monitors(of: measure).first(where: { $0.openAlarm != nil }),
        let alarm = monitor.openAlarm
      else { return [] }
      return [.ask(MonitorForms.incident(alarm, monitor)) { .opening(alarm, $0) }]
    case .opening(let alarm, let answer):
      let trait = IncidentTrait(rawValue: answer["trait"]) ?? .other
      return [
        .write("the incident") { desk throws(Problem) in
          try await desk.openAlarmIncident(alarm, title: answer["title"], description: answer["reason"], trait: trait)
        } then: {
          .recorded($0)
        }
      ]
    case .watch: return askPreview()
    case .previewed(.success(let found), let terms, let key):
      return [.ask(MonitorForms.watch(terms, key, found)) { .set(terms, key, $0) }]
    case .set(let terms, let key, let answer):
      do throws(Problem) {
        let wanted = try MonitorForms.terms(terms, answer)
        return [
          .write("the monitor") { desk throws(Problem) in
            try await desk.setMonitor(key, wanted, reason: answer["reason"])
          } then: {
            .recorded($0)
          }
        ]
      } catch {
        return [.formRefused(error)]
      }
    case .recorded(.success(let recorded)):
      var next = self
      return [.formDone, .say(Notice(recorded))] + next.ask(after: 0, again: true)
    case .recorded(.failure(let problem)): return [.formRefused(problem)]
    default: return []
    }
  }

  /// What its rule would have called is known before the form comes up.
  private func askPreview() -> [Effect<Message>] {
    guard let measure, let question = asked else { return [] }
    let metric = metric(of: measure)
    let today = DriftFrame.midnight(of: sight.moment)
    var terms = monitors(of: measure).first?.terms ?? MonitorDefaults.terms(of: metric, question.watched)
    if let monitor = MonitorStatistic(rawValue: terms.statistic), monitor.isTested {
      terms.reference =
        referenceDays == nil ? terms.reference ?? MonitorDefaults.reference(until: today) : question.frame.reference
    }
    let key = monitors(of: measure).first?.key ?? MonitorForms.key(question.watched, metric)
    let wanted = terms
    return [
      .load("preview", "what it would have called") { desk throws(Problem) in
        try await desk.preview(wanted, today: today)
      } then: {
        .previewed($0, wanted, key)
      }
    ]
  }
}

extension SliceFigure {
  init(_ slice: String, _ days: [FigureDay], _ frame: DriftFrame, isMark: Bool) {
    func side(_ isIn: (Instant) -> Bool) -> (n: Int, total: Double, squares: Double) {
      days.filter { isIn($0.day) }.reduce(into: (0, 0, 0)) {
        $0.0 += $1.n
        $0.1 += $1.total
        $0.2 += $1.squares
      }
    }
    let (old, new) = (side(frame.isReference), side(frame.isWindow))
    self.init(
      slice: slice, before: old.n > 0 ? old.total / Double(old.n) : nil,
      now: new.n > 0 ? new.total / Double(new.n) : nil, n: new.n, pValue: nil)
    guard min(old.n, new.n) >= DriftBoard.fewest else { return }
    pValue =
      isMark
      ? TwoProportionTest(
        reference: (min(old.n, Int(old.total)), old.n), current: (min(new.n, Int(new.total)), new.n)
      ).pValue
      : MeanDifferenceTest(
        reference: .init(count: old.n, sum: old.total, squares: old.squares),
        current: .init(count: new.n, sum: new.total, squares: new.squares))?.pValue
  }

  static func corrected(_ rows: [SliceFigure]) -> [SliceFigure] {
    var rows = rows
    let tested = rows.indices.filter { rows[$0].pValue != nil }
    for (place, p) in zip(tested, FalseDiscovery.benjaminiHochberg(tested.compactMap { rows[$0].pValue })) {
      rows[place].pValue = p
    }
    return rows.sorted { ($0.pValue ?? 2, $0.slice) < ($1.pValue ?? 2, $1.slice) }
  }
}
