extension Crowd {
  /// What puts so many new events with two flags each into the session's inbox.
  package static func inbox(_ size: Int, named name: String) -> String {
    """
    select countersign.open_inbox();
    insert into pg_temp.generation_inbox (line, id, event_key, producer, event_id, at, source, model, model_version, delivery, marks,
        metadata_digest, content_digest, content)
      select i, (left(replace(countersign.first_id_at(at)::text, '-', ''), 12) || '7' || left(digest, 3) || '8' || right(digest, 15))::uuid,
        ('x' || left(digest, 16))::bit(64)::bigint, 'crowd', '\(name), event ' || i, at, 'import', 'artifact-00001', '1', 'delivered', '{}',
        sha256('metadata'), sha256('content'), 'content'
      from generate_series(1, \(size)) i
      cross join lateral (select now() - i * interval '1 second' as at, md5('\(name)' || i) as digest) x;
    insert into pg_temp.flag_inbox (line, ordinal, source, category, verdict, side, spans)
      select i, o, 'crowd', 'violence', 'flagged', 'output', '[]' from generate_series(1, \(size)) i, generate_series(0, 1) o
    """
  }
}
