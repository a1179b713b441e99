-- Generations, what was said about them and what they were given, in month partitions of their id.
-- An id is deterministic and begins with the event's time, so the key gives idempotency, keyset order and the month.

create table countersign_private.producer (
  name text primary key check (name <> '' and length(name) <= 200 and name !~ '[[:cntrl:]]'),
  recorded_at timestamptz not null default countersign_private.clock()
);

-- One row a file or request: what became of it.
create table countersign_private.receipt (
  id bigint generated always as identity primary key,
  producer text not null references countersign_private.producer,
  format text not null,
  origin text not null,
  login text not null,
  opened_at timestamptz not null default countersign_private.clock(),
  closed_at timestamptz,
  taken bigint not null default 0,
  known bigint not null default 0,
  refused bigint not null default 0,
  xid xid8 not null default pg_current_xact_id()
);

create table countersign_private.quarantine (
  id bigint generated always as identity primary key,
  receipt bigint not null references countersign_private.receipt,
  format text not null,
  origin text not null,
  line bigint,
  code text not null,
  reason text not null,
  raw bytea not null,
  raw_digest bytea not null generated always as (sha256(raw)) stored,
  recorded_at timestamptz not null default countersign_private.clock(),
  state text not null default 'kept' check (state in ('kept', 'replayed')),
  replayed_at timestamptz,
  -- The same bytes refused for the same reason are kept once.
  unique (format, raw_digest, code)
);
create index on countersign_private.quarantine (state, id);

create table countersign_private.generation (
  tenant integer not null default 1,
  id uuid not null,
  -- The first 8 bytes of SHA-256(producer, 0, event id): finds an event again whatever time it claims.
  event_key bigint not null,
  producer text not null,
  event_id text not null,
  at timestamptz not null,
  recorded_at timestamptz not null,
  receipt bigint not null,
  source text not null,
  operation text,
  model text not null,
  model_version text not null,
  prompt text,
  prompt_version text,
  prompt_id text,
  service text,
  environment text,
  conversation text,
  language text,
  user_facing boolean,
  delivery text not null default 'delivered' check (delivery in ('held', 'delivered')),
  data_class text check (data_class in ('green', 'yellow', 'red')),
  tier text not null check (tier in ('low', 'medium', 'high')),
  tier_rule text not null,
  tokens_in bigint,
  tokens_out bigint,
  cost_micros bigint,
  currency text,
  latency_micros bigint,
  marks text[] not null default '{}',
  metadata_digest bytea not null,
  -- SHA-256(salt, SHA-256(content)); the salt goes when the content is erased.
  commitment bytea not null,
  xid xid8 not null default pg_current_xact_id(),
  primary key (tenant, id)
) partition by range (id);
-- The key first: it alone finds an event, whatever the planner thinks of a month it has no statistics of.
create index on countersign_private.generation (event_key, tenant);
create index on countersign_private.generation (tenant, model, model_version, id);
create index on countersign_private.generation (tenant, prompt, prompt_version, id) where prompt is not null;
create index on countersign_private.generation (xid);

-- Model versions that events have named. One that nobody registered is the first thing to look at, and is found here
-- without reading the events.
create table countersign_private.model_seen (
  tenant integer not null default 1,
  model text not null,
  model_version text not null,
  recorded_at timestamptz not null,
  -- Until then it ran unregistered.
  registered_at timestamptz not null default 'infinity',
  primary key (tenant, model, model_version)
);
create index on countersign_private.model_seen (tenant, recorded_at desc) where registered_at = 'infinity';
call countersign_private.guard_present('countersign_private.model_seen');

create table countersign_private.generation_content (
  tenant integer not null default 1,
  id uuid not null,
  salt bytea not null,
  -- Canonical JSON: system, input, output, variables, tools, evals, attributes.
  body bytea not null,
  primary key (tenant, id)
) partition by range (id);
alter table countersign_private.generation_content alter column body set statistics 0, alter column salt set statistics 0;
-- Nearly as small as by default, in a fraction of the time. A server built without it keeps the default.
do $$ begin
  alter table countersign_private.generation_content alter column body set compression lz4;
exception when feature_not_supported then null;
end $$;

create table countersign_private.flag (
  tenant integer not null default 1,
  generation uuid not null,
  ordinal smallint not null,
  source text not null,
  category text not null,
  verdict text check (verdict in ('clear', 'flagged', 'error', 'not_run')),
  score double precision,
  side text not null,
  taxonomy text,
  spans jsonb not null default '[]',
  primary key (tenant, generation, ordinal)
) partition by range (generation);

create table countersign_private.score (
  tenant integer not null default 1,
  generation uuid not null,
  ordinal smallint not null,
  name text not null,
  value double precision,
  judge text,
  lowest double precision,
  highest double precision,
  at timestamptz,
  primary key (tenant, generation, ordinal)
) partition by range (generation);

create table countersign_private.retrieval (
  tenant integer not null default 1,
  generation uuid not null,
  rank integer not null,
  index_name text not null,
  index_version text,
  namespace text,
  dataset text,
  dataset_version text,
  row_key text not null,
  score double precision,
  data_class text check (data_class in ('green', 'yellow', 'red')),
  primary key (tenant, generation, rank)
) partition by range (generation);
create index on countersign_private.retrieval (tenant, namespace, dataset, row_key, generation);

