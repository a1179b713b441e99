internal import Evidence
package import Governance

/// An AI system as a form is about it: what its version says of itself, its parts, and what people stated.
package struct SystemFacts: Sendable, Equatable {
  package var name: String
  package var version: String
  /// 64 hexadecimal digits.
  package var digest: String
  package var team: String
  package var owner: String?
  package var purpose: String
  /// An environment called production serves this version.
  package var isInProduction: Bool
  package var isRetired: Bool
  package var parts: [Part]
  /// Datasets that reach it, by lineage; in order of name.
  package var datasets: [String]
  /// The facts as they stand, by key.
  package var facts: [String: FactRow]

  // What the body says.
  package var title: String?
  /// `provider`, `deployer`, `both` …
  package var operatorRole: String
  /// Such as `5c`; without `none`.
  package var points: [String]
  package var exemption: [String]
  package var profilesNaturalPersons: Bool
  package var publicDeployer: Bool
  /// `other`, `law_enforcement`, `migration_asylum_border`.
  package var fieldOfUse: String
  package var status: String?
  package var memberStates: [String]

  /// A version the system pins, with what it is for.
  package struct Part: Sendable, Equatable {
    package var dependency: Dependency
    package var purpose: String
    /// What production serves of it; nil when nothing.
    package var served: String?

    package init(dependency: Dependency, purpose: String, served: String?) {
      self.dependency = dependency
      self.purpose = purpose
      self.served = served
    }
  }

  package init(
    version: VersionDetail, artifact: ArtifactRow, parts: [Part], datasets: [String], facts: [FactRow]
  ) {
    name = version.row.artifact
    self.version = version.row.label
    digest = version.row.digest
    team = artifact.team
    owner = artifact.owner
    purpose = artifact.purpose
    isInProduction = version.row.serving.contains("production")
    isRetired = artifact.retired
    self.parts = parts.sorted {
      ($0.dependency.role, $0.dependency.artifact) < ($1.dependency.role, $1.dependency.artifact)
    }
    self.datasets = Set(datasets).sorted()
    self.facts = Dictionary(facts.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    let body = (try? JSONValue(Array(version.body.utf8), policy: .generation)) ?? .null
    title = body["title"]?.text
    operatorRole = body["operator_role"]?.text ?? "provider"
    points = body["annex_iii_points"].texts.filter { $0 != "none" }
    exemption = body["exemption"].texts
    profilesNaturalPersons = body["profiles_natural_persons"] == true
    publicDeployer = body["public_deployer"] == true
    fieldOfUse = body["field_of_use"]?.text ?? "other"
    status = body["status"]?.text
    memberStates = body["member_states"].texts
  }

  /// Areas of Annex III, by the number that begins a point.
  var areas: Set<String> { Set(points.compactMap { $0.first.map(String.init) }.filter { $0 != "a" }) }

  package var isProvider: Bool { ["provider", "both", "authorised_representative"].contains(operatorRole) }
  package var isDeployer: Bool { ["deployer", "both"].contains(operatorRole) }
}
