import Drift
import Governance
import Shadow
import Testing

@Suite("Figures of a comparison")
struct FigureTests {
  @Test("Tango's bounds hold without any change, are symmetric, and cover as they say")
  func tango() {
    let none = TangoInterval(pairs: 100, onlyOld: 0, onlyNew: 0)
    let z2 = 1.6448536269514722 * 1.6448536269514722
    #expect(abs(none.high - z2 / (100 + z2)) < 1e-9 && abs(none.low + none.high) < 1e-12)
    let one = TangoInterval(pairs: 80, onlyOld: 9, onlyNew: 3)
    let other = TangoInterval(pairs: 80, onlyOld: 3, onlyNew: 9)
    #expect(abs(one.low + other.high) < 1e-9 && abs(one.high + other.low) < 1e-9)
    #expect(one.low < -0.075 && one.high > -0.075)
    // Of many pairs it is the usual interval.
    let many = TangoInterval(pairs: 100_000, onlyOld: 6000, onlyNew: 5000)
    let error = (11_000 - 1_000_000.0 / 100_000).squareRoot() / 100_000
    #expect(abs(many.low - (-0.01 - 1.6448536269514722 * error)) < 2e-5)

    var below = 0
    for night in 0..<2000 {
      let drawn = PlantedDiscordance(pairs: 100, seed: UInt64(night))
      if TangoInterval(pairs: 100, onlyOld: drawn.onlyOld, onlyNew: drawn.onlyNew).low > -0.04 { below += 1 }
    }
    // The true difference is −4 points: a lower bound above it is an error of 5 %.
    #expect((50...150).contains(below), "\(below) of 2000")
  }

  /// 8 % get worse and 4 % better.
  private struct PlantedDiscordance {
    var onlyOld = 0
    var onlyNew = 0
    init(pairs: Int, seed: UInt64) {
      var state = seed &* 0xD134_2543_DE82_EF95 &+ 1
      for _ in 0..<pairs {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let lot = Double(state >> 11) / Double(1 << 53)
        if lot < 0.08 { onlyOld += 1 } else if lot < 0.12 { onlyNew += 1 }
      }
    }
  }

  @Test("that are all alike are not beyond doubt: three in n may differ")
  func alike() {
    let scores = PairedComparison(
      candidate: [1, 5, 10, 5], baseline: [1, 5, 10, 5], measure: .score, draws: 100, seed: 1)
    #expect(scores.low == -3.0 / 4 * 9 && scores.high == 3.0 / 4 * 9 && scores.pValue == 1 && scores.ties == 4)
    let none = PairedComparison(candidate: [], baseline: [], measure: .share, seed: 1)
    #expect(none.n == 0 && none.low == nil && none.difference == nil)
  }

  @Test("of a ratio are logarithms: twice the cost is ln 2, whatever the size")
  func ratio() {
    let baseline = (1...50).map { Double($0) }
    let found = PairedComparison(
      candidate: baseline.map { $0 * 2 }, baseline: baseline, measure: .ratio, draws: 200, seed: 1)
    #expect(abs((found.difference ?? 0) - 0.6931471805599453) < 1e-12)
    #expect(abs((found.low ?? 0) - 0.6931471805599453) < 1e-9 && found.candidate == 51)
  }

  @Test("of slices tell how far they lie apart, by the same seed alike")
  func slices() throws {
    let even = (0..<60).map { _ in (candidate: 1.0, baseline: 1.0) }
    let odd = (0..<60).map { (candidate: $0 % 2 == 0 ? 1.0 : 0.0, baseline: 1.0) }
    let gap = try #require(SliceGap([even, odd], draws: 500, seed: 3))
    #expect(gap.candidate == 0.5 && gap.baseline == 0 && gap.low > 0.3 && gap.high < 0.7 && gap.pValue < 0.01)
    #expect(gap == SliceGap([even, odd], draws: 500, seed: 3))
    #expect(SliceGap([even], seed: 3) == nil && SliceGap([even, []], seed: 3) == nil)
  }
}

@Suite("Scorers")
struct ScorerTests {
  private func score(_ metric: String, _ answer: String, delivered: String? = nil) throws -> Double? {
    try #require(try ScorerIndex.scorer(of: metric)).score(answer, delivered: delivered)
  }

  @Test("say what they are named for")
  func scorers() throws {
    #expect(try score("refusal", "I’m sorry, but I can't help with that.") == 1)
    #expect(try score("refusal", "Es tut mir leid, das geht nicht.") == 1)
    #expect(try score("refusal", "Of course: 42.") == 0)
    #expect(try score("length", "e\u{301}é") == 3)
    #expect(try score("json", #"{"id": 1}"#) == 1 && score("json", "id: 1") == 0)
    #expect(try score("json=id,sum", #"{"id": 1}"#) == 0 && score("json=id", #"{"id": 1}"#) == 1)
    #expect(try score("matches=^A:[0-9]+$", "A:12") == 1 && score("matches=^A:[0-9]+$", "12") == 0)
    #expect(try score("overlap", "The cat sat.", delivered: "the cat ran") == 2.0 * 2 / 6)
    #expect(try score("overlap", "x") == nil, "nothing was delivered")
    #expect(try ScorerIndex.scorer(of: "groundedness") == nil, "a judge's")
  }

  @Test("metrics are read as they are written, colons in a pattern too")
  func metrics() throws {
    let refusal = try ShadowMetric(text: "refusal:lower:0.02")
    #expect(refusal == ShadowMetric(name: "refusal", kind: .share, better: .lower, margin: 0.02))
    let cost = try ShadowMetric(text: "cost::20%")
    #expect(cost == ShadowMetric(name: "cost", kind: .ratio, better: .lower, margin: 0.2))
    let pattern = try ShadowMetric(text: "matches=^a:b$:higher:0.1")
    #expect(pattern == ShadowMetric(name: "matches=^a:b$", kind: .share, better: .higher, margin: 0.1))
    #expect(try ShadowMetric(text: "length").margin == nil)
    for wrong in ["", ":0.1", "refusal:lower:0", "refusal:-1", "matches=[", "x:lower:inf"] {
      #expect(throws: Problem.self, "\(wrong)") { try ShadowMetric(text: wrong) }
    }
  }

  @Test("a judge's rating stands last in double brackets, on its scale")
  func judge() throws {
    let prompt = try JudgePrompt(body: Array(#"{"prompt_template":"Q {question} A {answer} {x} {"}"#.utf8))
    let asked = [ChatMessage(role: "user", content: "first"), ChatMessage(role: "user", content: "{answer}?")]
    #expect(prompt.messages(conversation: asked, answer: "42").last?.content == "Q {answer}? A 42 {x} {")
    #expect(prompt.rating(in: "[[3]] or rather [[7.5]]") == 7.5)
    #expect(prompt.rating(in: "[[11]]") == nil && prompt.rating(in: "7") == nil && prompt.rating(in: "]] [[") == nil)
    #expect(throws: Problem.self) { try JudgePrompt(body: Array(#"{"prompt_template":"no slot"}"#.utf8)) }
  }
}
