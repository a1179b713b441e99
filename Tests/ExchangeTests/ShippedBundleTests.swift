import Exchange
import Governance
import Policy
import Testing

/// Golden cases of the shipped bundle: everything met, and at least one unmet case a requirement.
@Suite("The shipped policy", .enabled(if: Library.path != nil, Comment(rawValue: Library.absence)))
struct ShippedBundleTests {
  private static let now = Instant(year: 2026, month: 11, day: 21)

  private static func figure(_ value: Double, limit: Double? = 0.9, atLeast: Bool = true, days: Int64 = 10)
    -> Evaluation
  {
    Evaluation(
      label: "22", suite: "kyc", metric: "f1", value: value, limit: limit, atLeast: atLeast, n: 500, suppliedBy: "cy",
      at: now.advanced(bySeconds: -days * 86_400))
  }

  private static let good = PromotionCandidate(
    artifact: "kyc-summary", kind: .prompt, tier: .high, owner: "ada", retired: false, version: "22",
    digest: String(repeating: "ab", count: 32), author: "bo", environment: "production",
    pins: [.init(Dependency(artifact: "atlas", label: "4", kind: .model, role: "model"), retired: false)],
    evaluations: [figure(0.91)],
    shadow: ShadowFact(expected: false, run: nil, verdict: nil, pairs: nil, against: [], live: nil, covers: true),
    now: now)

  private func unmet(_ change: (inout PromotionCandidate) -> Void) async throws -> [String] {
    var candidate = Self.good
    change(&candidate)
    let verdict = await Gate(try PolicyBundle.shipped(), engine: Library.engine()).decide(candidate)
    #expect(verdict.reasons.isEmpty, "\(verdict.reasons)")
    #expect(verdict.allow == verdict.unmet.isEmpty)
    return verdict.unmet.map(\.id)
  }

  @Test("lets a version through of which all is in order")
  func good() async throws {
    #expect(try await unmet { _ in } == [])
    #expect(try await unmet { $0.pins = [] } == [], "pinning nothing is no fault")
    #expect(try await unmet { $0.evaluations.append(Self.figure(3, limit: nil)) } == [], "a figure without a limit")
    #expect(try await unmet { $0.evaluations = [Self.figure(0.1, limit: 0.2, atLeast: false)] } == [])
    #expect(
      try await unmet {
        $0.environment = "development"
        $0.evaluations = []
      } == [], "development asks for no figures")
  }

  @Test("names what is unmet")
  func each() async throws {
    #expect(try await unmet { $0.owner = nil } == ["owner.named"])
    #expect(try await unmet { $0.owner = "" } == ["owner.named"])
    #expect(try await unmet { $0.tier = nil } == ["tier.set"])
    #expect(try await unmet { $0.retired = true } == ["artifact.current"])
    #expect(try await unmet { $0.pins[0].retired = true } == ["pins.current"])
    #expect(try await unmet { $0.pins[0].retired = nil } == ["pins.current"])
    #expect(try await unmet { $0.evaluations = [] } == ["evals.recorded", "evals.met", "evals.fresh"])
    #expect(try await unmet { $0.evaluations = [Self.figure(0.89)] } == ["evals.met"])
    #expect(try await unmet { $0.evaluations.append(Self.figure(0.1)) } == ["evals.met"])
    #expect(try await unmet { $0.evaluations = [Self.figure(0.3, limit: 0.2, atLeast: false)] } == ["evals.met"])
    #expect(try await unmet { $0.evaluationsComplete = false } == ["evals.met", "evals.fresh"])
    #expect(try await unmet { $0.evaluations = [Self.figure(0.95, days: -1)] } == ["evals.fresh"])
  }

  private static func shadow(_ verdict: ShadowVerdict?, covers: Bool = true) -> ShadowFact {
    ShadowFact(
      expected: true, run: verdict == nil ? nil : 7, verdict: verdict, pairs: verdict == nil ? nil : 400,
      against: ["21", "20"], live: "21", covers: covers)
  }

  @Test("asks live prompts of what production will serve: undecided blocks high tier alone, worse blocks all")
  func shadow() async throws {
    let missing = ["shadow.no_regress"]
    #expect(try await unmet { $0.shadow = nil } == missing, "nobody knows")
    #expect(try await unmet { $0.shadow = Self.shadow(.pass) } == [])
    #expect(try await unmet { $0.shadow = Self.shadow(.pass, covers: false) } == missing)
    #expect(try await unmet { $0.shadow = Self.shadow(.undecided) } == missing)
    #expect(try await unmet { $0.shadow = Self.shadow(nil) } == missing)
    for tier in Tier.allCases {
      let worse = try await unmet {
        $0.tier = tier
        $0.shadow = Self.shadow(.regressed)
      }
      #expect(worse == missing)
    }
    for verdict in [ShadowVerdict.pass, .undecided, nil] {
      let unmet = try await unmet {
        $0.tier = .medium
        $0.shadow = Self.shadow(verdict, covers: false)
      }
      #expect(unmet == [])
    }
    let staging = try await unmet {
      $0.environment = "staging"
      $0.shadow = Self.shadow(.regressed)
    }
    #expect(staging == [], "staging is where it is tried")
  }

  @Test("counts no figure that is no number")
  func notANumber() async throws {
    #expect(try await unmet { $0.evaluations.append(Self.figure(.nan)) } == ["evals.met"])
    #expect(
      try await unmet { $0.evaluations.append(Self.figure(-1, limit: .infinity, atLeast: false)) } == ["evals.met"])
  }

  @Test(
    "gives figures the age that its data allows the tier",
    arguments: [
      (Tier.high, Int64(90)), (.medium, 180), (.low, 365),
    ])
  func fresh(_ tier: Tier, _ days: Int64) async throws {
    for (age, expected) in [(days, []), (days + 1, ["evals.fresh"])] {
      let unmet = try await unmet {
        $0.tier = tier
        $0.evaluations = [Self.figure(0.95, days: age)]
      }
      #expect(unmet == expected)
    }
  }
}
