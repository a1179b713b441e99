import Governance

/// The languages of the world, in the order of the pages.
enum Tongue: Int, Sendable, CaseIterable {
  case english, german, french, portuguese

  var code: StaticString {
    switch self {
    case .english: "en"
    case .german: "de"
    case .french: "fr"
    case .portuguese: "pt-PT"
    }
  }
}

/// Where an assistant works: which service calls it, with which prompt and model, and what it may read.
struct Desk: Sendable {
  struct Rows: Sendable {
    var namespace: StaticString
    var dataset: String
    var dataClass: DataClass
    var firstRow: Int
    var rows: Int
    /// Of 1,000 retrieved rows that are not red.
    var share: Int
  }

  var name: StaticString
  var service: StaticString
  var prompt: String
  var model: String
  /// Empty when nothing is retrieved.
  var index: String
  var rows: [Rows]
  /// Calls in 1,000.
  var share: Int
  /// By `Tongue`, in 100.
  var tongues: [Int]
  /// By number of turns, from 1.
  var turns: [Int]
  var temperature: StaticString
  var maxTokens: Int
  /// Calls that look something up, in 1,000.
  var lookups: Int = 0
  /// New paragraphs between the parts of an answer.
  var isLetter = false
  /// Micro-dollars for 1,000 tokens in and out.
  var price: (input: Int, output: Int)
  /// By `Tongue`; empty where the desk does not work.
  var pages: [String]

  static let all: [Desk] = [
    Desk(
      name: "claims-conversation", service: "claims-portal", prompt: "claims-triage/decide", model: "claims-triage",
      index: "policies-idx",
      rows: [
        Rows(
          namespace: "handbook", dataset: "claims.handbook", dataClass: .green, firstRow: 4400, rows: 420, share: 700),
        Rows(namespace: "notes", dataset: "claims.notes", dataClass: .yellow, firstRow: 90_100, rows: 900, share: 300),
        Rows(namespace: "reports", dataset: "medical.reports", dataClass: .red, firstRow: 20_400, rows: 700, share: 0),
      ], share: 320, tongues: [50, 20, 15, 15], turns: [45, 28, 17, 10], temperature: "0.3", maxTokens: 500,
      lookups: 250,
      price: (900, 1800),
      pages: [Prose.claimsEnglish, Prose.claimsGerman, Prose.claimsFrench, Prose.claimsPortuguese]),
    Desk(
      name: "policy-questions", service: "care-desk", prompt: "policy-qa", model: "gpt-x", index: "policies-idx",
      rows: [
        Rows(
          namespace: "wordings", dataset: "policies.wordings", dataClass: .green, firstRow: 11_200, rows: 2200,
          share: 850),
        Rows(
          namespace: "handbook", dataset: "claims.handbook", dataClass: .green, firstRow: 4400, rows: 420, share: 150),
      ], share: 200, tongues: [50, 25, 15, 10], turns: [62, 25, 13], temperature: "0.1", maxTokens: 450, lookups: 620,
      price: (2500, 7500), pages: [Prose.policyEnglish, Prose.policyGerman, Prose.policyFrench, Prose.policyPortuguese]),
    Desk(
      name: "complaints", service: "complaints-desk", prompt: "complaints-reply", model: "gpt-x",
      index: "complaints-idx",
      rows: [
        Rows(
          namespace: "handbook", dataset: "claims.handbook", dataClass: .green, firstRow: 4400, rows: 420, share: 600),
        Rows(namespace: "notes", dataset: "claims.notes", dataClass: .yellow, firstRow: 90_100, rows: 900, share: 400),
        Rows(namespace: "reports", dataset: "medical.reports", dataClass: .red, firstRow: 20_400, rows: 700, share: 0),
      ], share: 120, tongues: [45, 10, 25, 20], turns: [100], temperature: "0.3", maxTokens: 600, isLetter: true,
      price: (2500, 7500),
      pages: [Prose.complaintsEnglish, Prose.complaintsGerman, Prose.complaintsFrench, Prose.complaintsPortuguese]),
    Desk(
      name: "kyc", service: "kyc-workbench", prompt: "kyc-summary", model: "gpt-x", index: "kyc-idx",
      rows: [
        Rows(
          namespace: "customers", dataset: "crm.customers", dataClass: .yellow, firstRow: 310_000, rows: 9000,
          share: 600),
        Rows(namespace: "guidance", dataset: "kyc.guidance", dataClass: .green, firstRow: 12, rows: 300, share: 400),
        Rows(namespace: "scans", dataset: "dms.scans", dataClass: .red, firstRow: 771_000, rows: 4000, share: 0),
      ], share: 130, tongues: [78, 22, 0, 0], turns: [100], temperature: "0.2", maxTokens: 700, price: (2500, 7500),
      pages: [Prose.kycEnglish, Prose.kycGerman, "", ""]),
    Desk(
      name: "investigation-notes", service: "fraud-desk", prompt: "fraud-notes/write", model: "gpt-x",
      index: "fraud-cases-idx",
      rows: [
        Rows(
          namespace: "cases", dataset: "fraud.closed-cases", dataClass: .yellow, firstRow: 6100, rows: 800, share: 800),
        Rows(namespace: "cases", dataset: "claims.handbook", dataClass: .green, firstRow: 4400, rows: 420, share: 200),
      ], share: 70, tongues: [75, 25, 0, 0], turns: [100], temperature: "0.1", maxTokens: 600, isLetter: true,
      price: (2500, 7500), pages: [Prose.fraudEnglish, Prose.fraudGerman, "", ""]),
    Desk(
      name: "underwriting", service: "underwriting-desk", prompt: "underwriting-memo", model: "gpt-x",
      index: "policies-idx",
      rows: [
        Rows(
          namespace: "wordings", dataset: "policies.wordings", dataClass: .green, firstRow: 11_200, rows: 2200,
          share: 1000)
      ], share: 50, tongues: [100, 0, 0, 0], turns: [100], temperature: "0.2", maxTokens: 900, isLetter: true,
      price: (2500, 7500), pages: [Prose.underwritingEnglish, "", "", ""]),
    Desk(
      name: "medical", service: "underwriting-desk", prompt: "medical-summary", model: "gpt-x", index: "policies-idx",
      rows: [
        Rows(
          namespace: "wordings", dataset: "policies.wordings", dataClass: .green, firstRow: 11_200, rows: 2200,
          share: 1000),
        Rows(namespace: "reports", dataset: "medical.reports", dataClass: .red, firstRow: 20_400, rows: 700, share: 0),
      ], share: 40, tongues: [60, 0, 40, 0], turns: [100], temperature: "0", maxTokens: 500, price: (2500, 7500),
      pages: [Prose.medicalEnglish, "", Prose.medicalFrench, ""]),
    Desk(
      name: "letters", service: "letters", prompt: "letters-de", model: "gpt-x-mini", index: "", rows: [], share: 70,
      tongues: [0, 100, 0, 0], turns: [100], temperature: "0.4", maxTokens: 600, isLetter: true, price: (250, 750),
      pages: ["", Prose.lettersGerman, "", ""]),
  ]
}
