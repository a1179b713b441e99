-- What a gate asks is asked of each promotion of a page, of each person who may sign and at each decision. A function in SQL is planned
-- anew at each call from another function, which costs many times what it does; one in plpgsql keeps its plans for the session.

-- As before, each body word for word.
do $do$
declare
  f record;
  body text;
begin
  for f in
    select p.oid, p.proname, p.proretset, p.prosrc from pg_proc p join pg_language l on l.oid = p.prolang
    where p.pronamespace = 'countersign_private'::regnamespace and l.lanname = 'sql' and p.proname in (
      'requirements', 'requirements_of_policy', 'requirements_of_catalog', 'requirements_of_facts', 'incident_requirement', 'shadow_requirement',
      'serving_requirements', 'gate_standing', 'gate_facts', 'gate_facts_of_version', 'with_measured_times', 'shadow_fact', 'stopped_by', 'held_by',
      'pins_below', 'why_excluded', 'same_team', 'gave_signature_to', 'person_has_role')
  loop
    body := case when f.proretset then format('return query %s', f.prosrc) else format('return (%s)', f.prosrc) end;
    execute replace(replace(pg_get_functiondef(f.oid), 'LANGUAGE sql', 'LANGUAGE plpgsql'), f.prosrc,
      format(E'\n#variable_conflict use_column\nbegin\n  %s;\nend ', body));
  end loop;
end $do$;
