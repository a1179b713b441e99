extension Crowd {
  /// Generations, evenly over the time; content and a flag where they are reviewed.
  static let generated = """
    select ensure_month(m::date)
      from generate_series(date_trunc('month', now() - interval '184 days'), now(), interval '1 month') m;
    insert into producer (name) values ('crowd');
    insert into receipt (producer, format, origin, login) values ('crowd', 'generations', 'crowd', 'crowd');
    insert into generation (id, event_key, producer, event_id, at, recorded_at, receipt, source, operation, model, model_version,
        prompt, prompt_version, service, environment, conversation, language, tier, tier_rule, tokens_in, tokens_out, cost_micros,
        currency, latency_micros, metadata_digest, commitment)
      select (left(replace(first_id_at(at)::text, '-', ''), 12) || '7' || substr(digest, 14, 3) || '8' || right(digest, 15))::uuid,
        ('x' || left(digest, 16))::bit(64)::bigint, 'crowd', 'event ' || i, at, at + interval '3 seconds', 1, 'import', 'chat',
        'artifact-' || lpad((1 + (i * 7919) % (:artifacts / 4) * 4 % :artifacts)::text, 5, '0'), (1 + i % :versions)::text,
        'artifact-' || lpad((2 + (i * 7919) % (:artifacts / 4) * 4 % :artifacts)::text, 5, '0'), (1 + i % :versions)::text,
        'service ' || i % 9, 'production', 'conversation ' || i / 4, 'en',
        case i % 50 when 0 then 'high' when 1 then 'medium' when 2 then 'medium' when 3 then 'medium' when 4 then 'medium' else 'low' end,
        'first.flag', 500 + i % 100, 200 + i % 50, 1200, 'USD', 800000, sha256(int8send(i)), sha256(int8send(-i))
      from generate_series(1::bigint, :generations) i
      cross join lateral (select now() - interval '184 days' + i * interval '184 days' / :generations as at, md5('event ' || i) as digest) x;
    insert into generation_content (id, salt, body)
      select id, metadata_digest, convert_to('{"output":[{"role":"assistant","parts":[{"type":"text","content":"Gladly."}]}]}', 'UTF8')
      from generation where tier <> 'low';
    insert into model_seen (model, model_version, recorded_at, registered_at)
      select a.name, v.label, min(v.recorded_at), min(v.recorded_at) from artifact a join version v on v.artifact = a.id
      where a.kind = 'model' group by a.name, v.label;
    insert into flag (generation, ordinal, source, category, verdict, score, side)
      select id, 0, 'crowd', 'toxicity', 'flagged', 0.9, 'output' from generation where tier <> 'low';
    """
}
