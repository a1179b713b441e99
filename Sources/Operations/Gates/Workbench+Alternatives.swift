internal import Catalog
package import Governance
package import Policy

extension Workbench {
  /// Alternatives of a bundle that nobody could take: artifacts that are unknown, retired, or not served in production.
  package func unreachableAlternatives(_ bundle: PolicyBundle) async throws(Problem) -> [PolicyFinding] {
    var findings: [PolicyFinding] = []
    for (id, name) in bundle.alternatives where name != "served" {
      let artifact = try await connection.first(ReadArtifact(name: name))
      let fault: String? =
        switch artifact {
        case nil: "the registry has no \(name)"
        case .some(let row) where row.retired: "\(name) is retired"
        case .some(let row) where row.production == nil: "production serves no version of \(name)"
        default: nil
        }
      guard let fault else { continue }
      findings.append(
        PolicyFinding(
          file: "data.json", line: 0, code: "unreachable-alternative",
          what: "What may be done instead of \(id) cannot be done: \(fault)."))
    }
    return findings
  }
}