do $$
declare name text;
begin
  foreach name in array array['generation', 'flag', 'score', 'retrieval'] loop
    execute format('create trigger unchanged before update or delete on countersign_private.%I for each row execute function countersign_private.on_change_of_a_fact()', name);
    execute format('alter table countersign_private.%I enable always trigger unchanged', name);
    call countersign_private.guard_present(format('countersign_private.%I', name)::regclass);
  end loop;
  -- Content is never rewritten; it can only be erased, whole.
  create trigger unchanged before update on countersign_private.generation_content
    for each row execute function countersign_private.on_change_of_a_fact();
  alter table countersign_private.generation_content enable always trigger unchanged;
  call countersign_private.guard_present('countersign_private.generation_content');
end $$;

create function countersign_private.first_id_at(moment timestamptz) returns uuid language sql immutable strict as $$
  select (lpad(to_hex(floor(extract(epoch from moment) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid
$$;

-- Makes the partitions of a month, unless they are there. A TRUNCATE trigger is not inherited: each gets its own.
create function countersign_private.ensure_month(month date) returns void language plpgsql as $$
declare
  first constant timestamptz := date_trunc('month', month::timestamp) at time zone 'UTC';
  after constant timestamptz := (date_trunc('month', month::timestamp) + interval '1 month') at time zone 'UTC';
  name text;
  part text;
begin
  if to_regclass(format('countersign_private.generation_%s', to_char(month, 'YYYY_MM'))) is not null then return; end if;
  perform from catalog for update;  -- one maker at a time
  foreach name in array array['generation', 'generation_content', 'flag', 'score', 'retrieval'] loop
    part := format('%s_%s', name, to_char(month, 'YYYY_MM'));
    if to_regclass('countersign_private.' || part) is not null then continue; end if;
    execute format('create table countersign_private.%I (like countersign_private.%I including defaults including constraints including compression)', part, name);
    execute format('alter table countersign_private.%I attach partition countersign_private.%I for values from (%L) to (%L)',
      name, part, first_id_at(first), first_id_at(after));
    call guard_truncate(format('countersign_private.%I', part)::regclass);
    if name = 'generation_content' then
      execute format('alter table countersign_private.%I alter column body set statistics 0, alter column salt set statistics 0', part);
    end if;
  end loop;
end $$;

-- The first risk tier, until policy decides it --------------------------------------------------------------------------

-- How the office reads the categories of its checkers: `weight` 0 says nothing about harm, 1 asks for a look, 2 is severe.
create table countersign_private.flag_category (
  sent text primary key check (sent = lower(sent)),
  category text not null,
  weight smallint not null check (weight between 0 and 2)
);
insert into countersign_private.flag_category values
  ('violence', 'violence', 2), ('violence/graphic', 'violence', 2), ('weapons', 'weapons', 2), ('crime', 'crime', 2),
  ('illicit', 'crime', 2), ('illicit/violent', 'crime', 2), ('sexual', 'sexual', 1), ('sexual/minors', 'child_safety', 2),
  ('child_safety', 'child_safety', 2), ('hate', 'hate_harassment', 2), ('hate/threatening', 'hate_harassment', 2),
  ('hate_speech', 'hate_harassment', 2), ('hate_harassment', 'hate_harassment', 2), ('harassment', 'hate_harassment', 2),
  ('harassment/threatening', 'hate_harassment', 2), ('self-harm', 'self_harm', 2), ('self_harm', 'self_harm', 2),
  ('self-harm/intent', 'self_harm', 2), ('self-harm/instructions', 'self_harm', 2), ('selfharm', 'self_harm', 2),
  ('privacy', 'privacy_pii', 1), ('privacy_pii', 'privacy_pii', 1), ('pii', 'privacy_pii', 1), ('ip', 'ip', 1),
  ('defamation', 'defamation', 1), ('specialized_advice', 'specialized_advice', 1), ('elections', 'elections', 1),
  ('prompt_attack', 'prompt_attack', 2), ('jailbreak', 'prompt_attack', 2), ('code_abuse', 'code_abuse', 1),
  ('blocklist', 'blocklist', 1), ('representational', 'hate_harassment', 1), ('information_integrity', 'quality', 1),
  ('profanity', 'quality', 1), ('toxicity', 'hate_harassment', 1), ('groundedness', 'quality', 1), ('quality', 'quality', 1),
  ('refusal', 'quality', 0), ('objective_achieved', 'other', 0), ('other', 'other', 1);

-- What one flag says: 0 nothing, 1 look at it, 2 severe.
create function countersign_private.flag_severity(weight smallint, verdict text, score double precision) returns integer
language sql immutable parallel safe as $$
  select case
    when weight = 0 then 0
    when verdict = 'flagged' then case when weight = 2 and coalesce(score, 1) >= 0.8 then 2 else 1 end
    when verdict in ('error') then 1
    when verdict is null and score >= 0.8 then case when weight = 2 then 2 else 1 end
    when verdict is null and score >= 0.5 then 1
    else 0
  end
$$;
