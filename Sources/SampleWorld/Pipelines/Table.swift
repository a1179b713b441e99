/// A table, a folder of files or a registered version that pipelines read and write, as OpenLineage names it.
struct Table: Sendable {
  var namespace: String
  var name: String
  var columns: [String] = []
  /// Columns whose data class its keeper tells with every run.
  var classes: [(column: String, dataClass: String)] = []

  static let core = "postgres://core.meridian.example:5432"
  static let warehouse = "postgres://warehouse.meridian.example:5432"
  static let landing = "s3://meridian-landing"

  /// A registered version, under the name the catalog gives it: `dataset/crm.customers@2026-09`.
  static func version(_ kind: String, _ name: String, _ columns: [String] = []) -> Table {
    Table(namespace: "countersign://meridian/prod", name: "\(kind)/\(name)", columns: columns)
  }

  // Where the insurer's data begins.
  static let accounts = Table(
    namespace: core, name: "crm.public.accounts",
    columns: ["account_id", "legal_name", "country", "segment", "opened_on", "email", "phone", "birth_date"],
    classes: [
      ("email", "red"), ("phone", "red"), ("birth_date", "red"), ("legal_name", "yellow"), ("country", "green"),
    ])
  static let contacts = Table(
    namespace: core, name: "crm.public.contact_events",
    columns: ["account_id", "channel", "happened_at", "summary"])
  static let claims = Table(
    namespace: core, name: "claims.public.claims",
    columns: ["claim_id", "policy_id", "peril", "reported_on", "amount", "state"])
  static let adjusterNotes = Table(
    namespace: core, name: "claims.public.adjuster_notes", columns: ["claim_id", "written_by", "written_at", "note"],
    classes: [("note", "red"), ("written_by", "yellow")])
  static let clauses = Table(
    namespace: core, name: "policy.public.clauses", columns: ["product", "clause", "valid_from", "wording"])
  static let investigations = Table(
    namespace: core, name: "siu.public.investigations",
    columns: ["case_id", "claim_id", "opened_on", "closed_on", "finding", "people"])
  static let handbook = Table(namespace: landing, name: "handbook/claims-handbook.docx")
  static let guidance = Table(namespace: landing, name: "compliance/onboarding-guidance.xlsx")
  static let scans = Table(namespace: landing, name: "scans/identity-documents/")
  static let bordereaux = Table(namespace: landing, name: "partners/bordereaux-2026-11.csv")

  // On the way.
  static let stagedAccounts = Table(
    namespace: warehouse, name: "staging.accounts",
    columns: ["account_id", "legal_name", "country", "segment", "email", "phone", "birth_date"])
  static let stagedContacts = Table(
    namespace: warehouse, name: "staging.contact_events", columns: ["account_id", "channel", "happened_at", "summary"])
  static let maskedCustomers = Table(
    namespace: warehouse, name: "marts.customers_masked",
    columns: ["customer", "country", "segment", "age_band", "contact", "last_contact"])
  static let pseudonymNotes = Table(
    namespace: warehouse, name: "marts.notes_pseudonymised", columns: ["claim", "written_on", "note"])
  static let handbookRules = Table(
    namespace: warehouse, name: "marts.handbook_rules", columns: ["rule", "chapter", "text"])
  static let reviewedAnswers = Table(
    namespace: warehouse, name: "marts.reviewed_answers", columns: ["question", "answer", "corrected_by"])
  static let partnerClaims = Table(
    namespace: warehouse, name: "staging.partner_claims", columns: ["partner", "claim_id", "amount"])
}
