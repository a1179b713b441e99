import Governance

/// What was registered and what production served at any moment, told by the acts themselves.
struct Pointers: Sendable {
  /// Labels with the moment production began to serve them, oldest first.
  private(set) var production: [String: [(since: Instant, label: String)]] = [:]
  /// Labels with the moment they were registered, oldest first.
  private(set) var registered: [String: [(since: Instant, label: String)]] = [:]

  init(acts: [Act]) {
    var tiers: [String: Tier] = [:]
    var open: [String: (name: VersionName, environment: String, signed: Int)] = [:]
    for act in acts {
      switch act.what {
      case .register(let registration):
        tiers[registration.artifact] = registration.tier ?? .high
        registered[registration.artifact, default: []].append((act.at, registration.label ?? ""))
      case .request(let key, let name, let environment, _):
        open[key] = (name, environment, 0)
      case .sign(let key, _):
        guard var request = open[key] else { continue }
        request.signed += 1
        open[key] = request
        guard request.signed >= Story.quorum(tiers[request.name.artifact] ?? .high, request.environment) else {
          continue
        }
        open[key] = nil
        if request.environment == "production", case .label(let label) = request.name.selector {
          production[request.name.artifact, default: []].append((act.at, label))
        }
      case .reject(let key, _): open[key] = nil
      default: continue
      }
    }
  }
}
