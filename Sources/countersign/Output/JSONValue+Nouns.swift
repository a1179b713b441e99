import Evidence
import Governance
import Operations

/// The nouns as the command line prints them: a contract with scripts.
extension JSONValue {
  static func review(_ row: ReviewRow) -> JSONValue { .fields(fields(of: row)) }

  private static func fields(of row: ReviewRow) -> [(String, JSONValue)] {
    [
      ("id", .integer(row.id)), ("tier", .string(row.tier.rawValue)), ("queue", .string(row.queue)),
      ("due", .instant(row.due)), ("arrived", .instant(row.arrived)), ("generation", .string(row.generation)),
      ("model", .string(row.model)), ("registered", .bool(row.registered)), ("reasons", .texts(row.reasons)),
      ("state", .string(row.state.rawValue)), ("claimed_by", .texts(row.claimedBy)), ("decided", .integer(row.decided)),
      ("needed", .integer(row.needed)), ("revision", .integer(row.revision)),
    ]
  }

  static func review(_ detail: ReviewDetail) -> JSONValue {
    .fields(
      fields(of: detail.row) + [
        ("rule", .string(detail.rule)), ("claim", detail.claim.map { .claim($0) } ?? .null),
        ("content", .generation(detail.generation)),
        (
          "verdicts",
          .array(
            detail.verdicts.map { verdict in
              .fields([
                ("reviewer", .string(verdict.reviewer)), ("decision", .string(verdict.decision.rawValue)),
                ("reason", .string(verdict.reason)), ("at", .instant(verdict.at)),
                ("ended", .text(verdict.ended?.rawValue)),
              ])
            })
        ),
      ])
  }

  static func claim(_ claim: Claim) -> JSONValue {
    .fields([
      ("item", .integer(claim.item)), ("slot", .integer(claim.slot)), ("fence", .integer(claim.fence)),
      ("until", .instant(claim.until)),
    ])
  }

  static func generation(_ generation: Generation) -> JSONValue {
    .fields([
      ("id", .string(generation.id)), ("producer", .string(generation.producer)),
      ("event_id", .string(generation.eventID)), ("at", .instant(generation.at)),
      ("recorded_at", .instant(generation.recordedAt)), ("model", .string(generation.model)),
      ("model_version", .string(generation.modelVersion)), ("model_registered", .bool(generation.modelRegistered)),
      ("prompt", .text(generation.prompt)), ("prompt_version", .text(generation.promptVersion)),
      ("prompt_registered", .bool(generation.promptRegistered)), ("service", .text(generation.service)),
      ("conversation", .text(generation.conversation)), ("language", .text(generation.language)),
      ("tokens_in", .integer(generation.tokensIn)), ("tokens_out", .integer(generation.tokensOut)),
      ("marks", .texts(generation.marks)), ("has_content", .bool(generation.hasContent)),
      ("scores_hidden", .bool(generation.scoresHidden)), ("masked", .text(generation.masked?.rawValue)),
      ("covered", .texts(generation.covered)),
      ("turns", .array(generation.turns.map { .turn($0) })), ("flags", .array(generation.flags.map { .flag($0) })),
      ("scores", .array(generation.scores.map { .score($0) })),
      ("retrievals", .array(generation.retrievals.map { .retrieval($0) })),
    ])
  }

  private static func turn(_ turn: Turn) -> JSONValue {
    .fields([
      ("role", .string(turn.role)), ("is_response", .bool(turn.isResponse)),
      ("parts", .array(turn.parts.map { .part($0) })),
    ])
  }

  private static func part(_ part: Turn.Part) -> JSONValue {
    switch part {
    case .text(let text): .fields([("type", .string("text")), ("content", .string(text))])
    case .media(let kind, let type, let address, let digest):
      .fields([
        ("type", .string("media")), ("kind", .string(kind)), ("mime_type", .text(type)),
        ("address", .string(address)), ("digest", .text(digest)),
      ])
    case .toolCall(let name, let arguments):
      .fields([("type", .string("tool_call")), ("name", .string(name)), ("arguments", .string(arguments))])
    case .toolResult(let result): .fields([("type", .string("tool_result")), ("content", .string(result))])
    }
  }

  private static func flag(_ flag: Governance.Flag) -> JSONValue {
    .fields([
      ("source", .string(flag.source)), ("category", .string(flag.category)),
      ("verdict", .text(flag.verdict?.rawValue)),
      ("score", .double(flag.score)), ("side", .string(flag.side)), ("taxonomy", .text(flag.taxonomy)),
      (
        "spans",
        .array(
          flag.spans.map {
            .fields([("start", .integer($0.start)), ("end", .integer($0.end)), ("label", .string($0.label))])
          })
      ),
    ])
  }

