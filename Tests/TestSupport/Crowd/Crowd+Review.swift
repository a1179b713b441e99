extension Crowd {
  /// Review items with the history of their states.
  static let review = """
    -- A tenth is reviewed; of that a fifth is done, the oldest first.
    insert into review_item (generation, queue, tier, rule, reasons, conversation, needed, arrived_at, due)
      select g.id, q.key, g.tier, g.tier_rule, array['toxicity .90'], g.conversation, 1, g.recorded_at, g.recorded_at + q.due_after
      from generation g join queue q on q.key = g.tier order by g.id;
    insert into review_present (item, queue, due, tier, needed, state, decided)
      select id, queue, due, tier, needed, state, case state when 'done' then 1 else 0 end
      from review_item cross join lateral (select case when id <= (select max(id) from review_item) / 5 then 'done' else 'open' end as state) x;
    insert into review_state (item, queue, due, state, decided, valid_from, valid_to)
      select p.item, p.queue, p.due, 'open', 0, i.arrived_at, case p.state when 'done' then i.arrived_at + interval '2 hours' else 'infinity' end
      from review_present p join review_item i on i.id = p.item;
    insert into review_state (item, queue, due, state, decided, valid_from)
      select item, queue, due, 'done', 1, valid_to from review_state where valid_to < 'infinity';
    insert into review_slot (item, slot, queue, due, state, holder, fence)
      select item, 1, queue, due, case state when 'done' then 'done' else 'open' end, case state when 'done' then 'p5' end, 1 from review_present;
    insert into verdict (item, slot, reviewer, login, fence, decision, reason, channel, recorded_at)
      select p.item, 1, 'p5', 'p5', 1, 'accept', 'Fine', 'screen', s.valid_from
      from review_present p join review_state s on s.item = p.item and s.valid_to = 'infinity' where p.state = 'done';
    """
}
