internal import Catalog
package import Cards
package import Governance
internal import Lineage

extension Workbench {
  /// A system as forms are about it: what production serves of it, else its newest version.
  ///
  /// - Throws: `system.kind` for an artifact of another kind.
  package func system(_ name: String) async throws(Problem) -> SystemFacts {
    let artifact = try await artifact(name)
    guard artifact.row.kind == .system else {
      throw Problem(
        .usage, "system.kind", happened: "\(name) is a \(artifact.row.kind.rawValue), and forms are filed for systems.",
        remedy: "Register the system with `registry register --kind system`, with this among its pins.")
    }
    guard let label = artifact.row.production ?? artifact.row.latest else {
      throw Problem(.notFound, "version.unknown", happened: "\(name) has no version yet.", remedy: "Register one.")
    }
    let version = try await version(VersionName(artifact: name, selector: .label(label)))
    var parts: [SystemFacts.Part] = []
    for pin in version.dependsOn {
      let part = try await connection.first(ReadArtifact(name: pin.artifact))
      parts.append(SystemFacts.Part(dependency: pin, purpose: part?.purpose ?? "", served: part?.production))
    }
    return SystemFacts(
      version: version, artifact: artifact.row, parts: parts, datasets: try await datasets(reaching: version.row),
      facts: try await everyFact(about: name))
  }

  /// Every fact about an artifact that anybody asked for or stated.
  package func everyFact(about artifact: String) async throws(Problem) -> [FactRow] {
    var facts: [FactRow] = []
    var cursor: String?
    repeat {
      let page = try await self.facts(FactFilter(artifact: artifact), at: PagePlace(after: cursor), limit: 1000)
      facts += page.rows
      cursor = page.next
    } while cursor != nil
    return facts
  }

  /// Datasets upstream of a version: those that are registered by their name, others with their namespace.
  private func datasets(reaching row: VersionRow) async throws(Problem) -> [String] {
    let root = LineageRoot.version(VersionName(artifact: row.artifact, selector: .label(row.label)))
    let answer: LineageAnswer
    do {
      answer = try await lineage(of: root, .upstream, limit: 2000)
    } catch {
      if error.code == "lineage.unknown" { return [] }
      throw error
    }
    return answer.nodes.compactMap { node in
      guard node.place.kind == .dataset, node.distance > 0 else { return nil }
      if let version = node.version {
        return node.place.name.hasPrefix("dataset/") || node.place.name.hasPrefix("index/") ? version.text : nil
      }
      return "\(node.place.namespace) \(node.place.name)"
    }
  }
}
