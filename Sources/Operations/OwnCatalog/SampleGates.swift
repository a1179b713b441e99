internal import Catalog
internal import Governance
internal import Policy

/// The rules of the sample world's office: the shipped bundle decides its development environment, where nothing of the
/// invented history goes, so that production stays as the history left it.
struct SampleGates {
  static let artifact = "house-gates"
  private static let author = "sofia.kranz"
  private static let approver = "mats.ek"
  private static let environment = "development"

  let own: OwnCatalog

  /// Registered by one person and activated by another.
  func activate() async throws(Problem) {
    let desk = Workbench(own.connection(as: Self.author))
    let body = try PolicyBundle.shipped().body.gateText()
    let version = try await desk.register(
      Registration(
        artifact: Self.artifact, kind: .policy, team: "ai-office", owner: Self.author, tier: .high,
        purpose: "What must be met before anything is promoted, as rules that decide.", label: "1", body: body,
        message: "The rules that come with countersign, as they are.", parent: nil, source: nil, dependsOn: []),
      channel: .command
    ).version
    let promotion = try await desk.requestPromotion(
      version, to: Self.environment, reason: "Tried where nobody waits for it, before production is decided by rules.",
      channel: .command
    ).promotion
    let signer = Workbench(own.connection(as: Self.approver), keyRing: own.keyRing(of: Self.approver))
    _ = try await signer.sign(
      promotion, revision: try await signer.promotion(promotion).row.revision,
      reason: "Read with Sofia, rule by rule. It decides development alone.", channel: .screen)
  }

  /// Asks what the rules would say of all that serves production; whoever keeps the catalog's gates answers.
  func ask() async throws(Problem) {
    let keeper = Connection(own.connection(as: OwnCatalog.collector))
    _ = try await keeper.first(TakeGateQuestion(holder: "the sample world", engine: "none", lease: 1))
    let desk = Workbench(own.connection(as: Self.author))
    var filter = ArtifactFilter()
    filter.inProduction = true
    for row in try await desk.artifacts(filter, at: .first, limit: 200).rows {
      guard let label = row.production else { continue }
      _ = try await desk.connection.one(
        AskGate(
          VersionName(artifact: row.name, selector: .label(label)), environment: Self.environment, channel: .command))
    }
  }
}
