import Evidence

/// A log of OpenAI Evals: a line with `spec`, events, and a line with `final_report`, whose numbers are the figures.
///
/// Shape: `evals/record.py` of openai/evals. The suite is `base_eval`, the data set `eval_name`; where an eval is graded by a
/// model, the last of its completion functions is the judge.
struct EvalsLog {
  /// The line it begins on, and its bytes that tell: `spec` and `final_report`, by which it is known where it does not stand alone.
  let number: Int
  private(set) var raw: [UInt8]
  private let spec: JSONValue
  private var report: JSONValue?
  private var samples: Set<String> = []
  /// Of `match` events.
  private var matches = 0
  private var hits = 0

  /// Nil when no log begins with this line.
  init?(_ value: JSONValue, _ number: Int, _ raw: [UInt8]) {
    guard let spec = value["spec"], spec["eval_name"]?.text != nil else { return nil }
    self.spec = spec
    self.number = number
    self.raw = raw
  }

  mutating func take(_ value: JSONValue, _ bytes: [UInt8]) {
    if let report = value["final_report"] {
      self.report = report
      raw += [UInt8(ascii: "\n")] + bytes
      return
    }
    if let sample = value["sample_id"]?.text { samples.insert(sample) }
    if value["type"]?.text == "match", case .bool(let isCorrect)? = value["data"]?["correct"] {
      matches += 1
      if isCorrect { hits += 1 }
    }
  }

  /// - Throws: `report.unfinished`, `report.empty`.
  func figures() throws(Refusal) -> [[JSONValue.Member]] {
    guard let report else {
      throw Refusal("report.unfinished", "The log of \(name) has no final_report: the evaluation did not end.")
    }
    let numbers = report.members.filter { $0.value.numberText != nil }
    guard !numbers.isEmpty else { throw Refusal("report.empty", "The final_report of \(name) has no numbers.") }
    var common: [JSONValue.Member] = [.init("suite", .string(spec["base_eval"]?.text ?? name))]
    let parts = name.split(separator: ".")
    if parts.count > 2, let last = parts.last {
      common.append(.init("dataset", .string(parts.dropLast().joined(separator: "."))))
      common.append(.init("dataset_version", .string(String(last))))
    } else {
      common.append(.init("dataset", .string(name)))
    }
    if let at = spec["created_at"]?.text, !at.isEmpty { common.append(.init("at", .string(at))) }
    let models = spec["completion_fns"]?.elements?.compactMap(\.text) ?? []
    if models.count > 1, let judge = models.last { common.append(.init("judge", .string(judge))) }
    if let graded = spec["run_config"]?["eval_spec"]?["args"]?["modelgraded_spec"]?.text {
      common.append(.init("judge_version", .string(graded)))
    }
    return numbers.map { number in
      var members = common + [.init("metric", .string(number.key)), .init("value", number.value)]
      let value = number.value.numberText.flatMap { Double($0) } ?? .nan
      if number.key == "accuracy", matches > 0, abs(Double(hits) / Double(matches) - value) < 1e-9 {
        members += [.init("hits", .number(String(hits))), .init("n", .number(String(matches)))]
      } else if !samples.isEmpty {
        members.append(.init("n", .number(String(samples.count))))
      }
      return members
    }
  }

  private var name: String { spec["eval_name"]?.text ?? "" }
}
