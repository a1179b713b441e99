import Foundation
import Governance

/// What is asked before something is done about a quarter.
enum QuarterForms {
  static func ask(_ gaps: [QuarterGap]) -> FormSpec {
    let owners = Set(gaps.map { $0.owner ?? "the office" }).sorted()
    let what = gaps.count == 1 ? "\(gaps[0].key ?? "") of \(gaps[0].scope)" : "\(gaps.count) facts"
    return FormSpec(
      id: "gap-\(gaps.map(\.id).joined(separator: "+").prefix(120))", title: "ask · \(what)",
      sentence: "\(owners.joined(separator: ", ")) will owe \(gaps.count == 1 ? "it" : "them") from then on.",
      fields: [
        FormSpec.Field(
          name: "question", label: "question",
          kind: .words(numbered: ["for the quarter's pack", "does it still hold?"])),
        FormSpec.Field(name: "due", label: "due in days", kind: .number(14, within: 1...3650)),
      ], verb: "ask")
  }

  static func pack(_ row: QuarterRow) -> FormSpec {
    FormSpec(
      id: "pack-\(row.quarter)", title: "pack · \(row.quarter)",
      sentence:
        "Writes what was frozen as one file, and records that it goes out. Nothing that is there is written over. Tell the recipient the key's fingerprint by another way.",
      fields: [
        FormSpec.Field(name: "file", label: "file", kind: .line("pack-\(row.quarter).tar.gz")),
        FormSpec.Field(name: "key", label: "office's key", kind: .line("")),
        FormSpec.Field(name: "recipient", label: "goes to", kind: .line(""), isRequired: false),
        FormSpec.Field(name: "system", label: "cut to", kind: .line(""), isRequired: false),
        FormSpec.Field(
          name: "clearance", label: "excerpts up to",
          kind: .choice(
            DataClass.allCases.map { FormSpec.Choice(code: $0.rawValue, words: "\($0.rawValue) data") })),
      ], verb: "write the pack")
  }

  static func wish(_ answer: FormAnswer, _ row: QuarterRow) -> PackWish? {
    func text(_ name: String) -> String { answer[name].trimmingCharacters(in: .whitespaces) }
    guard let clearance = DataClass(rawValue: answer["clearance"]) else { return nil }
    return PackWish(
      quarter: row.quarter, file: text("file"), keyFile: text("key"),
      system: text("system").isEmpty ? nil : text("system"),
      clearance: clearance, recipient: text("recipient").isEmpty ? nil : text("recipient"))
  }

  static func verify(_ row: QuarterRow) -> FormSpec {
    FormSpec(
      id: "verify-pack", title: "verify a pack",
      sentence:
        "Checks a pack on this machine, as verify.py does. Nothing in a pack can vouch for itself: without the fingerprint of the office's key, as it came to you by another way, it can only be said whether it agrees with itself.",
      fields: [
        FormSpec.Field(name: "file", label: "file", kind: .line("pack-\(row.quarter).tar.gz")),
        FormSpec.Field(name: "trust", label: "fingerprint", kind: .line(""), isRequired: false),
      ], verb: "verify", isRecorded: false)
  }
}
