package import Governance

extension CardKey {
  /// The keys that a card of this kind and tier must have, in listing order.
  ///
  /// An unknown tier asks as much as a high one: not having classified a thing must not make its card look complete.
  /// The full set for prompts is the one marked obligatory in our prompt card proposal; models carry the same duties
  /// with licence, task and training data in the place of the prompt's own parts.
  package static func obligatory(for kind: ArtifactKind, tier: Tier?) -> [CardKey] {
    var keys: Set<CardKey> = [.purpose, .owner, .team, .risk_tier, .change_note, .created_by, .created_at, .lifecycle]
    if kind == .prompt { keys.formUnion([.messages, .variables]) }
    if tier != .low { keys.formUnion(fullSet(for: kind)) }
    return keys.sorted()
  }

  private static func fullSet(for kind: ArtifactKind) -> Set<CardKey> {
    switch kind {
    case .prompt, .template:
      [
        .contact, .out_of_scope, .human_review, .data_classes_allowed, .limitations, .prompt_kind, .template_syntax,
        .model_binding, .evals, .approvals,
      ]
    case .model:
      [
        .contact, .out_of_scope, .human_review, .data_classes_allowed, .limitations, .license, .task,
        .training_datasets, .evals, .approvals,
      ]
    case .chain:
      [.contact, .out_of_scope, .human_review, .data_classes_allowed, .limitations, .dependencies, .evals, .approvals]
    case .embedding_index, .dataset:
      [.contact, .data_classes_allowed, .limitations, .license, .approvals]
    case .endpoint, .vendor:
      [.contact, .data_classes_allowed, .limitations]
    case .policy:
      [.contact, .approvals]
    case .system:
      [.contact, .out_of_scope, .human_review, .limitations, .annex_iii_point, .dependencies, .approvals]
    }
  }
}
