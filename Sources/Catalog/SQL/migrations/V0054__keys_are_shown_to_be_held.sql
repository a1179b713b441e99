-- Whoever puts a key up for trust shows that they hold its private half: a statement that names key, person and catalog, signed
-- with that key, in an envelope (DSSE over an in-toto statement). Else somebody could have another's public key trusted as theirs.
--
-- What this database can check, it checks: that the envelope states this key, its owner and this catalog, and that no key is trusted
-- without one. It has no Ed25519: whether the 64 bytes are the key's signature is checked by the console of whoever trusts the key,
-- before they can, by `promote verify`, and by `catalog check`. A key that was trusted before this was asked for stays trusted,
-- and is said to be unproved wherever it is listed.

create table countersign_private.signing_key_proof (
  key bigint primary key references countersign_private.signing_key,
  -- DSSE as JSON.
  envelope bytea not null check (octet_length(envelope) <= 65536),
  digest bytea not null check (digest = sha256(envelope)),
  recorded_at timestamptz not null default countersign_private.clock(),
  xid xid8 not null default pg_current_xact_id()
);
call countersign_private.guard_facts('countersign_private.signing_key_proof');

-- What the owner of a key states. Compared as JSON, so that how it is written is the signer's affair.
create function countersign_private.expected_possession(k countersign_private.signing_key) returns jsonb language plpgsql stable as $$
begin
  return jsonb_build_object('_type', 'https://in-toto.io/Statement/v1', 'predicateType', 'urn:countersign:key-possession:v1',
    'subject', jsonb_build_array(jsonb_build_object('name', k.fingerprint, 'digest', jsonb_build_object('sha256', encode(sha256(k.public_key), 'hex')))),
    'predicate', jsonb_build_object('catalog', (select c.name from countersign_private.catalog c), 'person', k.person,
      'statement', 'I hold the private half of this key.'));
end $$;

-- Shows that one holds a key that one made known: once, and for good.
create function countersign.prove_key(fingerprint text, proof bytea, channel text default 'sql')
returns bigint language plpgsql security definer set search_path = pg_catalog, countersign_private, pg_temp as $$
#variable_conflict use_variable
declare
  who text := require_person();
  k countersign_private.signing_key := find_key(fingerprint);
  envelope jsonb;
  stated jsonb;
begin
  if k.person <> who then
    perform refuse('CS403', 'key.others', 'The key is another person''s.', 'Only its owner shows that they hold it.', 'Name a key of your own.');
  end if;
  if exists (select from signing_key_state s where s.key = k.id and s.valid_to = 'infinity' and s.state = 'revoked') then
    perform refuse('CS409', 'key.revoked', 'This key was revoked, and never comes back.', '', 'Make a new one.');
  end if;
  begin
    envelope := convert_from(proof, 'UTF8')::jsonb;
    stated := convert_from(decode(envelope ->> 'payload', 'base64'), 'UTF8')::jsonb;
    if envelope ->> 'payloadType' is distinct from 'application/vnd.in-toto+json' or jsonb_array_length(envelope -> 'signatures') <> 1
       or envelope #>> '{signatures,0,keyid}' is distinct from k.fingerprint
       or octet_length(decode(envelope #>> '{signatures,0,sig}', 'base64')) is distinct from 64 or stated is distinct from expected_possession(k) then
      raise exception 'not ours';
    end if;
  exception when others then
    perform refuse('CS422', 'key.proof', 'This is no proof that you hold the key.',
      'A DSSE envelope is expected, of an in-toto statement that names the key, you and this catalog, signed with the key.',
      'Use `countersign key prove`.');
  end;
  insert into signing_key_proof (key, envelope, digest) values (k.id, proof, sha256(proof));
  return record_activity('key.prove', 'key', k.fingerprint, '', jsonb_build_object('person', who, 'proof', encode(sha256(proof), 'hex')), channel);
exception when unique_violation then
  perform refuse('CS409', 'key.proved', 'It was shown before that you hold this key.', '', 'Nothing needs to be done.');
end $$;

-- However a key comes to be trusted, it was shown to be held; or it was trusted before that was asked for.
create function countersign_private.on_trust_of_a_key() returns trigger language plpgsql as $$
begin
  if not exists (select from countersign_private.signing_key_proof p where p.key = new.key) then
    perform countersign_private.refuse('CS403', 'key.unproved', 'Nobody has shown that they hold this key.',
      'It could be another''s public key.', 'Let its owner use `countersign key prove`.');
  end if;
  return new;
end $$;
create trigger shown_to_be_held before insert on countersign_private.signing_key_state for each row
  when (new.state = 'trusted') execute function countersign_private.on_trust_of_a_key();
alter table countersign_private.signing_key_state enable always trigger shown_to_be_held;

call countersign_private.make_views('signing_key_proof', $$
  select k.fingerprint, k.person, convert_from(p.envelope, 'UTF8') as envelope, p.recorded_at
  from countersign_private.signing_key_proof p join countersign_private.signing_key k on k.id = p.key where {fact p} $$);

grant select on countersign.signing_key_proof, countersign_past.signing_key_proof to countersign_viewer;
-- Asks who calls it.
grant execute on function countersign.prove_key(text, bytea, text) to countersign_viewer;

select countersign_private.bind_rows('signing_key_proof', array['key']);
