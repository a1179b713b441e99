package import Governance

/// A `columnLineage` facet in any of its three encodings, before it is brought to one.
///
/// Source: OpenLineage, ColumnLineageDatasetFacet 1-2-0 and before.
package struct ColumnLineage: Sendable, Equatable {
  package struct Input: Sendable, Equatable {
    package var node: LineageNode
    package var transformations: [LineageTransformation]
    package init(node: LineageNode, transformations: [LineageTransformation]) {
      self.node = node
      self.transformations = transformations
    }
  }

  package struct Output: Sendable, Equatable {
    package var field: String
    package var inputs: [Input]
    /// The deprecated `transformationType`: `IDENTITY`, `MASKED`.
    package var oldType: String?
    package init(field: String, inputs: [Input], oldType: String? = nil) {
      self.field = field
      self.inputs = inputs
      self.oldType = oldType
    }
  }

  package var fields: [Output]
  /// Inputs that touch every column.
  package var dataset: [Input]
  package init(fields: [Output], dataset: [Input] = []) {
    self.fields = fields
    self.dataset = dataset
  }

  fileprivate struct Dependency: Hashable {
    var source: LineageNode
    var transformation: LineageTransformation
  }

  /// The normal form: an edge a column and transformation; what is indirect under every column is said once of the dataset.
  package func edges(of output: LineageNode, job: LineageNode?) -> [LineageEdge] {
    let byField = fields.map { field in
      (field: field.field, dependencies: Set(field.inputs.flatMap { $0.dependencies(oldType: field.oldType) }))
    }
    var common = byField.first?.dependencies ?? []
    for entry in byField { common.formIntersection(entry.dependencies) }
    let folded = common.filter { $0.transformation.type == "INDIRECT" }
    let ofAll = folded.union(dataset.flatMap { $0.dependencies(oldType: nil) })

    func edge(_ dependency: Dependency, to target: LineageNode) -> LineageEdge {
      LineageEdge(
        source: dependency.source, target: target, job: job, level: .column, basis: .column,
        transformation: dependency.transformation)
    }
    var edges = ofAll.map { edge($0, to: output) }
    for entry in byField {
      let target = LineageNode.column(output.namespace, output.name, entry.field)
      edges += entry.dependencies.subtracting(ofAll).map { edge($0, to: target) }
    }
    return edges
  }
}

extension ColumnLineage.Input {
  fileprivate func dependencies(oldType: String?) -> [ColumnLineage.Dependency] {
    guard transformations.isEmpty else {
      return transformations.map { ColumnLineage.Dependency(source: node, transformation: $0) }
    }
    let said =
      switch oldType {
      case "IDENTITY": LineageTransformation(type: "DIRECT", subtype: "IDENTITY")
      case "MASKED": LineageTransformation(masking: true)
      default: LineageTransformation()
      }
    return [ColumnLineage.Dependency(source: node, transformation: said)]
  }
}
