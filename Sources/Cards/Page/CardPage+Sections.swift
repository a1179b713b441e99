internal import Governance

extension CardPage {
  /// Lays out a record under the headings that readers of model cards know, in their order.
  init(_ facts: CardFacts) {
    var draft = CardPageDraft(facts)
    let noun = facts.kind.noun
    draft.chapter("\(noun) Details") {
      $0.prose(.purpose)
      $0.lines([
        .name, .version, .kind, .digest, .prompt_digest, .lifecycle, .owner, .team, .created_by, .created_at,
        .approved_at,
        .retired_at, .parent_version, .diff_stat, .languages, .license, .license_name, .license_link, .base_models,
        .base_model_relation, .tags,
      ])
    }
    draft.section("\(noun) Sources") { $0.lines([.source, .documentation_url, .references]) }
    draft.chapter("Uses") { $0.lines([.intended_users, .risk_tier, .annex_iii_point, .human_review]) }
    draft.section("Direct Use") { $0.lines([.use_cases, .data_classes_allowed, .model_binding]) }
    draft.section("Out-of-Scope Use") { $0.prose(.out_of_scope) }
    draft.chapter("Bias, Risks, and Limitations") {
      $0.lines([.limitations, .known_failures, .ethical_risks, .fairness])
      $0.incidents()
      $0.alarms()
      $0.findings()
    }
    draft.section("Recommendations") {
      $0.lines([.tradeoffs, .safety_instructions, .injection_defences, .disclosure_text])
    }
    draft.chapter("How to Get Started with the \(noun)") {
      $0.messages()
      $0.variables()
      $0.lines([.template_syntax, .prompt_kind, .tools, .response_format, .retrieval, .includes])
      $0.lines([.input_schema, .output_schema])
      $0.lines([.params])
    }
    if facts.kind == .model || facts.kind == .embedding_index {
      draft.chapter(over: "Training Details")
      draft.section("Training Data") { $0.lines([.training_datasets]) }
      draft.section("Training Procedure") { $0.lines([.approach, .hyper_params]) }
    }
    draft.chapter(over: "Evaluation")
    draft.section("Results") { $0.evaluations() }
    if !facts.verdicts.isEmpty { draft.section("Beside earlier versions on the same prompts") { $0.verdicts() } }
    draft.section("Usage") { $0.usage() }
    if facts.kind == .model {
      draft.chapter("Environmental Impact") { $0.lines([.environment]) }
      draft.chapter("Technical Specifications") {
        $0.lines([.task, .architecture_family, .architecture, .library])
      }
    }
    draft.chapter("Citation") { $0.lines([.citations]) }
    draft.chapter("More Information") { $0.prose(.change_note) }
    draft.section(facts.kind == .system ? "Parts" : "Dependencies") { $0.dependencies() }
    draft.section("History of this version") { $0.history() }
    draft.section("Promotions and approvals") { $0.promotions() }
    if !facts.waivers.isEmpty { draft.section("Requirements that were waived") { $0.waivers() } }
    draft.section("Serving") { $0.serving() }
    if !facts.unnamed.isEmpty { draft.section("Also in the version's body") { $0.unnamed() } }
    draft.section(CardPage.gapsTitle) { $0.gaps() }
    draft.chapter("Contact") { $0.lines([.contact]) }
    self.init(
      title: "\(noun) Card for \(facts.name) \(facts.version)", sections: draft.sections, records: draft.records)
  }
}

extension ArtifactKind {
  /// As people write it: `embedding index`.
  var words: String { rawValue.termWords }

  /// The word in headings: `Model Details`, `Prompt Details`.
  var noun: String {
    switch self {
    case .model: "Model"
    case .prompt: "Prompt"
    case .chain: "Chain"
    case .embedding_index: "Index"
    case .dataset: "Dataset"
    case .policy: "Policy"
    case .endpoint: "Endpoint"
    case .vendor: "Vendor"
    case .template: "Template"
    case .system: "System"
    }
  }
}
