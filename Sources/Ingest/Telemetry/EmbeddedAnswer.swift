import Evidence
import Governance

/// The vector that a trace made of a call's answer, as `embedding` of the normalised event.
///
/// No span says of which call its text is: it is the answer's when it is the same text. Where two different vectors are of it
/// neither is taken, nor one that no event could hold.
struct EmbeddedAnswer {
  let value: JSONValue?

  /// - Parameters:
  ///   - output: messages of the answer.
  ///   - embeddings: spans of the trace that made vectors of texts.
  init(_ output: [JSONValue], _ embeddings: [TracePart]) {
    let texts = output.flatMap { $0["parts"]?.elements ?? [] }.compactMap { $0["content"]?.filledText }
    guard texts.count == 1 else {
      value = nil
      return
    }
    var found: [JSONValue] = []
    for span in embeddings {
      guard let model = span.attributes.text("embedding.model_name"),
        model.unicodeScalars.count <= AnswerEmbedding.longestModel
      else { continue }
      for element in IndexedAttributes("embedding.embeddings", in: span.attributes).elements
      where element["embedding.text"]?.text == texts[0] {
        guard let vector = element["embedding.vector"]?.unpacked?.elements, Self.isVector(vector) else { continue }
        let one = JSONValue.object(present: [("model", .string(model)), ("vector", .array(vector))])
        if !found.contains(one) { found.append(one) }
      }
    }
    value = found.count == 1 ? found[0] : nil
  }

  private static func isVector(_ elements: [JSONValue]) -> Bool {
    let numbers = elements.compactMap { element -> Float? in
      guard case .number(let text) = element, let value = Float(text), value.isFinite else { return nil }
      return value
    }
    return (1...AnswerEmbedding.mostDimensions).contains(elements.count) && numbers.count == elements.count
      && numbers.contains { $0 != 0 }
  }
}
