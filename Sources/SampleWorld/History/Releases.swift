import Governance

extension Story {
  /// Registers, measures and promotes every version as its fate says.
  mutating func tellReleases(of blueprints: [Blueprint]) {
    for (place, blueprint) in blueprints.enumerated() {
      for (turn, release) in blueprint.releases.enumerated() {
        let parent = turn > 0 ? blueprint.releases[turn - 1].label : nil
        tell(release, of: blueprint, parent: parent, minutes: place * 6)
      }
      if blueprint.name == "letter-archive-search" {
        tell(
          calendar.morning(daysAgo: 115, minutes: 95), "dagmar.voss",
          .retire(
            artifact: blueprint.name,
            reason: "The archive searches by itself since June; nobody called this for a month."))
      }
    }
  }

  private mutating func tell(_ release: Release, of blueprint: Blueprint, parent: String?, minutes: Int) {
    var chance = SplitMix64(seed, blueprint.name + "@" + release.label)
    var at = calendar.morning(daysAgo: release.daysAgo, minutes: minutes)
    tell(
      at, release.by,
      .register(
        Registration(
          artifact: blueprint.name, kind: blueprint.kind, team: blueprint.team, owner: blueprint.owner,
          tier: blueprint.tier, purpose: blueprint.purpose, label: release.label,
          body: release.written(as: blueprint.kind),
          message: release.why, parent: parent, source: release.source,
          dependsOn: release.uses.map { (Story.version($0.name), $0.role) })))
    let takenOver = release.daysAgo > 184
    for measure in figures(of: release) {
      at = takenOver ? at.advanced(bySeconds: 40) : later(at, minutes: 25...80, &chance)
      tell(
        at, release.by,
        .evaluate(
          artifact: blueprint.name,
          Evaluation(
            label: release.label, suite: measure.suite, metric: measure.metric, value: measure.value,
            limit: measure.limit, atLeast: measure.atLeast, n: measure.n, suppliedBy: release.by, at: at)))
    }
    let requester = release.requester ?? release.by
    switch release.fate {
    case .kept, .measured: break
    case .awaited where release.isMet: promote(release, blueprint, to: "staging", by: requester, at: &at, &chance)
    case .awaited: break
    case .staging: promote(release, blueprint, to: "staging", by: requester, at: &at, &chance)
    case .production where takenOver:
      promote(release, blueprint, to: "production", by: requester, at: &at, &chance)
    case .production:
      promote(release, blueprint, to: "staging", by: requester, at: &at, &chance)
      at = later(at, minutes: 900...1800, &chance)
      promote(release, blueprint, to: "production", by: requester, at: &at, &chance)
    case .rejected(let reason):
      at = later(at, minutes: 300...600, &chance)
      let key = Story.key(blueprint.name, release.label, "production")
      tell(
        at, requester,
        .request(promotion: key, name(blueprint, release), environment: "production", reason: release.why))
      at = later(at, minutes: 120...400, &chance)
      tell(at, "claire.moreau", .reject(promotion: key, reason: reason))
    }
  }

  /// What was taken over had been in use and was measured once, late and modestly.
  private func figures(of release: Release) -> [Measure] {
    guard release.measures.isEmpty, case .production = release.fate else { return release.measures }
    var chance = SplitMix64(seed, release.why + release.by + release.label)
    return Measure.words(
      "takeover", groundedness: Double(chance.within(901...913)) / 1000, toxicity: Double(chance.within(2...8)) / 1000,
      cost: 0.006, limit: 0.02, n: 120)
  }

  private mutating func promote(
    _ release: Release, _ blueprint: Blueprint, to environment: String, by requester: String, at: inout Instant,
    _ chance: inout SplitMix64
  ) {
    let key = Story.key(blueprint.name, release.label, environment)
    let takenOver = release.daysAgo > 184
    let pause = takenOver ? 2...9 : 20...240
    at = later(at, minutes: pause, &chance)
    let reason =
      takenOver
      ? "It serves production today; this puts the fact on record."
      : environment == "staging" ? chance.one(of: Wording.toStaging, else: "") : release.why
    tell(at, requester, .request(promotion: key, name(blueprint, release), environment: environment, reason: reason))
    var signers = Person.approvers
    for _ in 0..<Story.quorum(blueprint.tier, environment) {
      let signer = signers.remove(at: chance.below(signers.count))
      at = later(at, minutes: pause, &chance)
      let words = takenOver ? Wording.takeover : environment == "staging" ? Wording.staging : Wording.production
      tell(at, signer, .sign(promotion: key, reason: chance.one(of: words, else: "")))
    }
  }

  private func later(_ at: Instant, minutes: ClosedRange<Int>, _ chance: inout SplitMix64) -> Instant {
    calendar.working(at.advanced(bySeconds: Int64(chance.within(minutes)) * 60 + Int64(chance.below(60))), &chance)
  }

  private func name(_ blueprint: Blueprint, _ release: Release) -> VersionName {
    VersionName(artifact: blueprint.name, selector: .label(release.label))
  }

  /// `gpt-x@2026-08` as a name; without an `@` the label is empty, which no version has.
  static func version(_ text: String) -> VersionName {
    let at = text.lastIndex(of: "@") ?? text.endIndex
    return VersionName(artifact: String(text[..<at]), selector: .label(String(text[at...].dropFirst())))
  }

  static func key(_ artifact: String, _ label: String, _ environment: String) -> String {
    "\(artifact)@\(label)>\(environment)"
  }

  /// Signatures a promotion needs.
  static func quorum(_ tier: Tier, _ environment: String) -> Int {
    environment == "production" && tier > .low ? 2 : 1
  }
}

extension Release {
  /// Measured, and nothing below its limit.
  fileprivate var isMet: Bool {
    !measures.isEmpty && measures.allSatisfy { $0.atLeast ? $0.value >= $0.limit : $0.value <= $0.limit }
  }
}

extension Person {
  /// Those who sign; none of them builds, so none is ever the author.
  static var approvers: [String] { all.filter { $0.roles.contains("approver") }.map(\.login) }
  /// Those who work the queues; the lead settles their differences and works none.
  static var reviewers: [String] {
    all.filter { $0.roles.contains("reviewer") && !$0.roles.contains("lead") }.map(\.login)
  }
}

extension Release {
  /// The body as it is registered: a chain or system says itself what it pins, so that other pins make another version.
  fileprivate func written(as kind: ArtifactKind) -> String {
    guard kind == .chain || kind == .system, case .object(let members) = body else { return body.written }
    let pins = uses.map { JSONText.object([("role", .text($0.role)), ("version", .text($0.name))]) }
    return JSONText.object(members + [("pins", .list(pins))]).written
  }
}
