/// Every step of the schema, in order. A released one is never edited.
enum MigrationIndex {
  static let all: [Migration] = [
    Migration(file: "V0001__roles_and_rooms", sql: EmbeddedSQL.V0001__roles_and_rooms),
    Migration(file: "V0002__refusals_clock_and_persons", sql: EmbeddedSQL.V0002__refusals_clock_and_persons),
    Migration(file: "V0003__rights_are_granted_and_recorded", sql: EmbeddedSQL.V0003__rights_are_granted_and_recorded),
    Migration(
      file: "V0004__artifacts_have_immutable_versions", sql: EmbeddedSQL.V0004__artifacts_have_immutable_versions),
    Migration(file: "V0005__promotions_take_a_second_person", sql: EmbeddedSQL.V0005__promotions_take_a_second_person),
    Migration(file: "V0006__generations_come_by_month", sql: EmbeddedSQL.V0006__generations_come_by_month),
    Migration(
      file: "V0007__review_items_are_claimed_and_decided", sql: EmbeddedSQL.V0007__review_items_are_claimed_and_decided),
    Migration(file: "V0008__ingest_takes_batches_whole", sql: EmbeddedSQL.V0008__ingest_takes_batches_whole),
    Migration(
      file: "V0009__views_of_the_present_and_the_past", sql: EmbeddedSQL.V0009__views_of_the_present_and_the_past),
    Migration(file: "V0010__one_item_is_read_at_a_time", sql: EmbeddedSQL.V0010__one_item_is_read_at_a_time),
    Migration(file: "V0011__what_each_role_may_do", sql: EmbeddedSQL.V0011__what_each_role_may_do),
    Migration(file: "V0012__lineage_is_one_graph", sql: EmbeddedSQL.V0012__lineage_is_one_graph),
    Migration(file: "V0013__a_log_that_proves_itself", sql: EmbeddedSQL.V0013__a_log_that_proves_itself),
    Migration(file: "V0014__facts_that_people_owe", sql: EmbeddedSQL.V0014__facts_that_people_owe),
    Migration(
      file: "V0015__programs_report_by_token_and_a_schedule_runs",
      sql: EmbeddedSQL.V0015__programs_report_by_token_and_a_schedule_runs),
    Migration(file: "V0016__incidents_run_clocks", sql: EmbeddedSQL.V0016__incidents_run_clocks),
    Migration(file: "V0017__a_quarter_is_frozen_by_two", sql: EmbeddedSQL.V0017__a_quarter_is_frozen_by_two),
    Migration(
      file: "V0018__what_is_known_of_places_and_days", sql: EmbeddedSQL.V0018__what_is_known_of_places_and_days),
    Migration(
      file: "V0019__versions_answer_the_same_prompts", sql: EmbeddedSQL.V0019__versions_answer_the_same_prompts),
    Migration(file: "V0020__what_has_changed_is_told", sql: EmbeddedSQL.V0020__what_has_changed_is_told),
    Migration(
      file: "V0021__what_is_served_can_be_stopped_and_rolled_back",
      sql: EmbeddedSQL.V0021__what_is_served_can_be_stopped_and_rolled_back),
    Migration(file: "V0022__exceptions_are_owned_and_end", sql: EmbeddedSQL.V0022__exceptions_are_owned_and_end),
    Migration(file: "V0023__a_signature_names_what_was_read", sql: EmbeddedSQL.V0023__a_signature_names_what_was_read),
    Migration(file: "V0024__a_body_is_what_its_kind_says", sql: EmbeddedSQL.V0024__a_body_is_what_its_kind_says),
    Migration(file: "V0025__rights_that_matter_take_two", sql: EmbeddedSQL.V0025__rights_that_matter_take_two),
    Migration(file: "V0026__one_signature_over_a_set", sql: EmbeddedSQL.V0026__one_signature_over_a_set),
    Migration(file: "V0027__cards_say_how_a_version_is_used", sql: EmbeddedSQL.V0027__cards_say_how_a_version_is_used),
    Migration(
      file: "V0028__a_review_is_read_decided_and_answered",
      sql: EmbeddedSQL.V0028__a_review_is_read_decided_and_answered),
    Migration(file: "V0029__tiers_are_decided_by_policy", sql: EmbeddedSQL.V0029__tiers_are_decided_by_policy),
    Migration(file: "V0030__the_rules_are_in_the_log", sql: EmbeddedSQL.V0030__the_rules_are_in_the_log),
    Migration(
      file: "V0031__text_is_erased_and_the_proofs_stand", sql: EmbeddedSQL.V0031__text_is_erased_and_the_proofs_stand),
    Migration(
      file: "V0032__places_have_other_names_and_classes", sql: EmbeddedSQL.V0032__places_have_other_names_and_classes),
    Migration(
      file: "V0033__indexes_are_compared_with_their_sources",
      sql: EmbeddedSQL.V0033__indexes_are_compared_with_their_sources),
    Migration(
      file: "V0034__names_that_are_there_are_offered", sql: EmbeddedSQL.V0034__names_that_are_there_are_offered),
    Migration(
      file: "V0035__reviews_are_measured_and_handed_out", sql: EmbeddedSQL.V0035__reviews_are_measured_and_handed_out),
    Migration(
      file: "V0036__figures_keep_what_waits_for_ones_own_verdict",
      sql: EmbeddedSQL.V0036__figures_keep_what_waits_for_ones_own_verdict),
    Migration(file: "V0037__gates_are_decided_and_kept", sql: EmbeddedSQL.V0037__gates_are_decided_and_kept),
    Migration(file: "V0038__content_lies_by_class_and_month", sql: EmbeddedSQL.V0038__content_lies_by_class_and_month),
    Migration(file: "V0039__leaves_are_looked_up_one_by_one", sql: EmbeddedSQL.V0039__leaves_are_looked_up_one_by_one),
    Migration(
      file: "V0040__walks_ask_of_many_places_at_once", sql: EmbeddedSQL.V0040__walks_ask_of_many_places_at_once),
    Migration(file: "V0041__retention_reads_what_is_left", sql: EmbeddedSQL.V0041__retention_reads_what_is_left),
    Migration(
      file: "V0042__datasets_are_renamed_and_dropped", sql: EmbeddedSQL.V0042__datasets_are_renamed_and_dropped),
    Migration(
      file: "V0043__who_said_what_of_places_is_listed", sql: EmbeddedSQL.V0043__who_said_what_of_places_is_listed),
    Migration(file: "V0044__rows_are_called_anything", sql: EmbeddedSQL.V0044__rows_are_called_anything),
    Migration(
      file: "V0045__a_pack_tells_of_waivers_stops_and_answers",
      sql: EmbeddedSQL.V0045__a_pack_tells_of_waivers_stops_and_answers),
    Migration(
      file: "V0046__a_new_version_has_its_place_at_once", sql: EmbeddedSQL.V0046__a_new_version_has_its_place_at_once),
    Migration(file: "V0047__parts_of_datasets_are_told", sql: EmbeddedSQL.V0047__parts_of_datasets_are_told),
    Migration(
      file: "V0048__policies_move_by_two_and_stop_deciding",
      sql: EmbeddedSQL.V0048__policies_move_by_two_and_stop_deciding),
    Migration(
      file: "V0049__rows_of_a_generation_are_one_question",
      sql: EmbeddedSQL.V0049__rows_of_a_generation_are_one_question),
    Migration(file: "V0050__services_ask_by_token", sql: EmbeddedSQL.V0050__services_ask_by_token),
    Migration(file: "V0051__every_row_is_bound_by_a_leaf", sql: EmbeddedSQL.V0051__every_row_is_bound_by_a_leaf),
    Migration(
      file: "V0052__retention_is_previewed_in_one_pass", sql: EmbeddedSQL.V0052__retention_is_previewed_in_one_pass),
    Migration(
      file: "V0053__versions_are_registered_together", sql: EmbeddedSQL.V0053__versions_are_registered_together),
    Migration(file: "V0054__keys_are_shown_to_be_held", sql: EmbeddedSQL.V0054__keys_are_shown_to_be_held),
    Migration(
      file: "V0055__the_channel_is_what_a_program_says", sql: EmbeddedSQL.V0055__the_channel_is_what_a_program_says),
    Migration(
      file: "V0056__a_policy_takes_the_most_signatures", sql: EmbeddedSQL.V0056__a_policy_takes_the_most_signatures),
    Migration(
      file: "V0057__what_follows_from_leaves_is_derived_again",
      sql: EmbeddedSQL.V0057__what_follows_from_leaves_is_derived_again),
    Migration(
      file: "V0058__rows_are_bound_a_statement_at_a_time", sql: EmbeddedSQL.V0058__rows_are_bound_a_statement_at_a_time),
    Migration(file: "V0059__bundles_are_listed", sql: EmbeddedSQL.V0059__bundles_are_listed),
    Migration(file: "V0060__a_gate_policy_ends_by_another", sql: EmbeddedSQL.V0060__a_gate_policy_ends_by_another),
    Migration(file: "V0061__shadow_evals_run_by_night", sql: EmbeddedSQL.V0061__shadow_evals_run_by_night),
    Migration(
      file: "V0062__claims_and_decisions_keep_their_plans",
      sql: EmbeddedSQL.V0062__claims_and_decisions_keep_their_plans),
    Migration(file: "V0063__what_slides_is_watched", sql: EmbeddedSQL.V0063__what_slides_is_watched),
    Migration(
      file: "V0064__requests_run_clocks_and_packs_say_to_whom",
      sql: EmbeddedSQL.V0064__requests_run_clocks_and_packs_say_to_whom),
    Migration(
      file: "V0065__a_snapshot_holds_all_a_quarter_asks_for",
      sql: EmbeddedSQL.V0065__a_snapshot_holds_all_a_quarter_asks_for),
    Migration(file: "V0066__known_answers_measure_reviewers", sql: EmbeddedSQL.V0066__known_answers_measure_reviewers),
    Migration(file: "V0067__content_is_masked_by_clearance", sql: EmbeddedSQL.V0067__content_is_masked_by_clearance),
    Migration(
      file: "V0068__queues_burn_down_and_texts_are_alike", sql: EmbeddedSQL.V0068__queues_burn_down_and_texts_are_alike),
    Migration(file: "V0069__pairs_stand_behind_a_cell", sql: EmbeddedSQL.V0069__pairs_stand_behind_a_cell),
    Migration(file: "V0070__labels_agree_or_not", sql: EmbeddedSQL.V0070__labels_agree_or_not),
    Migration(
      file: "V0071__incidents_tell_contract_hours_and_the_office_its_zone",
      sql: EmbeddedSQL.V0071__incidents_tell_contract_hours_and_the_office_its_zone),
    Migration(
      file: "V0072__outside_figures_come_with_their_reports",
      sql: EmbeddedSQL.V0072__outside_figures_come_with_their_reports),
    Migration(file: "V0073__an_alarm_becomes_an_incident", sql: EmbeddedSQL.V0073__an_alarm_becomes_an_incident),
    Migration(file: "V0074__calls_stand_behind_a_figure", sql: EmbeddedSQL.V0074__calls_stand_behind_a_figure),
    Migration(file: "V0075__flags_come_by_themselves", sql: EmbeddedSQL.V0075__flags_come_by_themselves),
    Migration(file: "V0076__webhooks_are_told", sql: EmbeddedSQL.V0076__webhooks_are_told),
    Migration(
      file: "V0077__registries_beside_us_are_followed", sql: EmbeddedSQL.V0077__registries_beside_us_are_followed),
    Migration(file: "V0078__policy_covers_personal_data", sql: EmbeddedSQL.V0078__policy_covers_personal_data),
    Migration(file: "V0079__queues_route_by_language", sql: EmbeddedSQL.V0079__queues_route_by_language),
    Migration(file: "V0080__teams_have_queues_of_their_own", sql: EmbeddedSQL.V0080__teams_have_queues_of_their_own),
    Migration(file: "V0081__windows_are_counted_in_calls", sql: EmbeddedSQL.V0081__windows_are_counted_in_calls),
    Migration(
      file: "V0082__figures_are_added_up_before_they_are_laid_out",
      sql: EmbeddedSQL.V0082__figures_are_added_up_before_they_are_laid_out),
    Migration(file: "V0083__packs_hold_what_others_measured", sql: EmbeddedSQL.V0083__packs_hold_what_others_measured),
    Migration(file: "V0084__commits_and_tags_are_sources", sql: EmbeddedSQL.V0084__commits_and_tags_are_sources),
    Migration(file: "V0085__daemons_tell_of_their_spools", sql: EmbeddedSQL.V0085__daemons_tell_of_their_spools),
    Migration(file: "V0086__answers_come_with_vectors", sql: EmbeddedSQL.V0086__answers_come_with_vectors),
    Migration(
      file: "V0087__teams_are_brought_in_step_by_step", sql: EmbeddedSQL.V0087__teams_are_brought_in_step_by_step),
    Migration(file: "V0088__gates_keep_their_plans", sql: EmbeddedSQL.V0088__gates_keep_their_plans),
    Migration(file: "V0089__judgements_come_late", sql: EmbeddedSQL.V0089__judgements_come_late),
    Migration(
      file: "V0090__tokens_are_bound_to_certificates", sql: EmbeddedSQL.V0090__tokens_are_bound_to_certificates),
    Migration(file: "V0091__a_month_is_made_once", sql: EmbeddedSQL.V0091__a_month_is_made_once),
    Migration(
      file: "V0092__the_first_screen_of_a_past_moment", sql: EmbeddedSQL.V0092__the_first_screen_of_a_past_moment),
    Migration(file: "V0093__months_are_counted", sql: EmbeddedSQL.V0093__months_are_counted),
    Migration(
      file: "V0094__refused_records_are_tried_again_when_asked",
      sql: EmbeddedSQL.V0094__refused_records_are_tried_again_when_asked),
  ].compactMap { $0 }
}
