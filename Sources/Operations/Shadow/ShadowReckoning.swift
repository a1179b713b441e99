internal import Catalog
internal import Drift
internal import Evidence
internal import Governance

/// Works out everything a run's pairs say. The same pairs and seed give the same figures, for whoever asks.
struct ShadowReckoning {
  let arms: [ShadowArm]
  let metrics: [ShadowMetric]
  let seed: UInt64
  private let pairs: [Place: [ListShadowPairs.Row]]

  private struct Place: Hashable {
    var arm: Int
    var metric: String
  }

  /// Fewer pairs of a slice say nothing about it.
  private static let leastOfSlice = 30

  init(arms: [ShadowArm], metrics: [ShadowMetric], seed: Int64, pairs: [ListShadowPairs.Row]) {
    self.arms = arms
    self.metrics = metrics
    self.seed = UInt64(bitPattern: seed)
    self.pairs = Dictionary(grouping: pairs) { Place(arm: $0.arm, metric: $0.metric) }
  }

  /// Every baseline in every metric, then slices of what is judged. Adjusted over all judged rows together.
  var comparisons: [ShadowComparison] {
    var rows: [ShadowComparison] = []
    for arm in arms where arm.role == .baseline {
      for metric in metrics {
        let all = pairs[Place(arm: arm.arm, metric: metric.name)] ?? []
        rows.append(row(arm, metric, "", PairedComparison(all, metric, seed: seed)))
        guard metric.margin != nil, metric.kind != .ratio else { continue }
        rows += slices(arm, metric, all)
      }
    }
    let judged = rows.indices.filter { isJudged(rows[$0]) && rows[$0].pValue != nil }
    let adjusted = FalseDiscovery.benjaminiHochberg(judged.compactMap { rows[$0].pValue })
    for (place, value) in zip(judged, adjusted) { rows[place].adjusted = value }
    return rows
  }

  private func isJudged(_ row: ShadowComparison) -> Bool {
    (row.slice.isEmpty || row.slice.hasPrefix("gap:"))
      && metrics.contains { $0.name == row.metric && $0.margin != nil }
  }

  private func slices(_ arm: ShadowArm, _ metric: ShadowMetric, _ all: [ListShadowPairs.Row]) -> [ShadowComparison] {
    var groups: [String: [String: [ListShadowPairs.Row]]] = [:]
    for pair in all {
      guard let value = try? JSONValue(Array(pair.slices.utf8)), case .object(let members) = value else { continue }
      for member in members { groups[member.key, default: [:]][member.value.text ?? "", default: []].append(pair) }
    }
    var rows: [ShadowComparison] = []
    for (key, values) in groups.sorted(by: { $0.key < $1.key }) {
      let large = values.filter { $0.value.count >= Self.leastOfSlice }.sorted { $0.key < $1.key }
      guard large.count > 1 else { continue }
      for (value, pairs) in large {
        rows.append(row(arm, metric, "\(key):\(value)", PairedComparison(pairs, metric, seed: seed)))
      }
      let figures = large.map { $0.value.map { (candidate: $0.candidate, baseline: $0.baseline) } }
      guard let gap = SliceGap(figures, seed: seed) else { continue }
      rows.append(
        ShadowComparison(
          arm: arm.arm, metric: metric.name, slice: "gap:\(key)", n: gap.n, candidate: gap.candidate,
          baseline: gap.baseline, difference: gap.candidate - gap.baseline, low: gap.low, high: gap.high,
          confidence: 0.95, method: "bootstrap within \(large.count) slices, 2000 draws, seed \(seed)", wins: 0,
          ties: 0,
          losses: 0, pValue: gap.pValue, adjusted: nil, detectable: nil, verdict: .shown))
    }
    return rows
  }

  private func row(_ arm: ShadowArm, _ metric: ShadowMetric, _ slice: String, _ found: PairedComparison)
    -> ShadowComparison
  {
    ShadowComparison(
      arm: arm.arm, metric: metric.name, slice: slice, n: found.n, candidate: found.candidate, baseline: found.baseline,
      difference: found.difference, low: found.low, high: found.high, confidence: found.confidence,
      method: found.method, wins: found.wins, ties: found.ties, losses: found.losses, pValue: found.pValue,
      adjusted: nil, detectable: found.detectable, verdict: .shown)
  }
}

extension PairedComparison {
  fileprivate init(_ pairs: [ListShadowPairs.Row], _ metric: ShadowMetric, seed: UInt64) {
    let measure: Measure =
      switch metric.kind {
      case .share: .share
      case .score: .score
      case .ratio: .ratio
      }
    self.init(candidate: pairs.map(\.candidate), baseline: pairs.map(\.baseline), measure: measure, seed: seed)
  }
}

extension ShadowComparison {
  /// As `close_shadow_run` takes it: its verdict is the catalog's own.
  var json: JSONValue {
    let number = ShadowMetric.number
    return [
      "arm": .number(String(arm)), "metric": .string(metric), "slice": slice.isEmpty ? .null : .string(slice),
      "n": .number(String(n)), "candidate": number(candidate), "baseline": number(baseline),
      "difference": number(difference), "low": number(low), "high": number(high), "confidence": number(confidence),
      "method": .string(method), "wins": .number(String(wins)), "ties": .number(String(ties)),
      "losses": .number(String(losses)), "p": number(pValue), "p_adjusted": number(adjusted),
      "detectable": number(detectable?.isFinite == true ? detectable : nil),
    ]
  }
}
