import Evidence
import Governance

/// `embedding` of an event: which model made a vector of the answer, and the vector.
struct EmbeddingReading {
  private enum Name: UInt8, MemberName {
    case model, vector
    static let names = allNames()
  }

  var embedding: AnswerEmbedding?

  init(_ node: Int?, of document: JSONDocument) throws(Refusal) {
    guard let node else { return }
    try document.require(.object, node, "embedding")
    let members = Members<Name>(of: node, in: document)
    guard let said = members[.model] else { throw .missing("embedding.model") }
    guard let list = members[.vector] else { throw .missing("embedding.vector") }
    let model = try document.name(said, "embedding.model")
    guard !model.isEmpty, model.unicodeScalars.count <= AnswerEmbedding.longestModel,
      !model.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
    else {
      throw Refusal(
        "field.embedding",
        "The field embedding.model is empty, longer than \(AnswerEmbedding.longestModel) characters, or has control characters."
      )
    }
    try document.require(.array, list, "embedding.vector")
    let elements = document.elements(of: list)
    guard (1...AnswerEmbedding.mostDimensions).contains(elements.count) else {
      throw Refusal(
        "field.embedding",
        "The field embedding.vector holds \(elements.count) numbers, not 1 to \(AnswerEmbedding.mostDimensions).")
    }
    var vector: [Float] = []
    vector.reserveCapacity(elements.count)
    for (index, element) in elements.enumerated() {
      let value = Float(try document.double(element, "embedding.vector[\(index)]"))
      guard value.isFinite else {
        throw Refusal("field.number", "The field embedding.vector[\(index)] is a number too large for a vector.")
      }
      vector.append(value)
    }
    guard vector.contains(where: { $0 != 0 }) else {
      throw Refusal("field.embedding", "The field embedding.vector is all zero: it points nowhere.")
    }
    embedding = AnswerEmbedding(model: model, vector: vector)
  }
}
