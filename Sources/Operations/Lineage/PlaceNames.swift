import Catalog
import Governance
import Lineage

/// Makes one place of those that are names of the same: the root where it is among them, else the one that stands for them.
struct PlaceNames {
  private var standsFor: [Int64: Int64] = [:]
  /// Each place once, by its distance, the root first.
  private(set) var nodes: [LineageAnswer.Node] = []

  init(_ names: [(id: Int64, standsFor: Int64)], rows: [WalkLineage.Row], root: Int64) {
    let nodes = rows.map {
      LineageAnswer.Node(id: $0.id, place: $0.node, version: $0.version, distance: $0.distance)
    }
    guard !names.isEmpty else {
      self.nodes = nodes
      return
    }
    let known = Set(rows.map(\.id))
    for group in Dictionary(grouping: names, by: \.standsFor).values {
      let ids = group.map(\.id).filter(known.contains)
      guard let first = ids.first else { continue }
      let one = ids.contains(root) ? root : ids.contains(group[0].standsFor) ? group[0].standsFor : first
      for id in ids { standsFor[id] = one }
    }
    joinColumns(of: nodes)
    var places: [Int64: Int] = [:]
    for node in nodes {
      let one = self.one(node.id)
      if let place = places[one] {
        self.nodes[place].distance = min(self.nodes[place].distance, node.distance)
        if node.id == one {
          let other = self.nodes[place].place
          (self.nodes[place].id, self.nodes[place].place, self.nodes[place].version) = (one, node.place, node.version)
          self.nodes[place].names.append(other)
        } else {
          self.nodes[place].names.append(node.place)
        }
      } else {
        places[one] = self.nodes.count
        self.nodes.append(node)
        self.nodes[self.nodes.count - 1].id = one
      }
    }
    self.nodes.sort { ($0.distance, $0.id == root ? 0 : 1, $0.id) < ($1.distance, $1.id == root ? 0 : 1, $1.id) }
  }

  /// Columns of the same name in datasets that are one are one.
  private mutating func joinColumns(of nodes: [LineageAnswer.Node]) {
    let datasets = Dictionary(
      nodes.filter { $0.place.kind == .dataset }.map { ($0.place, $0.id) }, uniquingKeysWith: { first, _ in first })
    var first: [Column: Int64] = [:]
    for node in nodes where node.place.kind == .column {
      guard let dataset = datasets[node.place.whole], standsFor[dataset] != nil, let field = node.place.field else {
        continue
      }
      let column = Column(dataset: one(dataset), field: field)
      // The column of the dataset that stands for the others, where it has one.
      if dataset == column.dataset || first[column] == nil { first[column] = node.id }
    }
    for node in nodes where node.place.kind == .column {
      guard let dataset = datasets[node.place.whole], standsFor[dataset] != nil, let field = node.place.field else {
        continue
      }
      standsFor[node.id] = first[Column(dataset: one(dataset), field: field)]
    }
  }

  private struct Column: Hashable {
    var dataset: Int64
    var field: String
  }

  func one(_ id: Int64) -> Int64 { standsFor[id] ?? id }

  /// The edge between places as they stand now; nil when it led from one name of a place to another.
  func edge(_ row: ListLineageEdges.Row) -> ListLineageEdges.Row? {
    var edge = row
    (edge.source, edge.target) = (one(row.source), one(row.target))
    return edge.source == edge.target && row.source != row.target ? nil : edge
  }

  /// Spots as they stand now.
  func step(_ step: ColumnFlow.Step) -> ColumnFlow.Step? {
    var step = step
    let before = (step.from.place, step.to.place)
    (step.from.place, step.to.place) = (one(before.0), one(before.1))
    return step.from.place == step.to.place && before.0 != before.1 ? nil : step
  }
}
