import Catalog
import Governance
import Operations
import TestSupport

extension Office {
  /// A workbench of a login that was hired.
  func desk(_ name: String) -> Workbench { Workbench(settings(name)) }

  /// Hires, and answers the workbench.
  func desk(hiring name: String, _ right: String, team: String? = "office") throws -> Workbench {
    try hire(name, right, team: team)
    return desk(name)
  }

  func count(_ what: String) throws -> Int {
    Int(try superuser.value("select count(*) from countersign_private.\(what)") ?? "") ?? -1
  }

  /// All that ingest keeps of what it was given, as one digest: the same for any way that led there. Left out are numbers
  /// given in order of arrival, times of arrival, salts, receipts.
  func contentsDigest() throws -> String {
    try superuser.value(
      """
      select md5(string_agg(line, E'\\n' order by line)) from (
        select 'g' || (to_jsonb(g) - '{recorded_at,receipt,commitment,xid}'::text[])::text as line from countersign_private.generation g
        union all select 'c' || c.id || encode(sha256(c.body), 'hex') from countersign_private.generation_content c
        union all select 'k' || g.id || (g.commitment = sha256(c.salt || sha256(c.body)))
          from countersign_private.generation g join countersign_private.generation_content c on c.id = g.id
        union all select 'f' || to_jsonb(f)::text from countersign_private.flag f
        union all select 's' || to_jsonb(s)::text from countersign_private.score s
        union all select 'r' || to_jsonb(r)::text from countersign_private.retrieval r
        union all select 'i' || (to_jsonb(i) - '{id,arrived_at,due,xid}'::text[])::text || (i.due - i.arrived_at)
          || (select p.state || p.decided from countersign_private.review_present p where p.item = i.id)
          || (select count(*) from countersign_private.review_slot s where s.item = i.id)
          || (select count(*) from countersign_private.review_state s where s.item = i.id)
          from countersign_private.review_item i
        union all select 'q' || q.format || q.code || q.reason || encode(q.raw_digest, 'hex') || q.state
          from countersign_private.quarantine q) x
      """) ?? "nothing"
  }
}
