/// A step of bringing a team in, ticked by what the catalog holds.
package struct OnboardingStep: Sendable, Equatable, Identifiable {
  package enum State: String, Sendable, CaseIterable {
    case done, missing
    case notApplicable = "not_applicable"
  }

  package var id: String { key }
  package var key: String
  package var title: String
  package var state: State
  /// What ticks it, or what lacks.
  package var fact: String
  /// When that was recorded, and by whom.
  package var at: Instant?
  package var person: String?
  /// What to do; empty unless it is missing.
  package var remedy: String
  /// The subcommand or setting that does it, with words in capitals to fill in; empty unless it is missing.
  package var command: String
  /// The screen of the console where it is done or looked at.
  package var screen: String

  package init(
    key: String, title: String, state: State, fact: String, at: Instant?, person: String?, remedy: String,
    command: String, screen: String
  ) {
    self.key = key
    self.title = title
    self.state = state
    self.fact = fact
    self.at = at
    self.person = person
    self.remedy = remedy
    self.command = command
    self.screen = screen
  }
}

/// How far a team is.
package struct OnboardingStanding: Sendable, Equatable {
  package var team: String
  package var name: String
  package var done: Int
  /// Steps that say anything of the team, done or not.
  package var applicable: Int
  /// The first step that is missing.
  package var nextKey: String?
  package var nextTitle: String?

  package init(team: String, name: String, done: Int, applicable: Int, nextKey: String?, nextTitle: String?) {
    self.team = team
    self.name = name
    self.done = done
    self.applicable = applicable
    self.nextKey = nextKey
    self.nextTitle = nextTitle
  }
}
