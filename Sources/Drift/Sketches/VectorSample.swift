/// Vectors that stand for all there were: of each model of embeddings those with the lowest lots. The lowest of several
/// samples are among the lowest of each, so that samples are merged by taking the lowest again, in any order.
///
/// A lot is a digest of the call's id, which what the call says has no part in: the sample is as good as drawn at random.
/// Source: Cohen and Kaplan (2007), Summarizing data using bottom-k sketches, doi:10.1145/1281100.1281133.
package struct VectorSample: Sendable, Equatable {
  /// The catalog takes as many: `countersign_private.lowest_ids`.
  package static let most = 256

  package struct Point: Sendable, Equatable {
    package var lot: UInt64
    /// Nil when it was removed with its text: its place is not another's.
    package var vector: [Double]?
    package init(lot: UInt64, vector: [Double]?) {
      self.lot = lot
      self.vector = vector
    }
  }

  /// Of one model of embeddings.
  package struct Part: Sendable, Equatable {
    /// How many there were.
    package var seen: Int
    /// Ascending by lot.
    package var points: [Point]
    package init(seen: Int, points: [Point]) {
      self.seen = seen
      self.points = points
    }
  }

  /// By the model's name with its dimension: another length under the same name is another model.
  package private(set) var parts: [String: Part] = [:]

  package init() {}

  package mutating func add(model: String, _ part: Part) {
    var merged = parts[model] ?? Part(seen: 0, points: [])
    merged.seen += part.seen
    merged.points = Array((merged.points + part.points).sorted { $0.lot < $1.lot }.prefix(Self.most))
    parts[model] = merged
  }

  package mutating func merge(_ other: VectorSample) {
    for (model, part) in other.parts { add(model: model, part) }
  }

  package var models: [String] { parts.keys.sorted() }

  /// The vectors of a model that are still there, by lot.
  package func vectors(of model: String) -> [[Double]] { parts[model]?.points.compactMap(\.vector) ?? [] }
}
