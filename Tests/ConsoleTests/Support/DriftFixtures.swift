import Governance
import Operations

/// Figures that follow from the day alone: steady for four weeks, longer answers and more flags in the last one.
private struct Days {
  var days: [Instant]

  init(_ period: Period) {
    let count = period.until.seconds(since: period.since) / 86_400
    days = (0..<count).map { period.since.advanced(bySeconds: $0 * 86_400) }
  }

  /// 0…1, without pattern enough.
  static func noise(_ day: Instant, _ salt: Int64) -> Double {
    let number = UInt64(bitPattern: day.microseconds / 86_400_000_000 &+ salt &* 7919) &* 6_364_136_223_846_793_005
    return Double(number >> 40) / Double(1 << 24)
  }

  static func isLate(_ day: Instant) -> Bool { Instant.pinned.seconds(since: day) < 6 * 86_400 }
}

extension Behaviour {
  static func fixture(_ watched: Watched, _ period: Period) -> Behaviour {
    let calls = Days(period).days.filter { $0 < .pinned }.flatMap { day -> [CallDay] in
      let late = Days.isLate(day)
      let n = 300 + Int(Days.noise(day, 1) * 120) + (late ? 160 : 0)
      let share = late ? 0.4 : 0.0
      return [("13", Double(n) * share), ("14", Double(n) * (1 - share))].compactMap { version, part in
        let count = Int(part)
        guard count > 0 else { return nil }
        return CallDay(
          version: version, day: day, calls: count, high: count * (late ? 9 : 4) / 100, medium: count * 19 / 100,
          tokensIn: .init(Double(count) * (900 + Days.noise(day, 2) * 40), said: count),
          tokensOut: .init(Double(count) * (late ? 260 : 190 + Days.noise(day, 3) * 14), said: count),
          latency: .init(Double(count) * (1_240_000 + Days.noise(day, 4) * 90_000), said: count),
          cost: .init(Double(count) * (2_900 + Days.noise(day, 5) * 100), said: count), currency: "USD")
      }
    }
    let verdicts = calls.map {
      VerdictDay(version: $0.version, day: $0.day, decided: $0.high, blocked: $0.high * 6 / 10)
    }
    return Behaviour(watched: watched, period: period, calls: calls, verdicts: verdicts)
  }
}

extension Judgements {
  static func fixture(_ watched: Watched, _ period: Period) -> Judgements {
    let calls = Behaviour.fixture(watched, period).calls
    return Judgements(
      watched: watched, period: period,
      flags: calls.flatMap { day in
        [
          FlagDay(version: day.version, day: day.day, category: "privacy_pii", calls: day.calls * 6 / 100),
          FlagDay(
            version: day.version, day: day.day, category: "hate_harassment",
            calls: day.calls * (Days.isLate(day.day) ? 4 : 1) / 100),
        ]
      },
      scores: calls.map { day in
        let mean = 0.93 - (Days.isLate(day.day) ? 0.04 : 0) + Days.noise(day.day, 6) * 0.01
        let n = Double(day.calls)
        return ScoreDay(
          version: day.version, day: day.day, score: "groundedness", judged: day.calls, total: n * mean,
          squares: n * (mean * mean + 0.002))
      })
  }
}

extension CountedValue {
  static func fixture(_ figure: String, _ period: Period) -> [CountedValue] {
    let isWindow = period.until > .pinned
    let shift = figure == "tokens_out" && isWindow ? 55.0 : 0
    return (0..<80).map { step in
      let height = max(1, 60 - abs(step - 40) * abs(step - 40) / 20)
      return CountedValue(value: 150 + Double(step) * 2 + shift, calls: isWindow ? height / 2 : height * 4)
    }
  }
}
