internal import Catalog
package import Governance
package import Policy

extension Workbench {
  /// Alternatives of a bundle that nobody could take: artifacts that are unknown, retired, not served in production, or
  /// whose vendors may not get data of the class that is promised.
  package func unreachableAlternatives(_ bundle: PolicyBundle) async throws(Problem) -> [PolicyFinding] {
    var findings: [PolicyFinding] = []
    for alternative in bundle.alternatives where alternative.instead != "served" {
      guard let fault = try await fault(of: alternative.instead, for: alternative.dataClass) else { continue }
      findings.append(
        PolicyFinding(
          file: "data.json", line: 0, code: "unreachable-alternative",
          what: "What may be done instead of \(alternative.id) cannot be done: \(fault)."))
    }
    return findings
  }

  private func fault(of name: String, for dataClass: DataClass?) async throws(Problem) -> String? {
    guard let row = try await connection.first(ReadArtifact(name: name)) else { return "the registry has no \(name)" }
    if row.retired { return "\(name) is retired" }
    guard let label = row.production else { return "production serves no version of \(name)" }
    let vendors = try await connection.rows(ReadVendorCeilings(artifact: name, label: label))
    return vendors.first { $0.ceiling < dataClass ?? .green }.map {
      "\($0.vendor), which \(name) uses, may get data of class \($0.ceiling.rawValue) at most"
    }
  }
}
