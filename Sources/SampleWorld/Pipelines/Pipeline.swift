/// A job that reads and writes tables, and when it ran.
struct Pipeline: Sendable {
  /// How one column of what it writes was made.
  struct Column: Sendable {
    var name: String
    var from: [(table: Table, column: String)]
    /// `IDENTITY`, `TRANSFORMATION`, `AGGREGATION`.
    var how = "IDENTITY"
    var isMasked = false
  }

  struct Run: Sendable {
    /// Days before now, and minutes after four in the morning.
    var daysAgo: Int
    var minutes: Int
    var lasts: Int
    var fails = false
  }

  var namespace: String
  var name: String
  var about: String
  var inputs: [Table]
  var outputs: [Table]
  var columns: [Column] = []
  var runs: [Run]

  private static let dbt = "dbt://meridian-warehouse"
  private static let airflow = "airflow://data-platform"

  /// Every few days for a quarter, the last time last night.
  private static func nightly(_ minutes: Int, lasts: Int) -> [Run] {
    [90, 61, 33, 12, 5, 1, 0].map { Run(daysAgo: $0, minutes: minutes, lasts: lasts) }
  }

  private static func once(_ daysAgo: Int, _ minutes: Int, lasts: Int) -> [Run] {
    [Run(daysAgo: daysAgo, minutes: minutes, lasts: lasts)]
  }

  static let all: [Pipeline] = customers + knowledge + claimsData

  // MARK: Customers

  private static let customers: [Pipeline] = [
    Pipeline(
      namespace: airflow, name: "cdc.core_to_staging", about: "Copies what changed in the core systems overnight.",
      inputs: [.accounts, .contacts], outputs: [.stagedAccounts, .stagedContacts],
      columns: Table.stagedAccounts.columns.map { Column(name: $0, from: [(.accounts, $0)]) },
      runs: nightly(0, lasts: 14)),
    Pipeline(
      namespace: dbt, name: "marts.customers_masked", about: "One row a customer; no address that reaches a person.",
      inputs: [.stagedAccounts, .stagedContacts], outputs: [.maskedCustomers],
      columns: [
        Column(name: "customer", from: [(.stagedAccounts, "account_id")], how: "TRANSFORMATION", isMasked: true),
        Column(name: "country", from: [(.stagedAccounts, "country")]),
        Column(name: "segment", from: [(.stagedAccounts, "segment")]),
        Column(name: "age_band", from: [(.stagedAccounts, "birth_date")], how: "TRANSFORMATION", isMasked: true),
        Column(
          name: "contact", from: [(.stagedAccounts, "email"), (.stagedAccounts, "phone")], how: "TRANSFORMATION",
          isMasked: true),
        Column(name: "last_contact", from: [(.stagedContacts, "happened_at")], how: "AGGREGATION"),
      ], runs: nightly(20, lasts: 6)),
    Pipeline(
      namespace: airflow, name: "publish.crm_customers", about: "Freezes the quarter's customers as a dataset.",
      inputs: [.maskedCustomers],
      outputs: [
        .version("dataset", "crm.customers@2026-09", ["customer", "country", "segment", "age_band", "contact"])
      ],
      columns: ["customer", "country", "segment", "age_band", "contact"].map {
        Column(name: $0, from: [(.maskedCustomers, $0)])
      }, runs: once(78, 40, lasts: 9)),
    Pipeline(
      namespace: airflow, name: "publish.kyc_guidance", about: "Reads the compliance office's sheet.",
      inputs: [.guidance], outputs: [.version("dataset", "kyc.guidance@2")], runs: once(82, 30, lasts: 1)),
    Pipeline(
      namespace: airflow, name: "ocr.identity_documents", about: "Text of scanned documents; nobody retrieves it.",
      inputs: [.scans], outputs: [.version("dataset", "dms.scans@2026-09")], runs: once(77, 10, lasts: 210)),
    Pipeline(
      namespace: airflow, name: "index.kyc", about: "Chunks, embeds and loads the onboarding index.",
      inputs: [
        .version("dataset", "crm.customers@2026-09"), .version("dataset", "kyc.guidance@2"),
        .version("model", "policies-embed@v2"),
      ], outputs: [.version("index", "kyc-idx@v14")], runs: once(71, 60, lasts: 95)),
  ]

