import Drift
import Foundation
import SeededNumbers
import Testing

@Suite("Vectors that are watched")
struct VectorWatchTests {
  /// Vectors of so many topics, one drawn for each by `shares`; `shift` moves all of them.
  private struct World {
    var numbers: SplitMix
    var shares: [Double] = [0.5, 0.5]
    var shift = 0.0

    mutating func normal() -> Double {
      let radius = (-2 * log(1 - Double.random(in: 0..<1, using: &numbers))).squareRoot()
      return radius * cos(2 * .pi * Double.random(in: 0..<1, using: &numbers))
    }

    mutating func day(_ calls: Int, model: String = "small (4)") -> VectorSample {
      var sample = VectorSample()
      let points = (0..<calls).map { _ in
        let topic = Double.random(in: 0..<1, using: &numbers) < shares[0] ? 0.0 : 2.5
        return VectorSample.Point(
          lot: numbers.next(),
          vector: [topic + normal() + shift, normal() + shift, topic - normal(), normal()])
      }
      sample.add(model: model, .init(seen: calls, points: points))
      return sample
    }
  }

  private static let any = MonitorRule(statistic: .mmd, minimal: 10, warning: -1, alarm: -1, seed: 7)

  /// The first day with an alarm, from 0.
  private func firstAlarm(seed: UInt64, days: Int, change: (Int, inout World) -> Void) -> Int? {
    var world = World(numbers: SplitMix(seed: seed))
    let reference = world.day(120)
    var rule = Self.any
    rule.seed = seed
    var evidence = VectorEvidence(reference: reference.vectors(of: "small (4)"), seed: seed)
    for day in 0..<days {
      change(day, &world)
      evidence?.add(world.day(20).vectors(of: "small (4)"))
      if let log = evidence?.log, log >= -Foundation.log(rule.level) { return day }
    }
    return nil
  }

  @Test("are called falsely by at most one stream in twenty, however often they are looked at")
  func promise() {
    let alarms = (1...100).count { firstAlarm(seed: UInt64($0), days: 40) { _, _ in } != nil }
    #expect(alarms <= 5, "\(alarms) of 100")
  }

  @Test("are called soon after they moved, or after what they are about did")
  func power() {
    for seed in UInt64(1)...6 {
      let moved = firstAlarm(seed: seed, days: 25) { if $0 == 5 { $1.shift = 1.2 } }
      #expect(moved.map { $0 >= 5 && $0 < 20 } == true, "moved: \(String(describing: moved))")
      let topics = firstAlarm(seed: seed, days: 25) { if $0 == 5 { $1.shares = [0.95, 0.05] } }
      #expect(topics.map { $0 >= 5 && $0 < 20 } == true, "topics: \(String(describing: topics))")
    }
  }

  @Test("tell size, p, σ, model and how many; the same again is the same")
  func readings() throws {
    var world = World(numbers: SplitMix(seed: 3))
    let reference = world.day(150)
    var rule = Self.any
    (rule.warning, rule.alarm) = (0.01, 0.02)
    func watched(_ days: [VectorSample]) -> MonitorReading {
      var watch = VectorWatch(rule, reference: reference)
      for day in days { watch.add(day) }
      return watch.reading()
    }
    let same = watched([world.day(80)])
    #expect(same.verdict == .quiet && same.reference == 150 && same.current == 80)
    world.shift = 2
    let days = (0..<4).map { _ in world.day(80) }
    let moved = watched(days)
    #expect(moved.verdict == .alarm && (moved.value ?? 0) > 0.05)
    #expect(moved.words.hasPrefix("p 0.002 of 500 permutations with seed 7, σ "), "\(moved.words)")
    #expect(moved.words.hasSuffix(", small (4)"))
    #expect(watched(days) == moved)
    #expect(watched([world.day(9)]).verdict == .tooFew)
    #expect(watched([VectorSample()]).words == "the window has no vectors")
    let flat = (0..<60).map { VectorSample.Point(lot: UInt64($0), vector: [1, 1, 1, 1]) }
    var constant = VectorSample()
    constant.add(model: "small (4)", .init(seen: 60, points: flat))
    var watch = VectorWatch(rule, reference: constant)
    watch.add(constant)
    #expect(watch.reading().value == 0 && watch.reading().verdict == .quiet)
  }

  @Test("are not compared with those of another model: that is a break, and no drift")
  func breaks() {
    var world = World(numbers: SplitMix(seed: 5))
    let reference = world.day(150)
    world.shift = 9
    var watch = VectorWatch(Self.any, reference: reference)
    watch.add(world.day(80, model: "large (4)"))
    let reading = watch.reading()
    #expect(reading.verdict == .noData && reading.value == nil)
    #expect(reading.words == "the embedding model changed from small (4) to large (4)")
    #expect((reading.logEvidence ?? 1) <= 0, "it is no evidence")
    var both = world.day(80)
    both.merge(world.day(3, model: "large (4)"))
    #expect(
      VectorWatch.whyNotCompared(reference, both)
        == "the embedding model changed from small (4) to large (4) and small (4)")
    #expect(VectorWatch.whyNotCompared(both, reference) == "the reference holds vectors of large (4) and small (4)")
  }

  @Test("are sampled the same in whatever order and portions they are put together, and what is gone keeps its place")
  func sample() throws {
    var numbers = SplitMix(seed: 11)
    let points = (0..<1000).map { VectorSample.Point(lot: numbers.next(), vector: [Double($0)]) }
    func merged(_ points: [VectorSample.Point], portion: Int) -> VectorSample {
      var all = VectorSample()
      for start in stride(from: 0, to: points.count, by: portion) {
        var one = VectorSample()
        let part = Array(points[start..<min(points.count, start + portion)])
        one.add(model: "m", .init(seen: part.count, points: part))
        all.merge(one)
      }
      return all
    }
    let whole = merged(points, portion: 1000)
    #expect(whole.parts["m"]?.seen == 1000 && whole.vectors(of: "m").count == VectorSample.most)
    #expect(whole.parts["m"]?.points.map(\.lot) == Array(points.map(\.lot).sorted().prefix(VectorSample.most)))
    for portion in [1, 7, 300] {
      #expect(merged(points.shuffled(using: &numbers), portion: portion) == whole)
    }
    let erased = points.map { VectorSample.Point(lot: $0.lot, vector: ($0.vector?[0] ?? 0) < 500 ? nil : $0.vector) }
    let left = merged(erased, portion: 100)
    #expect(left.parts["m"]?.points.map(\.lot) == whole.parts["m"]?.points.map(\.lot))
    #expect(left.vectors(of: "m") == whole.vectors(of: "m").filter { $0[0] >= 500 })
  }
}
