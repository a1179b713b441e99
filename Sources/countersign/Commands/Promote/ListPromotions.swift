import ArgumentParser
import Governance
import Operations

/// `promote list`
struct ListPromotions: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "Promotions, newest first.")
  @OptionGroup var globals: GlobalOptions
  @OptionGroup var paging: PageOptions
  @Option(help: "Only this artifact's.") var artifact: String?
  @Flag(help: "Only those you can sign now.") var waitingForMe = false
  @Flag(help: "Closed ones too.") var all = false

  @Option(help: FilterOption.help(.promotions)) var filter: String?

  func run() async throws {
    try await globals.withDesk { desk, output throws(Problem) in
      let asked = PromotionFilter(
        states: all ? PromotionState.allCases : [.open], artifact: artifact, waitingForMe: waitingForMe,
        words: try FilterOption.read(filter, .promotions))
      let page = try await desk.promotions(asked, at: paging.place, limit: paging.limit)
      guard !output.json else { return try output.list(page) { .promotion($0) } }
      output.table(
        ["NO", "VERSION", "TO", "STATE", "SIGNED", "MET", "REQUESTED BY", "AT"],
        page.rows.map { row in
          [
            String(row.id), "\(row.artifact)@\(row.label)", row.environment, row.state.rawValue,
            "\(row.signed)/\(row.needed)", "\(row.met)/\(row.requirements)", row.requestedBy, row.requestedAt.rfc3339,
          ]
        })
      paging.tell(page, output)
    }
  }
}

/// `promote show`
struct ShowPromotion: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "A promotion with its requirements and signatures.")
  @OptionGroup var globals: GlobalOptions
  @Argument(help: "The promotion's number.") var promotion: Int64
  @Flag(help: "Print the text that is signed alone, byte by byte as its SHA-256 names it.") var text = false
  @Option(help: ArgumentHelp("Print the envelope this person signed alone, as DSSE.", valueName: "person"))
  var envelope: String?

  func validate() throws {
    if text, envelope != nil { throw ValidationError("Choose one of --text and --envelope.") }
  }

  func run() async throws {
    try await globals.withDesk { desk, output throws(Problem) in
      if let envelope { return output.write(Array((try await signed(by: envelope, desk) + "\n").utf8)) }
      let detail = try await desk.promotion(promotion)
      if text { return output.write(Array((detail.text?.body ?? "").utf8)) }
      guard !output.json else { return try output.document(.promotion(detail)) }
      for line in PromotionText.lines(detail) { output.line(Plain.visible(line)) }
    }
  }

  /// The newest envelope of a person.
  private func signed(by person: String, _ desk: Workbench) async throws(Problem) -> String {
    guard let found = try await desk.envelopes(of: promotion).last(where: { $0.person == person }) else {
      throw Problem(
        .notFound, "signature.none", happened: "\(person) has signed promotion \(promotion) with no key.",
        remedy: "Look at `countersign promote verify`.")
    }
    return found.envelope
  }
}

/// A promotion as plain lines.
enum PromotionText {
  static func lines(_ detail: PromotionDetail) -> [String] {
    let row = detail.row
    var lines = [
      "promotion \(row.id)  \(row.artifact)@\(row.label) → \(row.environment)  \(row.state.rawValue)  revision \(row.revision)",
      "requested by \(row.requestedBy), \(row.requestedAt.rfc3339): \(detail.reason)",
      "sha256:\(detail.candidate.row.digest)",
      "now serving: \(detail.current?.row.label ?? "nothing")",
    ]
    if let rollout = detail.rollout {
      let until = rollout.shiftUntil.map { " until \($0.rfc3339)" } ?? ""
      lines.append("asks for \(rollout.colour), \(rollout.weight) % of the traffic, up to \(rollout.limit) %\(until)")
    }
    for share in detail.shares { lines.append("serves \(share.colour) \(share.label) \(share.weight) %") }
    lines += detail.requirements.map { requirement in
      let state =
        requirement.state == .met
        ? "met" : requirement.state == .unmet ? "UNMET" : requirement.state == .waived ? "WAIVED" : "n/a"
      let remedy =
        requirement.state == .unmet
        ? "  \(requirement.remedy)" : requirement.state == .waived ? "  \(requirement.evidence)" : ""
      return "\(state)  \(requirement.id): \(requirement.value) (\(requirement.limit))\(remedy)"
    }
    lines += detail.signatures.map { "\($0.approves ? "signed" : "rejected") by \($0.person): \($0.reason)" }
    lines += detail.changes.map {
      "changed since it was signed: \($0.id) was \($0.before ?? "not asked"), is \($0.after ?? "not asked")"
    }
    lines.append("\(row.signed) of \(row.needed) signatures")
    if row.state == .open, let group = detail.quorum?.fallsTo { lines.append("Too few can sign: it goes to \(group).") }
    if let refusal = detail.refusal { lines.append("You cannot sign: \(refusal)") }
    if case .missing(let because) = detail.means { lines.append("You cannot sign: \(because)") }
    if let text = detail.text {
      lines += ["", "What is signed, sha256:\(text.digest):", ""]
      lines += text.body.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
    }
    return lines
  }
}