  private static func score(_ score: Score) -> JSONValue {
    .fields([
      ("name", .string(score.name)), ("value", .double(score.value)), ("judge", .text(score.judge)),
      ("at", .instant(score.at)), ("standing", .string(score.standing.rawValue)),
    ])
  }

  private static func retrieval(_ row: Retrieval) -> JSONValue {
    .fields([
      ("rank", .integer(row.rank)), ("index", .string(row.index)), ("index_version", .text(row.indexVersion)),
      ("namespace", .text(row.namespace)), ("dataset", .text(row.dataset)),
      ("dataset_version", .text(row.datasetVersion)), ("row_key", .string(row.rowKey)), ("score", .double(row.score)),
      ("data_class", .text(row.dataClass?.rawValue)),
    ])
  }

  static func artifact(_ row: ArtifactRow) -> JSONValue {
    .fields([
      ("name", .string(row.name)), ("kind", .string(row.kind.rawValue)), ("team", .string(row.team)),
      ("owner", .text(row.owner)), ("tier", .text(row.tier?.rawValue)), ("purpose", .string(row.purpose)),
      ("latest", .text(row.latest)), ("production", .text(row.production)), ("changed", .instant(row.changed)),
      ("retired", .bool(row.retired)),
    ])
  }

  static func fact(_ row: FactRow) -> JSONValue {
    .fields([
      ("id", .integer(row.id)), ("artifact", .string(row.artifact)), ("kind", .string(row.kind.rawValue)),
      ("team", .string(row.team)), ("key", .string(row.key)), ("state", .string(row.state.rawValue)),
      ("owner", .text(row.owner)), ("due", .instant(row.due)), ("asked_by", .text(row.askedBy)),
      ("question", .string(row.question)), ("cause", .string(row.cause)), ("since", .instant(row.since)),
      ("answer", row.answer.map { .answer($0) } ?? .null),
    ])
  }

  static func answer(_ answer: FactAnswer) -> JSONValue {
    .fields([
      ("id", .integer(answer.id)), ("value", .string(answer.value)), ("given_for", .string(answer.givenFor)),
      ("by", .string(answer.by)), ("reason", .string(answer.reason)), ("at", .instant(answer.at)),
      ("confirmed_by", .text(answer.confirmedBy)), ("confirmed_at", .instant(answer.confirmedAt)),
    ])
  }

  static func version(_ row: VersionRow) -> JSONValue {
    .fields([
      ("version", .string("\(row.artifact)@\(row.label)")), ("digest", .string("sha256:\(row.digest)")),
      ("author", .string(row.author)), ("message", .string(row.message)), ("parent", .text(row.parent)),
      ("effective_at", .instant(row.effectiveAt)), ("recorded_at", .instant(row.recordedAt)),
      ("serving", .texts(row.serving)),
    ])
  }

  static func dependency(_ dependency: Dependency) -> JSONValue {
    .fields([
      ("version", .string("\(dependency.artifact)@\(dependency.label)")), ("kind", .string(dependency.kind.rawValue)),
      ("role", .string(dependency.role)),
    ])
  }

  static func move(_ move: PointerMove) -> JSONValue {
    .fields([
      ("environment", .string(move.environment)), ("colour", .string(move.colour)), ("version", .string(move.label)),
      ("weight", .integer(move.weight)), ("by", .string(move.by)), ("reason", .string(move.reason)),
      ("effective_at", .instant(move.effectiveAt)), ("recorded_at", .instant(move.recordedAt)),
    ])
  }

  static func evaluation(_ evaluation: Evaluation) -> JSONValue {
    .fields([
      ("version", .string(evaluation.label)), ("suite", .string(evaluation.suite)),
      ("metric", .string(evaluation.metric)), ("value", .double(evaluation.value)),
      ("limit", .double(evaluation.limit)),
      ("at_least", .bool(evaluation.atLeast)), ("n", evaluation.n.map { .integer($0) } ?? .null),
      ("supplied_by", .string(evaluation.suppliedBy)), ("at", .instant(evaluation.at)),
      (
        "course",
        evaluation.course.map {
          .fields([("steps", .integer($0.steps)), ("lowest", .double($0.lowest)), ("highest", .double($0.highest))])
        } ?? .null
      ),
    ])
  }

  static func key(_ row: KeyRow) -> JSONValue {
    .fields([
      ("fingerprint", .string(row.fingerprint)), ("public_key", .string(row.publicKey)),
      ("person", .string(row.person)),
      ("name", .string(row.name)), ("state", .string(row.state.rawValue)), ("until", .instant(row.trustedUntil)),
      ("changed_by", .string(row.changedBy)), ("reason", .string(row.reason)), ("changed_at", .instant(row.changedAt)),
      ("held", .string(row.proof.rawValue)),
    ])
  }

