internal import Catalog
package import Governance

extension Workbench {
  /// A place as it is written in one word: `ARTIFACT@VERSION`, or `NAMESPACE|NAME` and `NAMESPACE|NAME|COLUMN`.
  ///
  /// Names may hold strokes themselves, so what exists decides where the word is split.
  package func lineageRoot(written word: String) async throws(Problem) -> LineageRoot {
    let parts = word.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
    guard parts.count > 1 else { return .version(try VersionName(word)) }
    guard parts.count <= 12 else { throw LineageRoot.unknown }
    func joined(_ range: Range<Int>) -> String { parts[range].joined(separator: "|") }
    for first in 1..<parts.count {
      let namespace = joined(0..<first)
      let name = joined(first..<parts.count)
      if try await connection.first(FindLineageNode(namespace: namespace, name: name, field: nil)) != nil {
        return .place(namespace: namespace, name: name, field: nil)
      }
      for second in parts.indices where second > first {
        let (name, field) = (joined(first..<second), joined(second..<parts.count))
        if try await connection.first(FindLineageNode(namespace: namespace, name: name, field: field)) != nil {
          return .place(namespace: namespace, name: name, field: field)
        }
      }
    }
    throw LineageRoot.unknown
  }
}

extension LineageRoot {
  static let unknown = Problem(
    .notFound, "lineage.unknown", happened: "No event and no version ever named this place.",
    because: "Names are compared exactly, with their namespace.",
    remedy: "Look at the view lineage_node for how producers spell it.")
}
