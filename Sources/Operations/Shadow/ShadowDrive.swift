internal import Catalog
internal import Evidence
internal import Governance
internal import Shadow
internal import Synchronization

/// Puts the prompts of one run to its versions and judges, and keeps what they answer. One drive at a time has the run: its
/// fence goes with every word to the catalog.
final class ShadowDrive: Sendable {
  private let connection: Connection
  private let service: any ModelService
  private let run: Int64
  private let fence: Int64
  private let arms: [ShadowArm]
  private let scorers: [(metric: String, scorer: any Scorer)]
  private let judges: [Int: ShadowJudge]
  private let paces: [String: EndpointPace]
  private let progress: @Sendable () async -> Void
  private let lastTold = Mutex(ContinuousClock.now)
  /// Why no more is asked for.
  private let brake = Mutex<Problem?>(nil)

  init(
    _ connection: Connection, run: Int64, fence: Int64, arms: [ShadowArm], metrics: [ShadowMetric],
    judges: [Int: ShadowJudge], service: any ModelService, progress: @escaping @Sendable () async -> Void
  ) throws(Problem) {
    (self.connection, self.run, self.fence, self.arms) = (connection, run, fence, arms)
    (self.judges, self.service, self.progress) = (judges, service, progress)
    var scorers: [(metric: String, scorer: any Scorer)] = []
    for metric in metrics {
      if let scorer = try ScorerIndex.scorer(of: metric.name) { scorers.append((metric.name, scorer)) }
    }
    self.scorers = scorers
    var paces: [String: EndpointPace] = [:]
    for endpoint in arms.compactMap(\.endpoint) where paces[endpoint.url] == nil {
      // Versions that share a service share its patience: the strictest limit counts.
      let strictest = arms.compactMap(\.endpoint).filter { $0.url == endpoint.url }.map(\.perMinute).min()
      paces[endpoint.url] = EndpointPace(perMinute: strictest ?? endpoint.perMinute)
    }
    self.paces = paces
  }

  /// Asks until nothing is left to be asked, and answers why it ended before, if it did.
  func toTheEnd() async -> Problem? {
    await withTaskGroup(of: Void.self) { group in
      for arm in arms {
        guard let endpoint = arm.endpoint, let pace = paces[endpoint.url] else { continue }
        for _ in 0..<endpoint.atOnce { group.addTask { await self.work(arm, endpoint, pace) } }
      }
    }
    return brake.withLock { $0 }
  }

  private var isStopped: Bool { Task.isCancelled || brake.withLock { $0 != nil } }

  /// Once a second.
  private var isTimeToTell: Bool {
    lastTold.withLock { last in
      guard ContinuousClock.now - last >= .seconds(1) else { return false }
      last = .now
      return true
    }
  }

  private func stop(_ problem: Problem) { brake.withLock { $0 = $0 ?? problem } }

  private func work(_ arm: ShadowArm, _ endpoint: ShadowEndpoint, _ pace: EndpointPace) async {
    var patience = 20
    while !isStopped {
      await pace.turn()
      if isStopped { return }
      do throws(Problem) {
        switch try await connection.one(NextShadowRequest(run: run, fence: fence, arm: arm.arm)) {
        case .done: return await pace.giveBack()
        case .limit:
          stop(
            Problem(
              .unmet, "shadow.cost-limit", happened: "The run's cost limit is reached.",
              because: "The next answer could cost more than is left.",
              remedy: "Resume it with a higher --max-cost, or abandon it."))
          return
        case .wait:
          await pace.giveBack()
          try? await Task.sleep(for: .milliseconds(patience))
          patience = min(patience * 2, 500)
        case .ask(let request):
          patience = 20
          try await ask(request, of: arm, endpoint, pace)
          if isTimeToTell { await progress() }
        }
      } catch {
        stop(error)
      }
    }
  }

