internal import Evidence

extension VersionBody {
  /// The neutral key for a member's name: the key's own, or another registry's word for it.
  static func key(named name: String) -> CardKey? {
    let plain = name.lowercased()
    if let key = otherNames[plain] { return key }
    guard let key = CardKey(rawValue: plain), bodyKeys.contains(key) else { return nil }
    return key
  }

  /// Keys a body may state. The others are the catalog's own to say: a body cannot claim an owner, a tier or an
  /// approval.
  static let bodyKeys: Set<CardKey> = [
    .contact, .source, .documentation_url, .references, .citations, .tags, .languages, .license, .license_name,
    .license_link, .purpose, .intended_users, .use_cases, .out_of_scope, .annex_iii_point, .human_review,
    .data_classes_allowed, .limitations, .known_failures, .tradeoffs, .ethical_risks, .fairness,
    .safety_instructions, .injection_defences, .disclosure_text, .task, .approach, .architecture_family,
    .architecture, .library, .base_models, .base_model_relation, .training_datasets, .hyper_params, .input_schema,
    .output_schema, .environment, .prompt_kind, .template_syntax, .params, .tools, .response_format,
    .model_binding, .retrieval, .includes,
  ]

  private static let otherNames: [String: CardKey] = [
    "kind": .prompt_kind, "type": .prompt_kind, "syntax": .template_syntax, "template_format": .template_syntax,
    "parameters": .params, "config": .params, "model_config": .params,
    "hyperparameters": .hyper_params, "hyper_parameters": .hyper_params,
    "description": .purpose, "overview": .purpose, "intended_use": .use_cases, "out_of_scope_use": .out_of_scope,
    "licence": .license, "language": .languages, "base_model": .base_models, "base": .base_models,
    "pipeline_tag": .task, "annex_iii_points": .annex_iii_point,
    "library_name": .library, "framework": .library, "datasets": .training_datasets,
    "training_data": .training_datasets, "data_classes": .data_classes_allowed, "data_class": .data_classes_allowed,
    "models": .model_binding, "model": .model_binding, "output_format": .response_format,
    "schema": .input_schema,
  ]
}

extension JSONValue {
  var members: [Member] {
    guard case .object(let members) = self else { return [] }
    return members
  }

  /// As a person reads it: a text without quotes, anything else as JSON.
  var shown: String {
    if let text { return text }
    return json
  }

  /// As a fact: nil for null and for what is empty or blank, since that records nothing.
  var stated: Statement.Value? {
    switch self {
    case .null: nil
    case .string(let text): text.allSatisfy(\.isWhitespace) ? nil : .text(text)
    case .number, .bool: .text(shown)
    case .array(let items): items.isEmpty ? nil : .list(items.map(\.shown))
    case .object(let members):
      members.isEmpty ? nil : .pairs(members.map { NamedText(name: $0.key, text: $0.value.shown) })
    }
  }
}
