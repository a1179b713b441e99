-- What the body of a version must hold, kind by kind, said by the name of what is missing. A model's, a dataset's and a system's
-- body is its producer's own; what it does name is of the right form.

-- The first thing wrong with a body, or null.
create function countersign_private.body_fault(kind text, body jsonb) returns text language plpgsql immutable as $$
declare
  form constant text := jsonb_typeof(body);
  messages jsonb;
  one jsonb;
  name text;
begin
  if kind in ('model', 'dataset') and form <> 'object' then return null; end if;
  if form <> 'object' then return format('The body of a %s is an object.', replace(kind, '_', ' ')); end if;
  if kind not in ('model', 'dataset') and body = '{}' then return format('The body of a %s is empty.', replace(kind, '_', ' ')); end if;

  case kind
  when 'prompt' then
    if not body ?| array['messages', 'template', 'text', 'prompt_template'] then
      return 'A prompt needs its messages (chat), or its template (text).';
    end if;
    foreach name in array array['template', 'text', 'prompt_template'] loop
      -- A template may hold messages, as MLflow writes it.
      if body ? name and jsonb_typeof(body -> name) <> 'string' and not (name = 'template' and jsonb_typeof(body -> name) = 'array') then
        return format('The %s of a prompt is text.', name);
      end if;
    end loop;
    messages := coalesce(body -> 'messages', case jsonb_typeof(body -> 'template') when 'array' then body -> 'template' end);
    if messages is not null then
      if jsonb_typeof(messages) <> 'array' or messages = '[]' then return 'The messages of a prompt are a list, and not an empty one.'; end if;
      for one in select x from jsonb_array_elements(messages) x loop
        if jsonb_typeof(one) <> 'object' or coalesce(one ->> 'role', '') = '' or not one ?| array['content', 'parts', 'placeholder'] then
          return 'Every message of a prompt has a role and a content.';
        end if;
      end loop;
    end if;
    foreach name in array array['variables', 'tools', 'snippets'] loop
      if body ? name and jsonb_typeof(body -> name) <> 'array' then return format('The %s of a prompt are a list.', name); end if;
    end loop;
    for one in select x from jsonb_array_elements(coalesce(body -> 'variables', '[]')) x loop
      if coalesce(case jsonb_typeof(one) when 'object' then one ->> 'name' end, '') = '' then return 'Every variable of a prompt has a name.'; end if;
    end loop;
    for one in select x from jsonb_array_elements(coalesce(body -> 'tools', '[]')) x loop
      if coalesce(case jsonb_typeof(one) when 'object' then coalesce(one ->> 'name', one #>> '{function,name}') end, '') = '' then
        return 'Every tool of a prompt has a name.';
      end if;
    end loop;
    if body ? 'response_schema' and jsonb_typeof(body -> 'response_schema') <> 'object' then return 'The response schema of a prompt is a JSON Schema.'; end if;
    if body ? 'params' and jsonb_typeof(body -> 'params') <> 'object' then return 'The params of a prompt are an object.'; end if;
  when 'chain' then
    if not body ?| array['steps', 'pins'] then return 'A chain needs its steps, or the versions it pins.'; end if;
    if body ? 'steps' and (jsonb_typeof(body -> 'steps') <> 'array' or body -> 'steps' = '[]') then return 'The steps of a chain are a list, and not an empty one.'; end if;
    if body ? 'pins' and jsonb_typeof(body -> 'pins') <> 'array' then return 'The pins of a chain are a list.'; end if;
  when 'embedding_index' then
    if coalesce(body ->> 'embedder', '') = '' then return 'An embedding index needs its embedder.'; end if;
    if coalesce(body ->> 'dimensions', '') !~ '^[1-9][0-9]{0,6}$' then return 'An embedding index needs its dimensions.'; end if;
  when 'endpoint' then
    if coalesce(body ->> 'address', body ->> 'url', '') !~ '^https?://[^[:space:]]+$' then return 'An endpoint needs its address, http or https.'; end if;
  when 'vendor' then
    if coalesce(body ->> 'dpa_until', '') !~ '^\d{4}-\d{2}-\d{2}$' then return 'A vendor needs dpa_until, the day its data processing agreement ends.'; end if;
    if coalesce(body ->> 'data_class_ceiling', 'green') not in ('green', 'yellow', 'red') then
      return 'The data_class_ceiling of a vendor is green, yellow or red.';
    end if;
  when 'template' then
    if exists (select from jsonb_each(body) x where jsonb_typeof(x.value) not in ('string', 'object', 'array')) then return 'A template holds texts.'; end if;
  else null;
  end case;

  if kind in ('dataset', 'embedding_index') and body ? 'rows' and coalesce(body ->> 'rows', '') !~ '^[0-9]{1,18}$' then return 'The rows are a whole number.'; end if;
  if kind = 'dataset' and body ? 'data_class' and coalesce(body ->> 'data_class', '') not in ('green', 'yellow', 'red') then
    return 'The data_class is green, yellow or red.';
  end if;
  return null;
end $$;

create function countersign_private.on_version_of_its_kind() returns trigger
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
declare
  kind constant text := (select a.kind from artifact a where a.id = new.artifact);
  fault constant text := body_fault(kind, convert_from(new.body, 'UTF8')::jsonb);
begin
  if fault is not null then
    perform refuse('CS422', 'version.of-kind', fault, '', 'Look at `countersign registry register --help`, or choose another kind.');
  end if;
  return new;
end $$;
create trigger of_its_kind before insert on countersign_private.version for each row execute function countersign_private.on_version_of_its_kind();
alter table countersign_private.version enable always trigger of_its_kind;

-- Versions that a chain's or a prompt's body names: exactly those it pins, and those a prompt takes snippets from among them. At
-- the end of the transaction, when the pins stand.
create function countersign_private.on_version_pins() returns trigger
language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
declare
  body constant jsonb := convert_from(new.body, 'UTF8')::jsonb;
  pinned text[];
  missing text;
begin
  if jsonb_typeof(body) <> 'object' or not body ?| array['pins', 'snippets'] then return null; end if;
  pinned := array(select a.name || '@' || v.label from dependency d join version v on v.id = d.on_version join artifact a on a.id = v.artifact
    where d.version = new.id);
  select x.name into missing from (
    select coalesce(case jsonb_typeof(y) when 'object' then y ->> 'version' else y #>> '{}' end, '') as name
    from jsonb_array_elements(case when jsonb_typeof(body -> 'pins') = 'array' then body -> 'pins' else '[]' end
      || case when jsonb_typeof(body -> 'snippets') = 'array' then body -> 'snippets' else '[]' end) y) x
    where x.name <> all (pinned) limit 1;
  if missing is not null then
    perform refuse('CS422', 'version.not-pinned', format('The body names %s and does not pin it.', left(missing, 200)),
      'What a version rests on is an exact version.', 'Pin it: --pin ROLE=ARTIFACT@VERSION.');
  end if;
  return null;
end $$;
create constraint trigger pins_what_it_names after insert on countersign_private.version
  deferrable initially deferred for each row execute function countersign_private.on_version_pins();
alter table countersign_private.version enable always trigger pins_what_it_names;
