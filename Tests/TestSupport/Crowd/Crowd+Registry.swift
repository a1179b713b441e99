extension Crowd {
  /// Persons, artifacts with three states each, versions, promotions and what environments served.
  static let registry = """
    insert into team (key, name) values ('crowd', 'Crowd');
    insert into person (key, name, team) select 'p' || i, 'Person ' || i, 'crowd' from generate_series(0, 49) i;
    insert into artifact (name, kind, created_by, recorded_at)
      select 'artifact-' || lpad(i::text, 5, '0'), (array['model', 'prompt', 'chain', 'dataset'])[1 + i % 4], 'p' || i % 50,
        now() - interval '400 days'
      from generate_series(1, :artifacts) i;
    insert into artifact_state (artifact, team, owner, tier, purpose, changed_by, effective_at, valid_from, valid_to)
      select a.id, 'crowd', 'p' || a.id % 50, (array['low', 'medium', 'high'])[1 + a.id % 3],
        'Answers question ' || a.id || case n when 2 then '' else ', draft ' || n end, 'p1', begin, begin, case when n < 2 then begin + interval '100 days' else 'infinity' end
      from artifact a cross join generate_series(0, 2) n
      cross join lateral (select now() - interval '400 days' + n * interval '100 days' as begin) x;
    insert into version (artifact, number, label, body, digest, author, message, effective_at, recorded_at)
      select a.id, n as number, n::text, body, sha256(body), 'p' || n % 50, 'Change ' || n, moment, moment
      from artifact a cross join generate_series(1, :versions) n
      cross join lateral (
        select convert_to(format('{"artifact":%s,"number":%s,"steps":["answer"],"template":"%s"}', a.id, n, repeat('Be kind. ', 30)), 'UTF8') as body,
          now() - interval '399 days' + n * interval '390 days' / :versions as moment) x
      order by number, a.id;
    insert into dependency (version, on_version, role)
      select v.id, m.id, 'model' from version v join artifact a on a.id = v.artifact and a.kind = 'chain'
      join version m on m.artifact = a.id + 2 and m.number = v.number;
    insert into evaluation (version, suite, metric, value, bound, supplied_by, effective_at, recorded_at)
      select id, 'golden', 'accuracy', 0.9, 0.8, 'p4', recorded_at, recorded_at from version;

    -- Every version was promoted to two environments; the last requests are open.
    insert into promotion (version, environment, needed, requested_by, reason, effective_at, recorded_at)
      select v.id, e, 1, 'p2', 'It is better', v.recorded_at, v.recorded_at
      from version v cross join unnest(array['staging', 'production']) e order by v.id, e;
    insert into promotion_revision (promotion) select id from promotion;
    insert into promotion_change (promotion, revision, recorded_at) select id, 1, recorded_at from promotion;
    insert into promotion_state (promotion, state, changed_by, reason, valid_from, valid_to)
      select id, 'open', 'p2', 'It is better', recorded_at,
        case when id <= (select max(id) from promotion) - :open then recorded_at + interval '1 day' else 'infinity' end
      from promotion;
    insert into promotion_state (promotion, state, changed_by, reason, valid_from)
      select promotion, 'promoted', 'p3', 'Read and fine', valid_to from promotion_state where valid_to < 'infinity';
    insert into pointer (artifact, environment, version, promotion, moved_by, reason, effective_at, valid_from, valid_to)
      select v.artifact, p.environment, v.id, p.id, 'p3', p.reason, s.valid_from, s.valid_from,
        coalesce(lead(s.valid_from) over (partition by v.artifact, p.environment order by v.number), 'infinity')
      from promotion p join version v on v.id = p.version join promotion_state s on s.promotion = p.id and s.state = 'promoted';
    """
}
