internal import Glibc

/// A monitor of vectors at work: the days of a stream one after the other, each once, against a reference.
///
/// As `MonitorWatch`, an alarm asks for evidence that makes a change all but certain, which each day adds to, and for a
/// window that is as far from the reference as the rule calls too far. Vectors of different models are not compared: a
/// changed model of embeddings is a break, and no drift.
package struct VectorWatch: Sendable {
  private let rule: MonitorRule
  private let reference: VectorSample
  private let model: String?
  private let vectors: [[Double]]
  private var evidence: VectorEvidence?
  private var window: [VectorSample] = []

  package init(_ rule: MonitorRule, reference: VectorSample) {
    self.rule = rule
    self.reference = reference
    model = reference.models.count == 1 ? reference.models[0] : nil
    vectors = model.map { reference.vectors(of: $0) } ?? []
    evidence = VectorEvidence(reference: vectors, seed: rule.seed)
  }

  /// The day after those before it.
  package mutating func add(_ day: VectorSample) {
    window.append(day)
    if window.count > max(1, rule.window) { window.removeFirst() }
    evidence?.add(model.map { day.models == [$0] ? day.vectors(of: $0) : [] } ?? [])
  }

  /// What is seen on the last day.
  /// - Parameter permutations: none leave p out.
  package func reading(permutations: Int = MeanDiscrepancy.permutations) -> MonitorReading {
    let current = window.reduce(into: VectorSample()) { $0.merge($1) }
    var reading = MonitorReading(
      reference: vectors.count, current: current.models.reduce(0) { $0 + current.vectors(of: $1).count },
      logEvidence: evidence?.log ?? 0, verdict: .noData)
    if let why = Self.whyNotCompared(reference, current) {
      reading.words = why
      return reading
    }
    guard let model else { return reading }
    let now = current.vectors(of: model)
    let needed = min(max(1, rule.minimal), VectorSample.most)
    guard min(vectors.count, now.count) >= max(2, needed), vectors.count >= VectorEvidence.fewest else {
      reading.verdict = .tooFew
      reading.words = "vectors of \(model)"
      return reading
    }
    reading.verdict = .quiet
    guard
      let discrepancy = MeanDiscrepancy(vectors, now, permutations: permutations, seed: rule.seed)
    else {
      // All of them are the same.
      reading.value = 0
      reading.words = "every vector the same, \(model)"
      return reading
    }
    reading.value = discrepancy.unbiased
    reading.words = Self.words(discrepancy, permutations: permutations, seed: rule.seed, model: model)
    let evidence = reading.logEvidence ?? 0
    if discrepancy.unbiased >= rule.alarm, evidence >= -log(rule.level) {
      reading.verdict = .alarm
    } else if discrepancy.unbiased >= rule.warning, evidence >= log(MonitorWatch.warningEvidence) {
      reading.verdict = .warning
    }
    return reading
  }

  /// Nil when both sides hold vectors of one model, the same.
  package static func whyNotCompared(_ reference: VectorSample, _ current: VectorSample) -> String? {
    if reference.models.isEmpty { return "the reference has no vectors" }
    if current.models.isEmpty { return "the window has no vectors" }
    if reference.models.count > 1 { return "the reference holds vectors of \(list(reference.models))" }
    if current.models == reference.models { return nil }
    return "the embedding model changed from \(reference.models[0]) to \(list(current.models))"
  }

  private static func list(_ models: [String]) -> String {
    models.count < 2 ? models.joined() : models.dropLast().joined(separator: ", ") + " and " + models[models.count - 1]
  }

  /// How it was compared.
  package static func words(_ found: MeanDiscrepancy, permutations: Int, seed: UInt64, model: String) -> String {
    func short(_ value: Double) -> String {
      let scaled = (value * 10_000).rounded() / 10_000
      return abs(scaled) < 1e9 ? "\(scaled)" : "over 10⁹"
    }
    let p = found.pValue.map { "p \(short($0)) of \(permutations) permutations with seed \(seed), " } ?? ""
    return "\(p)σ \(short(found.sigma)), \(model)"
  }
}
