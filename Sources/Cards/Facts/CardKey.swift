/// The neutral keys of a card, whatever it is about: what a fact is called in our JSON, in gaps and in lists of loss.
///
/// Raw values are stable names. The order of the cases is the order in which facts are listed.
package enum CardKey: String, Sendable, CaseIterable, Comparable {
  // What it is and whose it is.
  case name, version, kind, digest, lifecycle
  case owner, team, contact
  case created_by, created_at, approved_at, retired_at
  case parent_version, change_note, diff_stat, source, documentation_url, references, citations
  case tags, languages
  case license, license_name, license_link

  // What it is for, and what not.
  case purpose, intended_users, use_cases, out_of_scope
  case risk_tier, annex_iii_point, human_review, data_classes_allowed
  case limitations, known_failures, tradeoffs, ethical_risks, fairness
  case safety_instructions, injection_defences, disclosure_text

  // How a model is made.
  case task, approach, architecture_family, architecture, library
  case base_models, base_model_relation, training_datasets, hyper_params
  case input_schema, output_schema, environment

  // How a prompt is made.
  case prompt_digest, prompt_kind, template_syntax, messages, variables, params, tools, response_format
  case model_binding, retrieval, includes

  // What happened to it.
  case dependencies, evals, approvals, waivers, serving, usage, incidents

  package static func < (left: CardKey, right: CardKey) -> Bool { left.place < right.place }
  private var place: Int { CardKey.places[self] ?? 0 }
  private static let places = Dictionary(
    allCases.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
}

extension CardKey {
  /// What people call it.
  package var label: String {
    switch self {
    case .name: "Name"
    case .version: "Version"
    case .kind: "Kind"
    case .digest: "Digest"
    case .lifecycle: "Lifecycle"
    case .owner: "Owner"
    case .team: "Team"
    case .contact: "Contact"
    case .created_by: "Created by"
    case .created_at: "Created at"
    case .approved_at: "Approved at"
    case .retired_at: "Retired at"
    case .parent_version: "Parent version"
    case .change_note: "Change note"
    case .diff_stat: "Changed since the parent"
    case .source: "Source"
    case .documentation_url: "Documentation"
    case .references: "References"
    case .citations: "Citations"
    case .tags: "Tags"
    case .languages: "Languages"
    case .license: "Licence"
    case .license_name: "Licence name"
    case .license_link: "Licence link"
    case .purpose: "Purpose"
    case .intended_users: "Intended users"
    case .use_cases: "Use cases"
    case .out_of_scope: "Out of scope"
    case .risk_tier: "Risk tier"
    case .annex_iii_point: "Annex III point"
    case .human_review: "Human review"
    case .data_classes_allowed: "Data classes allowed"
    case .limitations: "Limitations"
    case .known_failures: "Known failures"
    case .tradeoffs: "Trade-offs"
    case .ethical_risks: "Ethical risks"
    case .fairness: "Fairness"
    case .safety_instructions: "Safety instructions"
    case .injection_defences: "Injection defences"
    case .disclosure_text: "Disclosure text"
    case .task: "Task"
    case .approach: "Approach"
    case .architecture_family: "Architecture family"
    case .architecture: "Architecture"
    case .library: "Library"
    case .base_models: "Base models"
    case .base_model_relation: "Relation to the base"
    case .training_datasets: "Training datasets"
    case .hyper_params: "Hyper-parameters"
    case .input_schema: "Input schema"
    case .output_schema: "Output schema"
    case .environment: "Environmental figures"
    case .prompt_digest: "Prompt digest"
    case .prompt_kind: "Prompt kind"
    case .template_syntax: "Template syntax"
    case .messages: "Messages"
    case .variables: "Variables"
    case .params: "Parameters"
    case .tools: "Tools"
    case .response_format: "Response format"
    case .model_binding: "Approved for models"
    case .retrieval: "Retrieval"
    case .includes: "Includes"
    case .dependencies: "Dependencies"
    case .evals: "Evaluations"
    case .approvals: "Approvals"
    case .waivers: "Waivers"
    case .serving: "Serving"
    case .usage: "Usage"
    case .incidents: "Incidents"
    }
  }
}
