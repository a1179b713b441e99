import Governance
import Operations

/// A screen's name, stable in options and saved views.
package struct ScreenName: RawRepresentable, Sendable, Hashable {
  package var rawValue: String
  package init(rawValue: String) { self.rawValue = rawValue }

  package static let office = ScreenName(rawValue: "office")
  package static let review = ScreenName(rawValue: "review")
  package static let promotions = ScreenName(rawValue: "promotions")
  package static let registry = ScreenName(rawValue: "registry")
  package static let lineage = ScreenName(rawValue: "lineage")
  package static let drift = ScreenName(rawValue: "drift")
  package static let fleet = ScreenName(rawValue: "fleet")
  package static let calls = ScreenName(rawValue: "calls")
  package static let audit = ScreenName(rawValue: "audit")
  package static let facts = ScreenName(rawValue: "facts")
  package static let incidents = ScreenName(rawValue: "incidents")
  package static let quarantine = ScreenName(rawValue: "quarantine")
  package static let dataSources = ScreenName(rawValue: "data-sources")
  package static let schedule = ScreenName(rawValue: "schedule")
  package static let stops = ScreenName(rawValue: "stops")
  package static let people = ScreenName(rawValue: "people")
  package static let placeWords = ScreenName(rawValue: "names")
  package static let activity = ScreenName(rawValue: "activity")
  package static let onboarding = ScreenName(rawValue: "onboarding")
  package static let policies = ScreenName(rawValue: "policies")
}

/// Where to go: a screen, and what on it.
struct Place: Sendable, Equatable {
  enum Target: Sendable, Equatable {
    case asItStands
    /// A review queue of one tier, or items of all tiers.
    case tier(Tier?)
    /// The officer's own claims.
    case mine
    /// What waits for a lead.
    case lead
    /// What was done, as a filter of Activity says it.
    case acts(String)
    case person(String)
    case item(Int64)
    /// The item in which a generation is reviewed.
    case generation(String)
    case promotion(Int64)
    case artifact(String)
    /// What stands behind a figure.
    case calls(CallsQuestion)
    /// What somebody owns.
    case owned(by: String)
    case version(artifact: String, label: String)
    /// Anything lineage is known of.
    case place(LineageRoot)
    /// To be stopped: nil asks which.
    case stopping(VersionName?)
    /// A team that is brought in: nil asks which.
    case onboarding(team: String?)
    /// What was refused of a producer.
    case refused(of: String)
  }
  var screen: ScreenName
  var target: Target = .asItStands
}
