package import Governance
package import Lineage

/// How values flow among places and all they came from, and which classes they hold.
package struct LineageMeaning: Sendable {
  package let inheritance: ClassInheritance
  package let said: [SaidClass]
  /// There were more places than were looked at: classes are at least what stands here.
  package let partial: Bool

  package init(flow: ColumnFlow, said: [SaidClass], partial: Bool) {
    inheritance = ClassInheritance(flow, said: said)
    self.said = said
    self.partial = partial
  }

  package static let nothing = LineageMeaning(flow: ColumnFlow(edges: [], columns: []), said: [], partial: false)
  package var flow: ColumnFlow { inheritance.flow }
}

extension LineageMeaning: Equatable {
  package static func == (left: LineageMeaning, right: LineageMeaning) -> Bool {
    left.flow == right.flow && left.said == right.said && left.partial == right.partial
  }
}

/// A column, or a dataset as a whole, whose values reach a place.
package struct ReachingColumn: Sendable, Equatable {
  package var node: LineageAnswer.Node
  /// Nil is the dataset as a whole: of its columns nothing is known.
  package var field: String?
  /// What it holds, and where that comes from when it is inherited.
  package var dataClass: DataClass?
  package var inheritedFrom: LineageNode?
  /// The class of what arrives, masked as often as it was; nil where it only decides about values.
  package var arrivesAs: DataClass?
  package var maskings: Int
  package var isInfluence: Bool
  /// Somewhere on the way no columns are known.
  package var isWhole: Bool
  package var distance: Int
  /// The transformations on the most open way, from the column to the place: `MASKED TRANSFORMATION`, `IDENTITY`, `whole table`.
  package var how: [String]

  package init(
    node: LineageAnswer.Node, field: String?, dataClass: DataClass?, inheritedFrom: LineageNode?, arrivesAs: DataClass?,
    maskings: Int, isInfluence: Bool, isWhole: Bool, distance: Int, how: [String]
  ) {
    self.node = node
    self.field = field
    self.dataClass = dataClass
    self.inheritedFrom = inheritedFrom
    self.arrivesAs = arrivesAs
    self.maskings = maskings
    self.isInfluence = isInfluence
    self.isWhole = isWhole
    self.distance = distance
    self.how = how
  }
}

extension ColumnFlow.Step {
  /// What was done on it, in few words.
  package var words: String {
    if isWhole { return "whole table" }
    let what = transformation.subtype ?? transformation.type ?? "unknown"
    return transformation.masking ? "MASKED \(what)" : what
  }
}

/// How finely the edges around a place are known.
package struct LineageCoverage: Sendable, Equatable {
  package struct Edge: Sendable, Equatable {
    package var from: LineageAnswer.Node
    package var to: LineageAnswer.Node
    package var basis: LineageBasis
    /// Pairs of columns that are known; 0 is only from table to table.
    package var columns: Int
    package init(from: LineageAnswer.Node, to: LineageAnswer.Node, basis: LineageBasis, columns: Int) {
      self.from = from
      self.to = to
      self.basis = basis
      self.columns = columns
    }
  }
  /// Those of which no column is known first.
  package var edges: [Edge]
  package var partial: Bool
  package init(edges: [Edge], partial: Bool) {
    self.edges = edges
    self.partial = partial
  }
  package var wholeOnly: Int { edges.count { $0.columns == 0 } }
}
