/// Keys and envelopes by plain SQL: what a hand-typed `psql` can hand in.
extension PlainSession {
  /// Makes a key of one's own known whose public half is 32 times this byte; answers its fingerprint.
  @discardableResult
  package func addKey(_ byte: String = "a1") throws -> String {
    try value(
      "select fingerprint from countersign.add_key(decode(repeat($1, 32), 'hex'), 'a key')", byte) ?? ""
  }

  package func trustsKey(_ fingerprint: String, until: String? = nil) -> String {
    tries("select countersign.trust_key($1, 'read to me', $2)", fingerprint, until)
  }

  /// Tries to sign with an envelope.
  package func signs(_ promotion: String?, revision: String = "1", envelope: String?) -> String {
    tries(
      "select * from countersign.sign_promotion($1, $2, 'read and fine', 'sql', convert_to($3, 'UTF8'))", promotion,
      revision, envelope)
  }
}

extension Office {
  /// An envelope that states what the catalog expects of this person, with a signature of zeros.
  ///
  /// - change: SQL of the statement, `s`, such as `jsonb_set(s, '{predicate,revision}', '7')`.
  package func envelope(
    of promotion: String?, by person: String, key: String, change: String = "s",
    type: String = "application/vnd.in-toto+json"
  ) throws -> String? {
    try superuser.value(
      """
      select json_build_object('payloadType', $4::text,
        'payload', encode(convert_to((\(change))::text, 'UTF8'), 'base64'),
        'signatures', json_build_array(json_build_object('keyid', $3::text, 'sig', encode(decode(repeat('00', 64), 'hex'), 'base64'))))
      from (select countersign_private.expected_statement($1, $2) as s) x
      """, promotion, person, key, type)
  }
}
