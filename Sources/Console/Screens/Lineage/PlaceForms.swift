import Governance

/// What an officer says of a place, and what is asked before it is recorded.
enum PlaceAct: Sendable, Equatable {
  /// Two names are one place, or are two.
  case names(PlaceWord, same: Bool)
  /// The class of a dataset or a column.
  case dataClass(LineageNode)
  /// Names of this namespace mean what they mean in another.
  case namespace(String)
  /// What was said no longer holds.
  case takeBack(PlaceWord)

  var form: FormSpec {
    switch self {
    case .names(let word, let same):
      let (one, two) = (PlaceAct.name(word.place), PlaceAct.name(word.other))
      return FormSpec(
        id: "names-\(word.id)-\(same)", title: same ? "accept · one place" : "reject · two places",
        sentence: same
          ? "You judge that \(one) and \(two) are one place. Every question from then on takes both for one."
          : "You judge that \(one) and \(two) are two places. No question takes them for one, whatever producers say.",
        fields: [
          PlaceAct.reason(
            same ? ["the same table by its path and by its name", "it was moved"] : ["the producer is wrong"])
        ], verb: same ? "accept" : "reject")
    case .dataClass(let place):
      return FormSpec(
        id: "class-\(place)", title: "data class · \(PlaceAct.name(place))",
        sentence: "A class that is said only raises what the place inherits. A judgement, by an approver or a lead, "
          + "stands in its stead: it is the one way to lower a class without masking.",
        fields: [
          FormSpec.Field(
            name: "class", label: "class",
            kind: .choice(DataClass.allCases.reversed().map { FormSpec.Choice(code: $0.rawValue, words: $0.rawValue) })),
          FormSpec.Field(
            name: "how", label: "how",
            kind: .choice([
              FormSpec.Choice(code: "said", words: "said: what it inherits still counts"),
              FormSpec.Choice(code: "judged", words: "judged: what it inherits no longer counts"),
            ])),
          PlaceAct.reason(["holds data about persons", "hashed beyond recovery", "published by ourselves"]),
        ], verb: "say it")
    case .namespace(let namespace):
      return FormSpec(
        id: "namespace-\(namespace)", title: "another name · \(namespace)",
        sentence: "Names in \(namespace) will mean what they mean in the namespace you give. Events stay as they came; "
          + "a past moment shows what held then.",
        fields: [
          FormSpec.Field(name: "stands_for", label: "stands for", kind: .line("")),
          PlaceAct.reason(["it was renamed", "one store under two addresses"]),
        ], verb: "record")
    case .takeBack(let word):
      return FormSpec(
        id: "take-back-\(word.id)", title: "undo · \(PlaceAct.name(word))",
        sentence: word.kind == .namespace
          ? "\(word.namespace ?? "") will stand for itself again."
          : "\(PlaceAct.name(word)) will have no class of its own: what it inherits counts again. "
            + "\(word.saidBy ?? "Somebody") said \(word.says): \(word.reason)",
        fields: [PlaceAct.reason(["no longer true", "said by mistake"])], verb: "take back")
    }
  }

  func record(_ answer: FormAnswer, at desk: any Desk) async throws(Problem) -> Recorded {
    let reason = answer["reason"]
    switch self {
    case .names(let word, let same):
      return try await desk.judgeNames(word.one ?? 0, word.two ?? 0, same: same, reason: reason)
    case .dataClass(let place):
      return try await desk.classPlace(
        place, DataClass(rawValue: answer["class"]), isJudgement: answer["how"] == "judged", reason: reason)
    case .namespace(let namespace):
      return try await desk.mapNamespace(namespace, to: answer["stands_for"], reason: reason)
    case .takeBack(let word):
      guard word.kind != .namespace, let place = word.place else {
        return try await desk.mapNamespace(word.namespace ?? "", to: nil, reason: reason)
      }
      return try await desk.classPlace(place, nil, isJudgement: true, reason: reason)
    }
  }

  private static func reason(_ numbered: [String]) -> FormSpec.Field {
    FormSpec.Field(name: "reason", label: "reason", kind: .words(numbered: numbered))
  }

  private static func name(_ place: LineageNode?) -> String {
    Cutting.middle(place.map { LineageWords.name(of: nil, $0) } ?? "", 60)
  }

  private static func name(_ word: PlaceWord) -> String {
    word.kind == .namespace ? Cutting.middle(word.namespace ?? "", 60) : name(word.place)
  }
}
