import Catalog
import Evidence
import Governance
import Operations
import TestSupport

/// An office in which every kind of row that is logged has been written at least once, and its sealer.
struct LoggedOffice {
  let office: Office
  let sealer: Workbench
  let key: NoteSigningKey

  /// What has a leaf, by kind and id.
  var generation = ""
  var promotion = ""

  static func open() async throws -> LoggedOffice {
    var logged = try LoggedOffice(office: await Office.open())
    try logged.fill()
    return logged
  }

  private init(office: Office) throws {
    self.office = office
    sealer = try office.sealer()
    key = NoteSigningKey(name: try NoteName("tests/" + office.database.name))
  }

  private mutating func fill() throws {
    let ines = try office.hire("ines", "builder", team: "claims")
    let otto = try office.hire("otto", "approver")
    let feed = try office.hire("feed", "ingest")
    let rosa = try office.hire("rosa", "reviewer")
    try ines.register("kb")
    try ines.run("select countersign.record_evaluation('kb', '1', 'suite', 'accuracy', 0.1 + 0.2, 0.1, true)")
    let asked = try ines.request("kb", "1")
    promotion = asked ?? ""
    _ = try otto.run("select * from countersign.sign_promotion(\(promotion), 1, 'read and fine')")
    let item = try office.reviewItem(from: feed)
    for event in 2...5 { try feed.deliver("e\(event)", category: "ip") }
    let claim = try rosa.claim(item)
    _ = try rosa.run(
      "select * from countersign.decide(\(item), \(claim.slot), \(claim.fence), 'block', 'read to the end')")
    generation =
      try office.superuser.value("select id from countersign_private.generation where event_id = 'e1'") ?? ""
  }

  /// Seals and signs; what an outsider then keeps.
  func checkpoint() async throws -> OutsideRecord {
    let (head, note) = try await sealer.makeCheckpoint(signedBy: key)
    return OutsideRecord(
      checkpoints: [try Checkpoint(text: note.text)], leaves: try await sealer.leafHashes(first: head.size))
  }

  /// Does what only a superuser can, past every guard.
  func tamper(_ tables: String..., with statement: String) throws {
    for table in tables { try office.superuser.run("alter table countersign_private.\(table) disable trigger user") }
    try office.superuser.run(statement)
    for table in tables { try office.superuser.run("alter table countersign_private.\(table) enable trigger user") }
  }

  /// The index of the leaf of a row.
  func index(of kind: String, _ subject: String) throws -> Int? {
    try office.superuser.value(
      "select index from countersign_private.log_leaf where kind = $1 and subject = $2", kind, subject
    ).flatMap { Int($0) }
  }
}

extension Office {
  /// A workbench of a login that may seal; only the owner of the catalog can give that right.
  func sealer(_ name: String = "sealer") throws -> Workbench {
    try superuser.run("select countersign_private.make_login($1)", login(name))
    try superuser.run("grant countersign_sealer to \"\(login(name))\"")
    return Workbench(settings(name))
  }

  /// How the log stands: `dense`, and every row that is visible now has exactly one leaf, or what is wrong.
  func standingOfLog() throws -> String? {
    try superuser.value(
      """
      select case
        when (select count(*) from countersign_private.log_leaf) <> (select coalesce(max(index) + 1, 0) from countersign_private.log_leaf)
          then 'not dense'
        when exists (select from countersign_private.log_row r where not exists
          (select from countersign_private.log_leaf l where l.kind = r.kind and l.subject = r.subject)) then 'a row without a leaf'
        when (select count(*) from countersign_private.log_leaf) <> (select count(*) from countersign_private.log_row) then 'a leaf without a row'
        when exists (select from countersign_private.log_leaf where hash is null) then 'a leaf without a hash'
        else 'dense and complete' end
      """)
  }

  func leafCount() throws -> Int {
    Int(try superuser.value("select count(*) from countersign_private.log_leaf") ?? "") ?? -1
  }
}
