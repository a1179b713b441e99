internal import Catalog
package import Cards
package import Governance

extension Workbench {
  /// The facts of one version's card, each with the record it comes from.
  package func card(_ name: VersionName) async throws(Problem) -> CardFacts {
    let version = try await version(name)
    let artifact = try await artifact(name.artifact)
    var promotions: [(label: String, promotion: CardPromotion)] = []
    var cursor: String?
    repeat {
      let page = try await self.promotions(
        PromotionFilter(states: PromotionState.allCases, artifact: name.artifact), at: PagePlace(after: cursor),
        limit: 100)
      for row in page.rows where row.label == version.row.label {
        let read = try await connection.one(ReadPromotion(promotion: row.id))
        let signatures = try await connection.rows(ListSignatures(promotion: row.id))
        promotions.append((row.label, CardPromotion(row: row, reason: read.reason, signatures: signatures)))
      }
      cursor = page.next
    } while cursor != nil
    let (artifactName, label) = (artifact.row.name, version.row.label)
    var card = CardFacts(
      version: version, artifact: artifact, promotions: promotions,
      usage: version.kind == .model || version.kind == .prompt
        ? try await connection.one(MeasureVersionUsage(artifact: artifactName, kind: version.kind, label: label)) : nil,
      incidents: try await connection.rows(ListVersionIncidents(artifact: artifactName, label: label)))
    card.verdicts = try await connection.rows(ListVersionVerdicts(artifact: artifactName, label: label))
    card.stops = try await stops(liftedToo: true, artifact: artifactName, at: .first, limit: 100).rows.filter {
      $0.label == nil || $0.label == label
    }
    let served = try await connection.rows(ListVersionServing(artifact: artifactName, label: label))
    for place in card.serving.indices {
      guard let move = card.serving[place].move else { continue }
      card.serving[place].isStopped = !served.contains([move.environment, move.colour])
    }
    card.waivers = try await connection.rows(ListVersionWaivers(artifact: artifactName, label: label))
    if version.kind == .prompt, let parent = version.row.parent {
      let before = try await self.version(VersionName(artifact: artifactName, selector: .label(parent)))
      card.difference = DifferenceStat(from: parent, before.body, to: version.body)
    }
    card.alarms = try await connection.rows(ListVersionAlarms(artifact: artifactName, label: label))
    card.take(try await everyFact(about: artifact.row.name), try await answers(about: artifact.row.name))
    return card
  }
}
