import Evidence
import Governance

/// Facets of our own on runs: which registered prompt or model a run used or made. `OwnFacet` has their schemas.
extension LineageReading {
  mutating func readOwnFacets(of facets: Int, into event: inout LineageEvent) {
    for facet in OwnFacet.naming {
      guard let value = member(facet.key, of: facets) else { continue }
      guard let said = object(value), let namespace = text(member("namespace", of: said)),
        let name = text(member("name", of: said)), let version = text(member("version", of: said))
      else {
        findings.insert("facet_shape:\(facet.key)")
        continue
      }
      let place = LineageNode.dataset(namespace, "\(facet.kind)/\(name)@\(version)")
      switch member("use", of: said).map({ text($0) ?? "" }) ?? "input" {
      case "input": event.inputs.append(place)
      case "output": event.outputs.append(place)
      default: findings.insert("facet_shape:\(facet.key)")
      }
    }
  }
}
