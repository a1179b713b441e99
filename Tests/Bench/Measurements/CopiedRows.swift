/// The rows that came into a catalog after a mark, as files that psql copies into another.
struct CopiedRows {
  enum Format: String { case csv, binary }
  let mark: RowMark
  let cluster: BenchCluster
  var format = Format.csv

  /// Tables in the order of their keys to one another, each with what tells the rows after the mark.
  private var tables: [(name: String, since: String)] {
    [
      ("generation", "id > '\(mark.generation)'"), ("generation_content", "id > '\(mark.generation)'"),
      ("flag", "generation > '\(mark.generation)'"), ("score", "generation > '\(mark.generation)'"),
      ("retrieval", "generation > '\(mark.generation)'"), ("review_item", "id > \(mark.item)"),
      ("review_present", "item > \(mark.item)"), ("review_state", "item > \(mark.item)"),
      ("review_slot", "item > \(mark.item)"),
    ]
  }

  private func file(_ table: String) -> String { "\(cluster.folder)/\(table).\(format.rawValue)" }

  /// All columns but the transaction's number, which the server fills in.
  private func columns(_ table: String, _ database: String) throws -> String {
    try cluster.psql(
      database,
      [
        "-At", "-c",
        """
        select string_agg(quote_ident(attname), ', ' order by attnum) from pg_attribute
        where attrelid = 'countersign_private.\(table)'::regclass and attnum > 0 and not attisdropped and attname <> 'xid'
        """,
      ])
  }

  func export(from database: String) throws {
    for table in tables {
      try cluster.psql(
        database,
        [
          "-c",
          "\\copy (select \(try columns(table.name, database)) from countersign_private.\(table.name) where \(table.since)) to '\(file(table.name))' (format \(format.rawValue))",
        ])
    }
  }

  /// One psql, a `\copy` a table, in one transaction.
  func copy(into database: String) throws {
    try cluster.psql(
      database,
      [
        "-c",
        """
        set search_path = pg_catalog, countersign_private; select ensure_month(m::date)
        from generate_series(date_trunc('month', now() - interval '200 days'), now(), interval '1 month') m
        """, "-o", "/dev/null",
      ])
    let commands = try tables.flatMap { table in
      [
        "-c",
        "\\copy countersign_private.\(table.name) (\(try columns(table.name, database))) from '\(file(table.name))' (format \(format.rawValue))",
      ]
    }
    try cluster.psql(database, ["-1"] + commands)
  }
}
