import Evidence
import Governance

/// `evals` of either shape: the figures of judges. Rationales stay in the content, with the list as it came.
struct ScoreReading {
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
    var name: String?
    var score = Score(name: "", value: nil)
    try document.forEachMember(of: node) { (key, value) throws(Refusal) in
      guard document.kind(of: value) != .null else { return }
      switch document.text(of: key) {
      case "name": name = try document.name(value, path(".name"))
      case "score": score.value = try document.double(value, path(".score"))
      case "judge": score.judge = try document.name(value, path(".judge"))
      case "ts": score.at = try EventTime(value, of: document, path(".ts")).instant
      case "scale":
        try document.require(.array, value, path(".scale"))
        let ends = document.elements(of: value)
        guard ends.count == 2 else {
          throw Refusal("field.scale", "The field \(path(".scale")) is not a lowest and a highest number.")
        }
        score.lowest = try document.double(ends[0], path(".scale"))
        score.highest = try document.double(ends[1], path(".scale"))
      default: break
      }
    }
    guard let name else { throw .missing(path(".name")) }
    score.name = name
    if let value = score.value, let lowest = score.lowest, let highest = score.highest,
      value < lowest || value > highest
    {
      isOutOfRange = true
    }
    scores.append(score)
  }
}
