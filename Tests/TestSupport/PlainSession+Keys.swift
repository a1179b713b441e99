/// Keys and envelopes by plain SQL: what a hand-typed `psql` can hand in.
extension PlainSession {
  /// Makes a key of one's own known whose public half is 32 times this byte; answers its fingerprint.
  ///
  /// - proved: with a proof whose signature is of zeros, which is all that SQL can tell from a true one: nothing.
  @discardableResult
  package func addKey(_ byte: String = "a1", proved: Bool = true) throws -> String {
    let key =
      try value("select fingerprint from countersign.add_key(decode(repeat($1, 32), 'hex'), 'a key')", byte) ?? ""
    if proved { try run("select countersign.prove_key($1, \(PlainSession.proof()))", key) }
    return key
  }

  /// SQL of an envelope that proves one's own key `$1`, with a signature of zeros.
  ///
  /// - change: SQL of the statement, `s`, such as `jsonb_set(s, '{predicate,person}', '"abe"')`.
  package static func proof(_ change: String = "s", type: String = "application/vnd.in-toto+json") -> String {
    """
    (select convert_to(json_build_object('payloadType', '\(type)', 'payload', replace(encode(convert_to((\(change))::text, 'UTF8'), 'base64'), E'\\n', ''),
      'signatures', json_build_array(json_build_object('keyid', $1::text, 'sig', replace(encode(decode(repeat('00', 64), 'hex'), 'base64'), E'\\n', ''))))::text, 'UTF8')
    from (select jsonb_build_object('_type', 'https://in-toto.io/Statement/v1', 'predicateType', 'urn:countersign:key-possession:v1',
      'subject', jsonb_build_array(jsonb_build_object('name', k.fingerprint, 'digest', jsonb_build_object('sha256', encode(sha256(decode(k.public_key, 'hex')), 'hex')))),
      'predicate', jsonb_build_object('catalog', o.catalog, 'person', k.person, 'statement', 'I hold the private half of this key.')) as s
      from countersign.signing_key k cross join countersign.officer() o where k.fingerprint = $1) x)
    """
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
