internal import Governance

/// The metadata the hub reads. Keys that are not recorded are left out, since the hub takes any value at its word.
enum HuggingFaceFrontMatter {
  /// The neutral keys with a slot here.
  static let keys: Set<CardKey> = [
    .name, .languages, .license, .license_name, .license_link, .library, .tags, .training_datasets, .base_models,
    .base_model_relation, .task, .evals, .risk_tier, .kind,
  ]

  static func yaml(_ facts: CardFacts) -> YAML {
    var members: [(String, YAML)] = []
    func add(_ name: String, _ value: YAML?) {
      if let value { members.append((name, value)) }
    }
    // A count of languages, or anything else that begins with no letter, names none.
    add("language", texts(facts, .languages).filter { $0.first?.isLetter == true }.asOneOrList)
    members += licence(facts)
    add("library_name", texts(facts, .library).first.map { .text($0) })
    add("tags", .list(tags(facts).map { .text($0) }))
    add("datasets", texts(facts, .training_datasets).asList)
    add("metrics", Set(facts.evaluations.map(\.metric)).sorted().asList)
    add("base_model", texts(facts, .base_models).asOneOrList)
    add("base_model_relation", texts(facts, .base_model_relation).first.map { .text($0) })
    add("pipeline_tag", texts(facts, .task).first.map { .text($0) })
    if let index = modelIndex(facts) {
      add("model_name", .text(facts.name))
      add("model-index", index)
    }
    return .map(members)
  }

  /// An identifier the hub knows as it is; any other as `other` with its name.
  private static func licence(_ facts: CardFacts) -> [(String, YAML)] {
    guard let licence = texts(facts, .license).first else { return [] }
    let link = texts(facts, .license_link).first.map { [("license_link", YAML.text($0))] } ?? []
    let known = licence.lowercased()
    if known != "other", huggingFaceLicences.contains(known) { return [("license", .text(known))] + link }
    let name = texts(facts, .license_name).first ?? licence
    return [("license", .text("other")), ("license_name", .text(name))] + link
  }

  private static func tags(_ facts: CardFacts) -> [String] {
    var tags = Set(texts(facts, .tags))
    tags.insert("kind:\(facts.kind.rawValue)")
    if let tier = facts.tier { tags.insert("risk:\(tier.rawValue)") }
    return tags.sorted()
  }

  /// One result a suite, in the order of the suites' names; its metrics in the order of the card.
  private static func modelIndex(_ facts: CardFacts) -> YAML? {
    if facts.evaluations.isEmpty { return nil }
    let task = texts(facts, .task).first ?? "other"
    let results = Set(facts.evaluations.map(\.suite)).sorted().map { suite in
      YAML.map([
        ("task", .map([("type", .text(task))])),
        ("dataset", .map([("type", .text(suite)), ("name", .text(suite))])),
        ("metrics", .list(facts.evaluations.filter { $0.suite == suite }.map(metric))),
      ])
    }
    return .list([.map([("name", .text(facts.name)), ("results", .list(results))])])
  }

  private static func metric(_ evaluation: Evaluation) -> YAML {
    var args: [(String, YAML)] = []
    if let n = evaluation.n { args.append(("n", .number(Double(n)))) }
    if let limit = evaluation.limit {
      args.append(("limit", .number(limit)))
      args.append(("direction", .text(evaluation.atLeast ? "at_least" : "at_most")))
    }
    args.append(("supplied_by", .text(evaluation.suppliedBy)))
    args.append(("at", .text(evaluation.at.rfc3339)))
    return .map([
      ("type", .text(evaluation.metric)), ("value", .number(evaluation.value)), ("name", .text(evaluation.metric)),
      ("args", .map(args)),
    ])
  }

  private static func texts(_ facts: CardFacts, _ key: CardKey) -> [String] {
    switch facts.statements[key]?.value {
    case .text(let text)?: [text]
    case .list(let items)?: items
    case .pairs(let pairs)?: pairs.map(\.name)
    case nil: []
    }
  }
}

extension [String] {
  fileprivate var asList: YAML? { isEmpty ? nil : .list(map { .text($0) }) }
  fileprivate var asOneOrList: YAML? { count == 1 ? .text(self[0]) : asList }
}