  // MARK: Handbook, wordings and notes

  private static let knowledge: [Pipeline] = [
    Pipeline(
      namespace: airflow, name: "parse.handbook", about: "Cuts the handbook into rules.", inputs: [.handbook],
      outputs: [.handbookRules], runs: [68, 66, 31, 3].map { Run(daysAgo: $0, minutes: 5, lasts: 2) }),
    Pipeline(
      namespace: airflow, name: "publish.claims_handbook", about: "Freezes the rules as a dataset.",
      inputs: [.handbookRules], outputs: [.version("dataset", "claims.handbook@2026-09")],
      runs: once(66, 30, lasts: 1)),
    Pipeline(
      namespace: dbt, name: "marts.notes_pseudonymised", about: "Adjusters' notes without names and numbers.",
      inputs: [.adjusterNotes, .claims], outputs: [.pseudonymNotes],
      columns: [
        Column(name: "claim", from: [(.adjusterNotes, "claim_id")], how: "TRANSFORMATION", isMasked: true),
        Column(name: "written_on", from: [(.adjusterNotes, "written_at")], how: "TRANSFORMATION"),
        Column(name: "note", from: [(.adjusterNotes, "note")], how: "TRANSFORMATION", isMasked: true),
      ], runs: nightly(25, lasts: 11)),
    Pipeline(
      namespace: airflow, name: "publish.claims_notes", about: "Freezes the quarter's notes as a dataset.",
      inputs: [.pseudonymNotes], outputs: [.version("dataset", "claims.notes@2026-09")], runs: once(64, 45, lasts: 4)),
    Pipeline(
      namespace: airflow, name: "publish.policy_wordings", about: "Every clause that is in force.",
      inputs: [.clauses], outputs: [.version("dataset", "policies.wordings@2026-08")], runs: once(99, 15, lasts: 3)),
    Pipeline(
      namespace: airflow, name: "index.policies", about: "Chunks by clause, embeds and loads the policy index.",
      inputs: [
        .version("dataset", "policies.wordings@2026-08"), .version("dataset", "claims.handbook@2026-09"),
        .version("dataset", "claims.notes@2026-09"), .version("model", "policies-embed@v2"),
      ], outputs: [.version("index", "policies-idx@v31")], runs: once(36, 60, lasts: 40)),
  ]

  // MARK: Claims and fraud

  private static let claimsData: [Pipeline] = [
    Pipeline(
      namespace: dbt, name: "marts.reviewed_answers", about: "Answers that adjusters corrected.",
      inputs: [.adjusterNotes, .claims], outputs: [.reviewedAnswers], runs: nightly(35, lasts: 5)),
    Pipeline(
      namespace: airflow, name: "publish.triage_training", about: "Draws the training set of claims-triage.",
      inputs: [.reviewedAnswers], outputs: [.version("dataset", "claims.triage-train@v6")],
      runs: once(55, 20, lasts: 7)),
    Pipeline(
      namespace: airflow, name: "publish.closed_cases", about: "Closed investigations, pseudonymised by hand.",
      inputs: [.investigations], outputs: [.version("dataset", "fraud.closed-cases@2026-Q2")],
      runs: once(95, 55, lasts: 2)),
    Pipeline(
      namespace: airflow, name: "index.fraud_cases", about: "Embeds and loads closed investigations.",
      inputs: [.version("dataset", "fraud.closed-cases@2026-Q2"), .version("model", "policies-embed@v2")],
      outputs: [.version("index", "fraud-cases-idx@v8")], runs: once(73, 20, lasts: 6)),
    Pipeline(
      namespace: airflow, name: "sync.partner_bordereaux", about: "Fetches the partners' lists of claims.",
      inputs: [.bordereaux], outputs: [.partnerClaims],
      runs: [Run(daysAgo: 9, minutes: 50, lasts: 3), Run(daysAgo: 2, minutes: 50, lasts: 1, fails: true)]),
  ]
}
