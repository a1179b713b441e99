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

  /// What is signed, and with which key.
  private static func thing(_ detail: PromotionDetail) -> String {
    let text = detail.text.map { "the text sha256:\($0.digest.prefix(12))…" } ?? "this"
    switch detail.means {
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
