/// Many boxes that hang on one and lead nowhere else say little: the first few are kept, the others stand as one.
package struct FanFolding: Sendable, Equatable {
  /// Boxes that stand as one, all beside the same box.
  package struct Fold: Sendable, Equatable {
    /// Below zero, so that it is no place's.
    package var id: Int64
    package var beside: Int64
    /// They are upstream of it.
    package var isUpstream: Bool
    package var members: [Int64]
  }

  package var kept: [Int64]
  package var folds: [Fold]

  /// - nodes: in the order in which some are kept.
  /// - keep: how many of a fan stay; a fan that is larger by one only stays whole.
  /// - opened: boxes whose fans are not folded.
  package init(
    _ nodes: [Int64], edges: [(from: Int64, to: Int64)], root: Int64, keep: Int, opened: Set<Int64> = []
  ) {
    struct Ends: Hashable { var from: Int64, to: Int64 }
    var neighbours: [Int64: Set<Ends>] = [:]
    for edge in edges where edge.from != edge.to {
      neighbours[edge.from, default: []].insert(Ends(from: edge.from, to: edge.to))
      neighbours[edge.to, default: []].insert(Ends(from: edge.from, to: edge.to))
    }
    struct Fan: Hashable { var beside: Int64, isUpstream: Bool }
    var fans: [Fan: [Int64]] = [:]
    var order: [Fan] = []
    for node in nodes where node != root {
      guard let ends = neighbours[node], ends.count == 1, let only = ends.first else { continue }
      let fan = Fan(beside: only.from == node ? only.to : only.from, isUpstream: only.from == node)
      if fans[fan] == nil { order.append(fan) }
      fans[fan, default: []].append(node)
    }
    var gone: Set<Int64> = []
    folds = []
    for (place, fan) in order.enumerated() {
      guard let members = fans[fan], members.count > keep + 1, !opened.contains(fan.beside) else { continue }
      let folded = Array(members.dropFirst(keep))
      gone.formUnion(folded)
      folds.append(
        Fold(id: Int64(-1 - place), beside: fan.beside, isUpstream: fan.isUpstream, members: folded))
    }
    kept = nodes.filter { !gone.contains($0) }
  }
}
