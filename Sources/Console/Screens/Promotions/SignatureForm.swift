import Governance

/// What is asked before a signature or a rejection is recorded.
enum SignatureForm {
  static func spec(_ act: PromotionsScreen.Act, _ detail: PromotionDetail) -> FormSpec {
    let row = detail.row
    let name = "\(row.artifact) \(NameWords.version(row.label))"
    let left = row.needed - row.signed - 1
    var sentence =
      switch act {
      case .sign where left > 0:
        "You sign \(thing(detail)): \(name) may go to \(row.environment). \(NumberWords.of(left, "more signature")) will be needed."
      case .sign:
        "You sign \(thing(detail)): \(name) may go to \(row.environment). It is the last signature: \(row.environment) serves it from then on."
      case .reject: "You reject \(name) for \(row.environment). The request is closed; a new one can be made."
      }
    var fields = [FormSpec.Field(name: "reason", label: "reason", kind: .words(numbered: reasons(act)))]
    if row.environment == "production" {
      fields.append(FormSpec.Field(name: "name", label: "artifact", kind: .exactly(row.artifact)))
    }
    if act == .sign, case .locked(_, let file) = detail.means {
      fields.append(FormSpec.Field(name: "passphrase", label: "passphrase", kind: .secret))
      sentence += " The key in \(file) is locked."
    }
    return FormSpec(
      id: "promotion-\(row.id)-\(act.rawValue)", title: "\(act.rawValue) · \(name) → \(row.environment)",
      sentence: sentence,
      fields: fields, verb: act.rawValue)
  }

  /// What is asked before a set is signed as one.
  static func spec(_ batch: PromotionBatch) -> FormSpec {
    let last = batch.members.filter { $0.row.needed - $0.row.signed <= 1 }
    let moves =
      last.isEmpty
      ? "More signatures will be needed for each of them."
      : "It is the last signature for \(NameWords.few(last.map { $0.row.artifact })): served from then on."
    var sentence =
      "You sign \(batch.members.count) promotions as one, \(key(batch.means, "the text sha256:\(batch.digest.prefix(12))…")): all of "
      + "them, or none. \(moves)"
    var fields = [FormSpec.Field(name: "reason", label: "reason", kind: .words(numbered: reasons(.sign)))]
    if batch.members.contains(where: { $0.row.environment == "production" }) {
      fields.append(FormSpec.Field(name: "count", label: "how many", kind: .exactly("\(batch.members.count)")))
    }
    if case .locked(_, let file) = batch.means {
      fields.append(FormSpec.Field(name: "passphrase", label: "passphrase", kind: .secret))
      sentence += " The key in \(file) is locked."
    }
    return FormSpec(
      id: "promotions-\(batch.members.map { String($0.row.id) }.joined(separator: "-"))-sign",
      title: "sign · \(batch.members.count) promotions as one", sentence: sentence, fields: fields, verb: "sign")
  }

  /// What is signed, and with which key.
  private static func thing(_ detail: PromotionDetail) -> String {
    let text = detail.text.map { "the text sha256:\($0.digest.prefix(12))…" } ?? "this"
    return key(detail.means, text)
  }

  private static func key(_ means: SigningMeans, _ text: String) -> String {
    switch means {
    case .ready(let fingerprint, let from): return "\(text) with your key \(fingerprint.prefix(15))… (\(from))"
    case .locked(let fingerprint, _): return "\(text) with your key \(fingerprint.prefix(15))…"
    case .unneeded, .missing: return "\(text) by your login"
    }
  }

  private static func reasons(_ act: PromotionsScreen.Act) -> [String] {
    switch act {
    case .sign: ["gate met, change read", "fixes what was reported", "rolled back to a known version"]
    case .reject:
      ["evidence is too old", "the change is not explained", "reaches too far for one step", "wrong version"]
    }
  }
}
