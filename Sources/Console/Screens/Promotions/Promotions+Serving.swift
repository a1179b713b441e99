import Governance

extension PromotionsScreen {
  var whyNotShift: String? {
    guard let detail = reading?.detail, focus == .detail else { return "Open the promotion first: Enter." }
    guard detail.rollout?.serves != nil else { return "Nothing is served by this promotion now." }
    return detail.shares.count < 2 ? "Nothing is served beside it: there is no traffic to shift." : nil
  }

  var whyNotWaive: String? {
    guard let detail = reading?.detail, focus == .detail else { return "Open the promotion first: Enter." }
    guard detail.row.state == .open else { return "It is \(detail.row.state.rawValue) already." }
    return detail.requirements.contains { $0.state == .unmet } ? nil : "Every requirement is met."
  }

  var whyNotRollBack: String? {
    reading == nil || focus != .detail ? "Open the promotion first: Enter." : nil
  }

  /// What was asked for about served traffic: the form comes once its facts are here.
  mutating func serve(_ message: ServingMessage) -> [Effect<Message>] {
    guard let row = reading?.detail.row else { return [] }
    switch message {
    case .traffic:
      guard let rollout = reading?.detail.rollout else { return [] }
      return [.ask(RollbackForm.traffic(row, rollout)) { .serving(.shift(row.id, $0)) }]
    case .shift(let id, let answer):
      guard let weight = Int(answer["weight"]), (0...100).contains(weight) else {
        return [
          .formRefused(
            Problem(
              .usage, "promotion.weight", happened: "A weight is a whole number from 0 to 100.",
              remedy: "Type another."))
        ]
      }
      let reason = answer["reason"]
      return [
        .write("the shift") { desk throws(Problem) in
          try await desk.shiftTraffic(id, to: weight, reason: reason)
        } then: {
          .recorded($0, id: id)
        }
      ]
    case .waive:
      guard let detail = reading?.detail else { return [] }
      return [.ask(WaiverForm.spec(detail)) { .serving(.waived(row, $0)) }]
    case .waived(let row, let answer):
      guard let days = Int64(answer["days"]), (1...180).contains(days) else {
        return [
          .formRefused(
            Problem(.usage, "waiver.expiry", happened: "A waiver lasts 1 to 180 days.", remedy: "Type another number."))
        ]
      }
      let wish = WaiverWish(
        promotion: row.id, requirement: answer["requirement"], owner: answer["owner"],
        expiresAt: sight.now.advanced(bySeconds: days * 86_400))
      let reason = answer["reason"]
      return [
        .write("the waiver") { desk throws(Problem) in
          try await desk.askWaiver(wish, reason: reason)
        } then: {
          .recorded($0, id: row.id)
        }
      ]
    case .rollBack:
      return [RollbackForm.targets(row.artifact, in: row.environment) { .serving(.targets($0, row)) }]
    case .targets(.failure(let problem), _): return [.tell(problem)]
    case .targets(.success(let targets), let row):
      guard let spec = RollbackForm.spec(row.artifact, row.environment, targets, now: sight.now) else {
        return [.refuse(RollbackForm.why(row.artifact, row.environment, targets))]
      }
      return [.ask(spec) { .serving(.back(row, $0)) }]
    case .back(let row, let answer):
      return [RollbackForm.record(answer, of: row.artifact, in: row.environment) { .recorded($0, id: row.id) }]
    }
  }

  enum ServingMessage: Sendable {
    case traffic
    case waive
    case waived(PromotionRow, FormAnswer)
    case shift(Int64, FormAnswer)
    case rollBack
    case targets(Result<[RollbackTarget], Problem>, PromotionRow)
    case back(PromotionRow, FormAnswer)
  }
}
