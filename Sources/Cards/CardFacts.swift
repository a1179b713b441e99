package import Governance

/// Everything a card says, before any format: one immutable version of a model, a prompt or another kind.
///
/// Nothing here is written by hand: each statement and each line names the record it was read from, and what is
/// obligatory but not recorded appears in `gaps` with the one who owes it.
package struct CardFacts: Sendable, Equatable {
  package var name: String
  package var version: String
  package var kind: ArtifactKind
  /// 64 hexadecimal digits.
  package var digest: String
  package var tier: Tier?
  package var owner: String?
  package var team: String

  /// Simple facts by key; keys with a list of their own below are never in here.
  package var statements: [CardKey: Statement]
  /// Members of the version's body that no key of ours stands for, by name.
  package var unnamed: [NamedText]

  package var messages: [PromptMessage]
  package var variables: [PromptVariable]
  package var dependencies: [Dependency]
  /// Of this version only, newest first.
  package var evaluations: [Evaluation]
  /// Newest first.
  package var promotions: [CardPromotion]
  /// By environment, then colour.
  package var serving: [Serving]
  /// Of a model or a prompt alone.
  package var usage: VersionUsage?
  /// Newest first; so are the verdicts and the alarms.
  package var incidents: [VersionIncident]
  package var verdicts: [VersionVerdict] = []
  package var alarms: [VersionAlarm] = []
  /// Requirements that were, or are asked to be, let go for this version, newest first; those that were refused too.
  package var waivers: [WaiverRow] = []
  /// Of this version or of all versions, newest first; those that were lifted too.
  package var stops: [StopRow] = []
  /// What is other than in the parent; nil without a parent, or where nobody compared them.
  package var difference: DifferenceStat?
  /// Secrets that are not on this card; filled by `withoutSecrets`.
  package var masked: [MaskedSecret] = []
  /// What does not fit together: a variable used and not declared, a figure that is not a number.
  package var findings: [String]
  /// What people were asked for and have not settled, by key.
  package var asked: [CardKey: FactRow] = [:]
  /// When the newest of the answers on this card was given or confirmed.
  package var answeredUntil: Instant?

  package init(
    name: String, version: String, kind: ArtifactKind, digest: String, tier: Tier?, owner: String?, team: String,
    statements: [CardKey: Statement] = [:], unnamed: [NamedText] = [], messages: [PromptMessage] = [],
    variables: [PromptVariable] = [], dependencies: [Dependency] = [], evaluations: [Evaluation] = [],
    promotions: [CardPromotion] = [], serving: [Serving] = [], usage: VersionUsage? = nil,
    incidents: [VersionIncident] = [], findings: [String] = []
  ) {
    self.name = name
    self.version = version
    self.kind = kind
    self.digest = digest
    self.tier = tier
    self.owner = owner
    self.team = team
    self.statements = statements
    self.unnamed = unnamed
    self.messages = messages
    self.variables = variables
    self.dependencies = dependencies
    self.evaluations = evaluations
    self.promotions = promotions
    self.serving = serving
    self.usage = usage
    self.incidents = incidents
    self.findings = findings
  }

  /// The record of the version itself.
  package var ownRecord: Record { .version(digest: digest) }
  package var artifactRecord: Record { .artifact(name) }
}
