import Evidence

/// Refuses what engines take in silence: unsafe variables, v0 syntax, unknown functions, wrong numbers of arguments, paths
/// that lead nowhere, and what would make a decision depend on more than policy, data and input.
///
/// It is stricter than Rego. Every variable is declared, by `some … in`, `every … in`, `:=` or as a parameter, before it
/// is used; destructuring and `with` are not taken; built-ins are those of `RegoBuiltIns`.
package enum RegoVet {
  /// All findings, file by file.
  package static func findings(in bundle: PolicyBundle) -> [PolicyFinding] {
    let modules = bundle.modules.map { (file: $0.name, module: RegoModule(RegoToken.all(in: $0.source))) }
    var known = KnownNames(data: bundle.engineData)
    for (_, module) in modules {
      known.packages.insert(module.package)
      for rule in module.rules {
        known.rules[module.package, default: [:]][rule.name] = rule.parameters.map(\.count) ?? -1
      }
    }
    var findings: [PolicyFinding] = []
    let texts = Dictionary(grouping: modules) { $0.module.package }.mapValues { MadeTexts($0.flatMap(\.module.rules)) }
    for (file, module) in modules {
      var check = RuleCheck(file: file, module: module, known: known)
      check.wholeFile()
      for rule in module.rules {
        check.rule(rule)
        for token in texts[module.package]?.faults(in: rule) ?? [] { check.quotedText(token) }
      }
      findings += check.findings
    }
    return findings
  }
}

/// What a rule may refer to.
struct KnownNames {
  var data: JSONValue
  var packages: Set<[String]> = []
  /// By package and name: the number of a function's parameters, -1 for what is no function.
  var rules: [[String]: [String: Int]] = [:]

  init(data: JSONValue) { self.data = data }

  /// Whether a path after `data` leads to a value of the data or a rule.
  func leadsSomewhere(_ path: [String]) -> Bool {
    for package in packages where path.starts(with: package) {
      guard path.count > package.count else { return true }
      return rules[package]?[path[package.count]] != nil
    }
    var value = data
    for name in path {
      guard let next = value[name] else { return false }
      value = next
    }
    return true
  }
}
