/// What a model of embeddings made of a call's answer.
package struct AnswerEmbedding: Sendable, Equatable {
  package static let mostDimensions = 4096
  package static let longestModel = 200

  package var model: String
  /// Finite, not all zero, 1 to `mostDimensions` of them.
  package var vector: [Float]
  package init(model: String, vector: [Float]) {
    self.model = model
    self.vector = vector
  }
}
