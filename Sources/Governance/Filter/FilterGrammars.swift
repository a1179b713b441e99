/// What each list can be filtered by; screens and subcommands share it.
extension FilterGrammar {
  package static let review = FilterGrammar([
    FilterField("tier", .choice(Tier.allCases.map(\.rawValue)), "risk tier"),
    FilterField("queue", .name, "queue"),
    FilterField("state", .choice(ReviewState.allCases.map(\.rawValue)), "how it stands"),
    FilterField("due", .ahead, "time until it is due"),
    FilterField("age", .past, "time since it arrived"),
    FilterField("model", .name, "model, as model@version"),
    FilterField("team", .name, "team of the model"),
    FilterField("owner", .name, "owner of the model"),
    FilterField("with", .name, "who has claimed it"),
    FilterField("claimed", .truth, "somebody has claimed it"),
    FilterField("registered", .truth, "the registry knows the model"),
    FilterField("text", .text, "words in reasons and model; what was written is not searched, reading it is recorded"),
  ])
  package static let activity = FilterGrammar([
    FilterField("act", .name, "what was done: promotion.sign, review.read …"),
    FilterField("by", .name, "who did it"),
    FilterField("kind", .name, "kind of what it was done to"),
    FilterField("subject", .name, "what it was done to"),
    FilterField("channel", .choice(["screen", "command", "sql"]), "how it was done"),
    FilterField("age", .past, "time since"),
    FilterField("text", .text, "words in act, subject and reason"),
  ])
  package static let decisions = FilterGrammar([
    FilterField("artifact", .name, "what was decided"),
    FilterField("kind", .choice(ArtifactKind.allCases.map(\.rawValue)), "kind of artifact"),
    FilterField("env", .name, "environment"),
    FilterField("outcome", .choice(["allow", "deny"]), "what was decided of it"),
    FilterField("unmet", .name, "a requirement that was unmet: redteam.fresh …"),
    FilterField("policy", .name, "the bundle, as policy@version"),
    FilterField("engine", .name, "the engine that decided"),
    FilterField("by", .name, "who asked"),
    FilterField("age", .past, "time since"),
    FilterField("text", .text, "words in version and reasons"),
  ])
  package static let promotions = FilterGrammar([
    FilterField("artifact", .name, "what is promoted"),
    FilterField("kind", .choice(ArtifactKind.allCases.map(\.rawValue)), "kind of artifact"),
    FilterField("tier", .choice(Tier.allCases.map(\.rawValue)), "risk tier"),
    FilterField("env", .name, "environment"),
    FilterField("state", .choice(PromotionState.allCases.map(\.rawValue)), "how it stands"),
    FilterField("by", .name, "who asked"),
    FilterField("age", .past, "time since it was asked"),
    FilterField("signed", .number, "signatures it has"),
    FilterField("text", .text, "words in artifact and reason"),
  ])
  package static let registry = FilterGrammar([
    FilterField("kind", .choice(ArtifactKind.allCases.map(\.rawValue)), "kind"),
    FilterField("name", .name, "name"),
    FilterField("tier", .choice(Tier.allCases.map(\.rawValue)), "risk tier"),
    FilterField("team", .name, "team"),
    FilterField("owner", .name, "owner"),
    FilterField("stale", .past, "time since it changed"),
    FilterField("production", .truth, "a version serves production"),
    FilterField("retired", .truth, "retired"),
    FilterField("text", .text, "words in name and purpose"),
  ])
  package static let incidents = FilterGrammar([
    FilterField("state", .choice(["open", "closed"]), "how it stands"),
    FilterField("serious", .truth, "serious, by Art. 73 of the AI Act"),
    FilterField("trait", .name, "what it is about"),
    FilterField("due", .ahead, "time until the next report is due"),
    FilterField("age", .past, "time since it was opened"),
    FilterField("by", .name, "who opened it"),
    FilterField("ticket", .name, "ticket elsewhere"),
    FilterField("text", .text, "words in title and description"),
  ])
  package static let facts = FilterGrammar([
    FilterField("artifact", .name, "what it is about"),
    FilterField("kind", .choice(ArtifactKind.allCases.map(\.rawValue)), "kind of artifact"),
    FilterField("team", .name, "team"),
    FilterField("owner", .name, "who owes it"),
    FilterField("state", .choice(FactState.allCases.map(\.rawValue)), "how it stands"),
    FilterField("key", .name, "fact"),
    FilterField("due", .ahead, "time until it is due"),
    FilterField("text", .text, "words in fact, question and answer"),
  ])
  package static let quarantine = FilterGrammar([
    FilterField("code", .name, "why it was refused"),
    FilterField("format", .name, "format"),
    FilterField("producer", .name, "who reports"),
    FilterField("origin", .name, "where it came from"),
    FilterField("state", .choice(["kept", "replayed"]), "how it stands"),
    FilterField("age", .past, "time since it was refused"),
    FilterField("bytes", .number, "size"),
    FilterField("text", .text, "words in origin and reason"),
  ])
  package static let places = FilterGrammar([
    FilterField("kind", .choice(["dataset", "job"]), "kind of place"),
    FilterField("namespace", .name, "namespace"),
    FilterField("name", .name, "name"),
    FilterField("version", .truth, "a registered version"),
    FilterField("text", .text, "words in namespace and name"),
  ])
}
