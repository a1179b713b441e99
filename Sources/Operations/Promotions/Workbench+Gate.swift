internal import Catalog
package import Governance
package import Policy

extension Workbench {
  /// The facts a gate decides on: a version as it stands now, for an environment.
  package func candidate(_ name: VersionName, for environment: String) async throws(Problem) -> PromotionCandidate {
    let version = try await version(name)
    guard let artifact = try await connection.first(ReadArtifact(name: version.row.artifact)) else {
      throw Problem(
        .conflict, "artifact.gone", happened: "The artifact could not be read again.", remedy: "Try again.")
    }
    var pins: [PromotionCandidate.Pin] = []
    for pin in version.dependsOn {
      let pinned = try await connection.first(ReadArtifact(name: pin.artifact))
      pins.append(.init(pin, retired: pinned?.retired))
    }
    // Newest first: of every suite and metric the first one counts.
    var seen: Set<[String]> = []
    let newest = version.evaluations.filter { seen.insert([$0.suite, $0.metric]).inserted }
    return PromotionCandidate(
      artifact: artifact.name, kind: artifact.kind, tier: artifact.tier, owner: artifact.owner,
      retired: artifact.retired, version: version.row.label, digest: version.row.digest, author: version.row.author,
      environment: environment, pins: pins, evaluations: newest,
      evaluationsComplete: version.evaluations.count < ListEvaluations.limit,
      shadow: try await connection.first(
        ReadShadowFact(version: VersionName(artifact: artifact.name, selector: .label(version.row.label)))),
      now: try await nowOnServer())
  }
}
