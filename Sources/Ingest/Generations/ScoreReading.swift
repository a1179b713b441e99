import Evidence
import Governance

/// `evals` of either shape: the figures of judges. Rationales stay in the content, with the list as it came.
struct ScoreReading {
  private enum Name: UInt8, MemberName {
    case name, score, judge, ts, scale
    static let names = allNames()
  }

  var scores: [Score] = []
  /// A figure stood outside its own scale; it was kept.
  var isOutOfRange = false

  init(_ list: Int?, of document: JSONDocument) throws(Refusal) {
    guard let list else { return }
    try document.require(.array, list, "evals")
    for (index, node) in document.elements(of: list).enumerated() {
      try read(node, of: document, path: { "evals[\(index)]" + $0 })
    }
  }

  private mutating func read(_ node: Int, of document: JSONDocument, path: (String) -> String) throws(Refusal) {
    try document.require(.object, node, path(""))
    let members = Members<Name>(of: node, in: document)
    guard let name = members[.name] else { throw .missing(path(".name")) }
    var score = Score(name: try document.name(name, path(".name")), value: nil)
    if let value = members[.score] { score.value = try document.double(value, path(".score")) }
    score.judge = try document.optionalName(members[.judge], path(".judge"))
    if let value = members[.ts] { score.at = try EventTime(value, of: document, path(".ts")).instant }
    if let value = members[.scale] {
      try document.require(.array, value, path(".scale"))
      let ends = document.elements(of: value)
      guard ends.count == 2 else {
        throw Refusal("field.scale", "The field \(path(".scale")) is not a lowest and a highest number.")
      }
      score.lowest = try document.double(ends[0], path(".scale"))
      score.highest = try document.double(ends[1], path(".scale"))
    }
    if let value = score.value, let lowest = score.lowest, let highest = score.highest,
      value < lowest || value > highest
    {
      isOutOfRange = true
    }
    scores.append(score)
  }
}
