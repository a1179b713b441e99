/// A queue that many officers empty at once, each by a session of their own.
package struct ReviewDrain {
  private let office: Office
  private let items: Int

  /// Takes in so many items; every tenth is of high tier, where two persons decide.
  package init(_ office: Office, items: Int) throws {
    self.office = office
    self.items = items
    let ingest = try office.hire("feed", "ingest", team: nil)
    try ingest.run("begin")
    try ingest.run("select countersign.open_inbox()")
    let receipt = try ingest.value("select countersign.open_receipt('drain', 'generations', 'a drain')") ?? ""
    try ingest.run(
      """
      insert into pg_temp.generation_inbox (line, id, event_key, producer, event_id, at, source, model, model_version, delivery, marks,
          metadata_digest, content_digest, content)
        select i, (left(replace(countersign.first_id_at(at)::text, '-', ''), 12) || '7' || left(digest, 3) || '8' || right(digest, 15))::uuid,
          ('x' || left(digest, 16))::bit(64)::bigint, 'drain', 'event ' || i, at, 'import', 'gpt-5', '1', 'held', '{}',
          sha256('metadata'), sha256('{}'), '{}'
        from generate_series(1, \(items)) i
        cross join lateral (select now() - i * interval '1 second' as at, md5('drain' || i) as digest) x;
      insert into pg_temp.flag_inbox (line, ordinal, source, category, verdict, side, spans)
        select i, 0, 'drain', case i % 10 when 0 then 'violence' else 'ip' end, 'flagged', 'output', '[]' from generate_series(1, \(items)) i;
      select countersign.take_inbox(\(receipt));
      commit
      """)
    // Short, so that what a killed session held comes back within the test.
    try office.superuser.run("update countersign_private.queue set lease = '3 seconds'")
  }

  /// Claims and decides until nothing is open; a lease that ran out on a busy machine is no fault, its item comes back.
  private static let work = """
    do $$
    declare c record;
    begin
      loop
        select * into c from countersign.claim_next();
        if found then
          commit;
          begin
            perform countersign.decide(c.item, c.slot, c.fence, 'accept', 'read to the end');
          exception when sqlstate 'CS423' then null;
          end;
          commit;
        else
          exit when not exists (select from countersign.review_item where state = 'open');
          commit;
          perform pg_sleep(0.1);
        end if;
      end loop;
    end $$
    """

  /// Empties the queue with so many sessions, and with one more that is killed while it holds five items. Answers what came of
  /// each session.
  package func run(sessions count: Int) throws -> [String] {
    let killed = try office.hire("killed", "reviewer")
    for _ in 1...5 { try killed.run("select * from countersign.claim_next()") }
    let sessions = try (1...count).map { try office.hire("drain\($0)", "reviewer") }
    for session in sessions { try session.start(Self.work) }
    try office.superuser.run("select pg_terminate_backend(\(killed.pid))")
    return sessions.map { $0.finish() }
  }

  /// What is wrong with what was decided; empty when every item was decided once by each person it needs.
  package func faults() throws -> [String] {
    let told = try office.superuser.run(
      """
      select 'items ' || count(*) from countersign_private.review_item having count(*) <> \(items)
      union all
      select 'not done: ' || item from countersign_private.review_present where state <> 'done'
      union all
      select 'item ' || i.id || ' has ' || count(v.id) || ' verdicts of ' || count(distinct v.reviewer) || ' persons, needs ' || i.needed
      from countersign_private.review_item i left join countersign_private.verdict v on v.item = i.id
      group by i.id, i.needed having count(v.id) <> i.needed or count(distinct v.reviewer) <> i.needed
      union all
      select 'no outcome: ' || i.id from countersign_private.review_item i
      where (select count(*) from countersign_private.review_outcome o where o.item = i.id) <> 1
      """)
    return told.compactMap { $0[0] }
  }
}
