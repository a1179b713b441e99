-- Grants: the interface, function by function and view by view. Nothing to PUBLIC.

grant select on all tables in schema countersign, countersign_past to countersign_viewer;
grant select on countersign.serving, countersign.version, countersign.receipt, countersign.quarantine to countersign_ingest;

-- Views call these as whoever reads the view.
grant execute on function countersign.as_of(), countersign_private.present_only(), countersign_private.clock(), countersign_private.moment()
  to countersign_viewer, countersign_ingest, countersign_reader;
grant execute on function countersign_private.person_here() to countersign_viewer, countersign_ingest, countersign_reader;
grant execute on function countersign.set_as_of(timestamptz), countersign.officer(), countersign.first_id_at(timestamptz)
  to countersign_viewer, countersign_ingest;

-- Each of these asks for its own role; a viewer is refused by name rather than by a missing privilege.
grant execute on function
  countersign.add_team(text, text, boolean, text),
  countersign.grant_right(text, text, text, text, text, text[], text, text),
  countersign.register_version(text, text, text, text, text, text, text, bytea, text, text, text, jsonb, timestamptz, text),
  countersign.retire_artifact(text, text, text),
  countersign.record_evaluation(text, text, text, text, double precision, double precision, boolean, integer, bytea, timestamptz, text),
  countersign.request_promotion(text, text, text, text, timestamptz, text),
  countersign.sign_promotion(bigint, bigint, text, text),
  countersign.reject_promotion(bigint, bigint, text, text),
  countersign.promotion_requirements(bigint),
  countersign.promotion_refusal(bigint),
  countersign.claim_next(text, text, text),
  countersign.claim(bigint, text),
  countersign.renew(bigint, integer, bigint),
  countersign.release(bigint, integer, bigint, text),
  countersign.decide(bigint, integer, bigint, text, text, text, text),
  countersign.adjudicate(bigint, bigint, text, text, text, text),
  countersign.open_review(bigint, text),
  countersign.my_claims(),
  countersign.calls_since(text, text, interval),
  countersign.count_review(text, text, text[], timestamptz),
  countersign.queue_standing(text),
  countersign.office(),
  countersign.unregistered_models(interval),
  countersign.check_rules()
  to countersign_viewer;

grant execute on function
  countersign.open_inbox(),
  countersign.open_receipt(text, text, text),
  countersign.take_inbox(bigint),
  countersign.quarantine(bigint, bigint, text, text, bytea),
  countersign.close_receipt(bigint)
  to countersign_ingest;
grant execute on function countersign.open_quarantine(bigint, text), countersign.mark_replayed(bigint, text)
  to countersign_viewer, countersign_ingest;
