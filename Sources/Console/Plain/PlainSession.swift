import Governance
import Operations

/// The console without a drawn screen: review and sign by lines, for screen readers. The rules are the console's own: an
/// item is read to its end before it is decided, a write names what was read, and lines typed ahead decide nothing.
struct PlainSession: Sendable {
  let desk: any Desk
  let dialog: LineDialog
  let officer: Officer

  /// Until the officer leaves.
  func run() async {
    let roles = officer.roles.isEmpty ? "no rights yet" : officer.roles.joined(separator: ", ")
    dialog.say("Countersign, line by line. \(officer.catalog)\(officer.isDemo ? ", a demo" : "").")
    dialog.say("You are \(officer.name), \(officer.login): \(roles).")
    await office()
    while let answer = await dialog.ask("r reviews, s signs, o says what waits, q leaves:") {
      switch answer {
      case "r": await review()
      case "s": await sign()
      case "o": await office()
      case "q": return
      case "": break
      default: dialog.say("Answer r, s, o or q.")
      }
    }
  }

  /// Runs what may be refused; the refusal is said in full.
  func trying<Value>(_ work: () async throws(Problem) -> Value) async -> Value? {
    do throws(Problem) {
      return try await work()
    } catch {
      dialog.say("Refused. \(error.summary)")
      return nil
    }
  }

  private func office() async {
    guard let office = await trying({ () throws(Problem) in try await desk.office() }) else { return }
    if office.claimedByMe > 0 { dialog.say("\(NumberWords.of(office.claimedByMe, "item")) claimed by you.") }
    for queue in office.queues {
      let overdue = queue.breached == 0 ? "" : ", \(queue.breached) overdue"
      dialog.say("\(NumberWords.count(queue.waiting)) wait in \(queue.id)\(overdue).")
    }
    dialog.say("\(NumberWords.of(office.waitingForMySignature, "promotion")) waiting for your signature.")
    if office.toAdjudicate > 0 { dialog.say("\(NumberWords.of(office.toAdjudicate, "disagreement")) to adjudicate.") }
  }

  // MARK: Review

  private func review() async {
    while let answer = await dialog.ask(
      "c claims the next, l lists what waits, m lists what is yours, a number opens an item, b goes back:")
    {
      switch answer {
      case "b", "": return
      case "c": await claimNext()
      case "l": await list(ReviewFilter())
      case "m": await list(ReviewFilter(mine: true))
      default:
        if let item = Int64(answer) { await open(item) } else { dialog.say("Answer c, l, m, b or a number.") }
      }
    }
  }

  private func list(_ filter: ReviewFilter) async {
    let found = await trying { () throws(Problem) in
      (try await desk.reviewItems(filter, at: .first, limit: 10).rows, try await desk.nowOnServer())
    }
    guard let (rows, now) = found else { return }
    if rows.isEmpty { dialog.say("Nothing is waiting.") }
    for row in rows { dialog.say(PlainItem.heading(row, now: now)) }
  }

  private func claimNext() async {
    guard let claim = await trying({ () throws(Problem) in try await desk.claimNext(tier: nil, queue: nil) }) else {
      return
    }
    guard let claim else { return dialog.say("Nothing is waiting.") }
    dialog.say("Claimed for you until \(claim.until.clock) UTC.")
    await open(claim.item)
  }

  /// Reads an item, then asks for a verdict; until it is decided or left.
  private func open(_ item: Int64) async {
    while true {
      let found = await trying { () throws(Problem) in
        (try await desk.openReview(item), try await desk.nowOnServer())
      }
      guard let (opened, now) = found else { return }
      var detail = opened
      dialog.say(PlainItem.heading(detail.row, now: now) + ".")
      let end = await PlainReading(PlainItem.parts(detail)).read(in: dialog) { detail.claim = await kept(detail.claim) }
      guard end == true else { return }
      dialog.say("This is the end of item \(item).")
      guard await decide(on: detail) else { return }
    }
  }

  /// A lease that is about to run out is renewed while somebody reads.
  private func kept(_ claim: Claim?) async -> Claim? {
    guard let claim, let now = try? await desk.nowOnServer(), claim.until > now, claim.until.seconds(since: now) < 300
    else { return claim }
    return await trying { () throws(Problem) in try await desk.renew(claim) } ?? claim
  }