  static func promotion(_ row: PromotionRow) -> JSONValue { .fields(fields(of: row)) }

  private static func fields(of row: PromotionRow) -> [(String, JSONValue)] {
    [
      ("id", .integer(row.id)), ("version", .string("\(row.artifact)@\(row.label)")),
      ("kind", .string(row.kind.rawValue)), ("environment", .string(row.environment)),
      ("state", .string(row.state.rawValue)), ("requested_by", .string(row.requestedBy)),
      ("requested_at", .instant(row.requestedAt)), ("signed", .integer(row.signed)), ("needed", .integer(row.needed)),
      ("met", .integer(row.met)), ("requirements_total", .integer(row.requirements)),
      ("tier", .text(row.tier?.rawValue)),
      ("revision", .integer(row.revision)),
    ]
  }

  static func promotion(_ detail: PromotionDetail) -> JSONValue {
    .fields(
      fields(of: detail.row) + [
        ("reason", .string(detail.reason)), ("refusal", .text(detail.refusal)),
        (
          "text",
          detail.text.map {
            .fields([
              ("digest", .string("sha256:" + $0.digest)), ("revision", .integer($0.revision)),
              ("body", .string($0.body)),
            ])
          } ?? .null
        ),
        ("digest", .string("sha256:\(detail.candidate.row.digest)")), ("current", .text(detail.current?.row.label)),
        ("can_sign", .texts(detail.quorum?.canSign ?? [])), ("falls_to", .text(detail.quorum?.fallsTo)),
        (
          "changes",
          .array(
            detail.changes.map {
              .fields([("id", .string($0.id)), ("before", .text($0.before)), ("after", .text($0.after))])
            })
        ),
        ("rollout", detail.rollout.map { .rollout($0) } ?? .null),
        (
          "serving",
          .array(
            detail.shares.map {
              .fields([
                ("colour", .string($0.colour)), ("version", .string($0.label)), ("weight", .integer($0.weight)),
              ])
            })
        ),
        ("reaches", .array(detail.reaches.map { .dependency($0) })),
        (
          "requirements",
          .array(
            detail.requirements.map { requirement in
              .fields([
                ("id", .string(requirement.id)), ("title", .string(requirement.title)),
                ("state", .string(requirement.state.rawValue)), ("value", .string(requirement.value)),
                ("limit", .string(requirement.limit)), ("evidence", .string(requirement.evidence)),
                ("remedy", .string(requirement.remedy)),
              ])
            })
        ),
        (
          "signatures",
          .array(
            detail.signatures.map { signature in
              .fields([
                ("person", .string(signature.person)), ("approves", .bool(signature.approves)),
                ("reason", .string(signature.reason)), ("channel", .string(signature.channel)),
                ("at", .instant(signature.at)),
              ])
            })
        ),
      ])
  }

  private static func rollout(_ rollout: Rollout) -> JSONValue {
    .fields([
      ("colour", .string(rollout.colour)), ("weight", .integer(rollout.weight)), ("up_to", .integer(rollout.limit)),
      ("until", .instant(rollout.shiftUntil)), ("expires_at", .instant(rollout.expiresAt)),
      ("serves", rollout.serves.map { .integer($0) } ?? .null),
    ])
  }

  static func quarantine(_ row: QuarantineRow) -> JSONValue {
    .fields([
      ("id", .integer(row.id)), ("format", .string(row.format)), ("origin", .string(row.origin)),
      ("line", row.line.map { .integer($0) } ?? .null), ("code", .string(row.code)), ("reason", .string(row.reason)),
      ("recorded_at", .instant(row.recordedAt)), ("state", .string(row.state)), ("bytes", .integer(row.bytes)),
      ("producer", .string(row.producer)), ("asked_by", row.askedBy.map { .string($0) } ?? .null),
      ("asked_at", .instant(row.askedAt)), ("tried_at", .instant(row.triedAt)), ("tried", .string(row.tried)),
    ])
  }

  static func report(_ report: IngestReport) -> JSONValue { .fields(fields(of: report)) }

  static func fields(of report: IngestReport) -> [(String, JSONValue)] {
    [
      ("file", .string(report.file)), ("lines", .integer(report.lines)), ("taken", .integer(report.taken)),
      ("known", .integer(report.known)), ("refused", .integer(report.refused)),
      ("refused_before", .integer(report.refusedBefore)), ("queued", .integer(report.queued)),
    ]
  }
}
