internal import Catalog
internal import Governance
internal import SampleWorld

/// The desks of the sample world's people: each acts through their own login.
final class People {
  private let own: OwnCatalog
  private var desks: [String: Workbench] = [:]
  /// The catalog's number of a promotion, by the world's key.
  private var promotions: [String: Int64] = [:]
  /// The catalog's number of an incident, by the world's key.
  private var incidents: [String: Int64] = [:]

  init(_ own: OwnCatalog) { self.own = own }

  func perform(_ act: Act, _ world: World) async throws(Problem) {
    let desk = desks[act.by] ?? Workbench(own.connection(as: act.by), keyRing: own.keyRing(of: act.by))
    desks[act.by] = desk
    switch act.what {
    case .register(let registration):
      _ = try await desk.register(registration, effectiveAt: act.at, channel: .command)
    case .evaluate(let artifact, let evaluation):
      let name = VersionName(artifact: artifact, selector: .label(evaluation.label))
      _ = try await desk.evaluate(name, evaluation, effectiveAt: act.at, channel: .command)
    case .request(let key, let version, let environment, let reason):
      promotions[key] = try await desk.requestPromotion(version, to: environment, reason: reason, channel: .command)
        .promotion
    case .sign(let key, let reason):
      guard let promotion = promotions[key] else { return }
      let revision = try await desk.promotion(promotion).row.revision
      _ = try await desk.sign(promotion, revision: revision, reason: reason, channel: .screen)
    case .reject(let key, let reason):
      guard let promotion = promotions[key] else { return }
      let revision = try await desk.promotion(promotion).row.revision
      _ = try await desk.reject(promotion, revision: revision, reason: reason, channel: .screen)
    case .retire(let artifact, let reason):
      _ = try await desk.retire(artifact, reason: reason, channel: .command)
    case .workQueue(let tier, let count):
      var done = 0
      while done < count ?? Int.max, let claim = try await desk.claimNext(tier: tier) {
        let item = try await desk.openReview(claim.item)
        let verdict = world.judgement(of: item.generation, by: act.by)
        _ = try await desk.decide(claim, verdict.decision, reason: verdict.reason, channel: .screen)
        done += 1
      }
    case .adjudicate:
      let filter = ReviewFilter(states: [.disagreed, .escalated])
      for row in try await desk.reviewItems(filter, at: .first, limit: 1000).rows {
        let item = try await desk.openReview(row.id)
        guard !item.verdicts.contains(where: { $0.reviewer == act.by }) else { continue }
        let verdict = world.judgement(of: item.generation, by: act.by)
        let decision: Decision = verdict.decision == .escalate ? .block : verdict.decision
        _ = try await desk.adjudicate(
          row.id, revision: item.row.revision, decision, reason: verdict.reason, channel: .screen)
      }
    case .fact(let fact): try await settle(fact, through: desk)
    case .incident(let deed): try await settle(deed, through: desk)
    case .quarter(let deed): try await settle(deed, through: desk)
    case .claim(let tier, let count):
      for _ in 0..<count { _ = try await desk.claimNext(tier: tier) }
    case .serve(let artifact, let endpoint, let reason):
      _ = try await desk.setShadowEndpoint(artifact, endpoint, reason: reason, channel: .command)
    case .replay(let candidate, let versions, let prompts, let reason):
      let label = String(candidate.text.dropFirst(candidate.artifact.count + 1))
      let plan = ShadowPlan(
        artifact: candidate.artifact, candidate: label, versions: versions, prompts: prompts, days: 30,
        seed: Int64(world.seed & 0xFFFF_FFFF), reason: reason)
      let run = try await desk.openShadowRun(plan, channel: .command).run
      _ = try await desk.driveShadowRun(run, service: SampleModels(), channel: .command)
    }
  }

  private func settle(_ deed: IncidentDeed, through desk: Workbench) async throws(Problem) {
    if case .open(let notice) = deed.what {
      incidents[deed.incident] = try await desk.openIncident(notice, channel: .screen).incident
    }
    guard let incident = incidents[deed.incident] else { return }
    switch deed.what {
    case .open: break
    case .report(let duty, let stage, let reason):
      _ = try await desk.reportIncident(
        incident, duty: duty, stage: stage, at: nil, reason: reason, channel: .screen)
    case .note(let words): _ = try await desk.noteIncident(incident, words, channel: .screen)
    case .close(let reason): _ = try await desk.closeIncident(incident, reason: reason, channel: .screen)
    }
  }

  /// A quarter that something stops stays as it is: what stopped it is on the screen.
  private func settle(_ deed: QuarterDeed, through desk: Workbench) async throws(Problem) {
    do throws(Problem) {
      switch deed.what {
      case .open: _ = try await desk.openSnapshot(deed.quarter, reason: deed.reason, channel: .screen)
      case .freeze: _ = try await desk.freezeSnapshot(deed.quarter, reason: deed.reason, channel: .screen)
      }
    } catch  where error.code == "snapshot.stopped" {
      return
    }
  }

  private func settle(_ fact: FactAct, through desk: Workbench) async throws(Problem) {
    switch fact.what {
    case .ask(let owner, let due, let question):
      _ = try await desk.ask(
        fact.artifact, key: fact.key, question: question, due: due, owner: owner, channel: .screen)
    case .state(let value, let reason):
      _ = try await desk.state(fact.artifact, key: fact.key, value: value, reason: reason, channel: .command)
    case .confirm(let reason):
      guard let row = try await desk.fact(of: fact.artifact, key: fact.key), let answer = row.answer else { return }
      _ = try await desk.confirm(row.id, answer: answer.id, reason: reason, channel: .screen)
    }
  }
}