  /// True when the item is to be read again.
  private func decide(on detail: ReviewDetail) async -> Bool {
    let item = detail.row.id
    if detail.row.state == .done {
      dialog.say("It is decided already.")
      return false
    }
    let isLead = officer.roles.contains("lead")
    let basis: DecisionBasis
    if let claim = detail.claim {
      basis = .claim(claim)
    } else if isLead, detail.row.state == .disagreed || detail.row.state == .escalated {
      basis = .adjudication(item: item, revision: detail.row.revision)
    } else {
      guard await dialog.askAnew("It is not claimed by you. c claims it, anything else goes back:") == "c" else {
        return false
      }
      return await trying { () throws(Problem) in try await desk.claim(item) } != nil
    }
    let more = if case .claim = basis { ", e escalates, z puts it back" } else { "" }
    while let answer = await dialog.askAnew(
      "a accepts, m masks and accepts, x blocks\(more), p reads again, b leaves it as it is:")
    {
      switch (answer, basis) {
      case ("a", _): if await record(.accept, detail, basis) { return false }
      case ("m", _): if await record(.mask, detail, basis) { return false }
      case ("x", _): if await record(.block, detail, basis) { return false }
      case ("e", .claim): if await record(.escalate, detail, basis) { return false }
      case ("z", .claim(let claim)):
        if let done = await trying({ () throws(Problem) in try await desk.release(claim) }) {
          dialog.say(Notice(done).text)
        }
        return false
      case ("p", _): return true
      case ("b", _), ("", _): return false
      default: dialog.say("Answer with one of the letters.")
      }
    }
    return false
  }

  private func record(_ decision: Decision, _ detail: ReviewDetail, _ basis: DecisionBasis) async -> Bool {
    guard let answer = await PlainForm(spec: DecisionForm.spec(decision, detail, basis)).fill(in: dialog) else {
      return false
    }
    let harm = answer["harm"].isEmpty ? nil : answer["harm"]
    let done = await trying { () throws(Problem) -> Recorded in
      switch basis {
      case .claim(let claim): try await desk.decide(claim, decision, reason: answer["reason"], harm: harm)
      case .adjudication(let item, let revision):
        try await desk.adjudicate(item, revision: revision, decision, reason: answer["reason"], harm: harm)
      }
    }
    if let done { dialog.say(Notice(done).text) }
    return done != nil
  }

  // MARK: Signing

  private func sign() async {
    var filter = PromotionFilter()
    filter.states = [.open]
    let wanted = filter
    while true {
      guard
        let rows = await trying({ () throws(Problem) in try await desk.promotions(wanted, at: .first, limit: 20).rows })
      else { return }
      guard !rows.isEmpty else { return dialog.say("No promotion is open.") }
      for (place, row) in rows.enumerated() { dialog.say("\(place + 1) \(PlainPromotion.heading(row))") }
      guard let answer = await dialog.ask("A number opens a promotion, b goes back:"), answer != "b", !answer.isEmpty
      else { return }
      guard let number = Int(answer), rows.indices.contains(number - 1) else {
        dialog.say("Answer with 1 to \(rows.count), or b.")
        continue
      }
      await open(promotion: rows[number - 1].id)
    }
  }

  private func open(promotion id: Int64) async {
    while true {
      guard let detail = await trying({ () throws(Problem) in try await desk.promotion(id) }) else { return }
      dialog.say(PlainPromotion.heading(detail.row) + ".")
      guard await PlainReading(PlainPromotion.parts(detail)).read(in: dialog, between: {}) == true else { return }
      dialog.say("This is the end of the promotion.")
      guard await decide(on: detail) else { return }
    }
  }

  /// True when the promotion is to be read again.
  private func decide(on detail: PromotionDetail) async -> Bool {
    if let why = whyNotSign(detail) { dialog.say("You cannot sign: \(why)") }
    while let answer = await dialog.askAnew("s signs, x rejects, p reads again, b leaves it as it is:") {
      switch answer {
      case "s":
        if let why = whyNotSign(detail) { dialog.say(why) } else if await record(.sign, detail) { return false }
      case "x": if await record(.reject, detail) { return false }
      case "p": return true
      case "b", "": return false
      default: dialog.say("Answer with one of the letters.")
      }
    }
    return false
  }

  private func whyNotSign(_ detail: PromotionDetail) -> String? {
    if case .locked(_, let file) = detail.means {
      // A passphrase typed in lines would be read aloud, and stay on the screen.
      return "The key in \(file) is locked: add it to ssh-agent, or sign by `countersign promote sign`."
    }
    if detail.row.state != .open { return "It is \(detail.row.state.rawValue) already." }
    let unmet = detail.requirements.filter { $0.state == .unmet }.map(\.id)
    return detail.refusal
      ?? (unmet.isEmpty ? nil : "It cannot be signed while \(unmet.joined(separator: ", ")) is unmet.")
  }

  private func record(_ act: PromotionsScreen.Act, _ detail: PromotionDetail) async -> Bool {
    guard let answer = await PlainForm(spec: SignatureForm.spec(act, detail)).fill(in: dialog) else { return false }
    let (id, revision, reason) = (detail.row.id, detail.row.revision, answer["reason"])
    let done = await trying { () throws(Problem) -> Recorded in
      switch act {
      case .sign: try await desk.sign(id, revision: revision, reason: reason, passphrase: nil)
      case .reject: try await desk.reject(id, revision: revision, reason: reason)
      }
    }
    if let done { dialog.say(Notice(done).text) }
    return done != nil
  }
}