  private func ask(
    _ request: NextShadowRequest.Request, of arm: ShadowArm, _ endpoint: ShadowEndpoint, _ pace: EndpointPace
  ) async throws(Problem) {
    let turns = try GenerationReading.turns(of: request.body)
    guard let conversation = PromptMessages.messages(turns) else {
      return try await fail(request, arm, .given_up, nil, "the prompt is not text alone")
    }
    let model = endpoint.model ?? arm.label
    let answer = String(decoding: request.answer ?? [], as: UTF8.self)
    func chat(_ messages: [ChatMessage]) async -> ModelOutcome {
      await service.ask(
        ModelCall(
          url: endpoint.url, model: model, messages: messages, maxTokens: endpoint.maxTokens,
          idempotencyKey: request.key))
    }
    let outcome =
      switch judges[arm.arm] {
      case nil: await chat(conversation)
      case .prompt(let judge): await chat(judge.messages(conversation: conversation, answer: answer))
      case .checker(let checker):
        await service.check(
          checker.call(
            url: endpoint.url, model: model, conversation: conversation, answer: answer, idempotencyKey: request.key))
      }
    switch outcome {
    case .answered(let reply, let microseconds):
      await pace.answered()
      _ = try await connection.rows(
        KeepShadowReply(
          run: run, fence: fence, arm: arm.arm, request: request, text: reply.text.replacing("\0", with: "\u{FFFD}"),
          finish: reply.finish, tokensIn: reply.tokensIn, tokensOut: reply.tokensOut, microseconds: microseconds,
          scores: ShadowMetric.text(scores(of: reply.text, arm, turns))))
    case .refused(let status, let retryAfter, let words):
      try await refused(request, arm, status, retryAfter, words, pace)
    case .unsent(let words):
      let isDown = await pace.unsent()
      try await fail(request, arm, .unsent, nil, words)
      if isDown {
        throw Problem(
          .unreachable, "shadow.endpoint", happened: "The endpoint of \(arm.label) cannot be reached.", because: words,
          remedy: "Check its address, then resume the run.")
      }
    case .inDoubt(let words):
      await pace.pause(nil)
      try await fail(request, arm, .in_doubt, nil, words)
    }
  }

  private func scores(of text: String, _ arm: ShadowArm, _ turns: [Turn]) -> JSONValue {
    if let judge = judges[arm.arm] {
      return [
        [
          "metric": .string(arm.metric ?? ""), "value": ShadowMetric.number(judge.figure(in: text)),
          "judge": .string("\(arm.artifact)@\(arm.label)"),
        ]
      ]
    }
    let delivered = turns.filter(\.isResponse).map(\.words)
    return .array(
      scorers.map { metric, scorer in
        let value = scorer.score(text, delivered: delivered.isEmpty ? nil : delivered.joined(separator: "\n"))
        return ["metric": .string(metric), "value": ShadowMetric.number(value)]
      })
  }

  /// What a service refuses for every prompt ends the drive; what it refuses for this one is given up; the rest is tried again.
  private func refused(
    _ request: NextShadowRequest.Request, _ arm: ShadowArm, _ status: Int, _ retryAfter: Double?, _ words: String,
    _ pace: EndpointPace
  ) async throws(Problem) {
    switch status {
    case 400, 413, 422: try await fail(request, arm, .given_up, status, words)
    case 408, 409, 425, 429, 500...599:
      if let retryAfter, retryAfter > EndpointPace.longestWait {
        try await fail(request, arm, .refused, status, words)
        throw Problem(
          .conflict, "shadow.patience",
          happened: "The endpoint of \(arm.label) asks to wait \(Int(retryAfter)) seconds.",
          remedy: "Resume the run then.")
      }
      await pace.pause(retryAfter)
      try await fail(request, arm, .refused, status, words)
    default:
      try await fail(request, arm, .refused, status, words)
      throw Problem(
        .unreachable, "shadow.endpoint", happened: "The endpoint of \(arm.label) refuses to answer.",
        because: "It said status \(status).", remedy: "Check its address, model and key, then resume the run.")
    }
  }

  private func fail(
    _ request: NextShadowRequest.Request, _ arm: ShadowArm, _ outcome: FailShadowRequest.Outcome, _ status: Int?,
    _ words: String
  ) async throws(Problem) {
    _ = try await connection.rows(
      FailShadowRequest(
        run: run, fence: fence, arm: arm.arm, request: request, outcome: outcome, status: status, words: words))
  }
}

/// A stored conversation as messages of a chat.
enum PromptMessages {
  /// Nil when something of it is not text, and when there is nothing.
  static func messages(_ turns: [Turn]) -> [ChatMessage]? {
    let asked = turns.filter { !$0.isResponse }
    let isText = asked.allSatisfy { $0.parts.allSatisfy { if case .text = $0 { true } else { false } } }
    guard !asked.isEmpty, isText else { return nil }
    return asked.map { ChatMessage(role: $0.role, content: $0.words) }
  }
}
