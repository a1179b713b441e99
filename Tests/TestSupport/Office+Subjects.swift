/// What rules are tried on: versions, promotions, review items; all made by plain SQL through the public functions.
extension PlainSession {
  /// Registers a version as this builder. `dataset` needs no evaluation before it is promoted.
  @discardableResult
  package func register(
    _ artifact: String, label: String? = nil, kind: String = "dataset", body: String = "{}", tier: String? = "low",
    owner: String? = "chief", team: String = "claims"
  ) throws -> String? {
    try value(
      """
      select version_label from countersign.register_version($1, $2, $3, $4, $5, 'to be tried', $6, convert_to($7, 'UTF8'), 'a change')
      """, artifact, kind, team, owner, tier, label, body)
  }

  /// Asks for a promotion; answers its number.
  package func request(_ artifact: String, _ label: String, to environment: String = "production") throws -> String? {
    try value(
      "select promotion from countersign.request_promotion($1, $2, $3, 'it is better')", artifact, label, environment)
  }

  /// Tries to sign a promotion at a revision.
  package func signs(_ promotion: String?, revision: String = "1") -> String {
    tries("select * from countersign.sign_promotion($1, $2, 'read and fine')", promotion, revision)
  }

  /// Delivers an event through the inbox in a transaction of its own; answers what the catalog said.
  ///
  /// - verdicts: what checkers say about `category`; one `flagged` of violence makes it high, of `ip` medium.
  @discardableResult
  package func deliver(
    _ event: String, at: String = "2026-03-01 12:00:00Z", verdicts: [String] = ["flagged"],
    category: String = "violence",
    content: String = #"{"output":[]}"#, committing: Bool = true
  ) throws -> String? {
    let receipt = try fillInbox(event, at: at, verdicts: verdicts, category: category, content: content)
    let answer = try value("select countersign.take_inbox($1)", receipt)
    if committing { try run("commit") }
    return answer
  }

  /// Begins a transaction and puts an event into the inbox; answers the receipt it can be taken for.
  package func fillInbox(
    _ event: String, at: String = "2026-03-01 12:00:00Z", verdicts: [String] = ["flagged"],
    category: String = "violence",
    content: String = #"{"output":[]}"#, conversation: String? = nil, language: String? = nil
  ) throws -> String? {
    try run("begin")
    try run("select countersign.open_inbox()")
    let receipt = try value("select countersign.open_receipt('tests', 'generations', 'a test')")
    try run(
      """
      insert into pg_temp.generation_inbox (line, id, event_key, producer, event_id, at, source, model, model_version, conversation,
        language, delivery, marks, metadata_digest, content_digest, content)
      select 1, (lpad(to_hex(floor(extract(epoch from $2::timestamptz) * 1000)::bigint), 12, '0') || '7' || left(md5($1), 3)
          || '8' || right(md5($1), 15))::uuid,
        ('x' || encode(substr(sha256(convert_to('tests', 'UTF8') || '\\x00'::bytea || convert_to($1, 'UTF8')), 1, 8), 'hex'))::bit(64)::bigint, 'tests', $1, $2::timestamptz, 'import', 'gpt-5', '1', $5, $6, 'delivered',
        '{}', sha256(convert_to($4, 'UTF8')), sha256(convert_to($3, 'UTF8')), convert_to($3, 'UTF8')
      """, event, at, content, at, conversation, language)
    for (ordinal, verdict) in verdicts.enumerated() {
      try run(
        "insert into pg_temp.flag_inbox values (1, $1, $2, $3, $4, null, 'output', null, '[]')",
        String(ordinal), "checker \(ordinal)", category, verdict)
    }
    return receipt
  }

  /// Claims an item: slot and fence as they are named in further statements.
  package func claim(_ item: String) throws -> (slot: String, fence: String) {
    let row = try run("select slot, fence from countersign.claim(\(item))")
    return (row.first?[0] ?? "", row.first?[1] ?? "")
  }

  /// Tries to decide with a claim.
  package func decides(_ item: String, _ claim: (slot: String, fence: String), _ decision: String = "accept") -> String
  {
    tries(
      "select * from countersign.decide($1, $2, $3, $4, 'read to the end')", item, claim.slot, claim.fence, decision)
  }
}

extension Office {
  /// Delivers one event for review and answers its item's number.
  package func reviewItem(
    _ event: String = "e1", from ingest: PlainSession, category: String = "violence"
  ) throws -> String {
    try ingest.deliver(event, category: category)
    return try superuser.value(
      """
      select i.id from countersign_private.review_item i join countersign_private.generation g on g.id = i.generation
      where g.event_id = $1
      """, event) ?? ""
  }
}
