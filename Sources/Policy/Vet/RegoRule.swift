/// One rule of a module: its tokens from the name in its head to where the next rule begins.
struct RegoRule {
  var tokens: [RegoToken]
  var line: Int { tokens.first?.line ?? 0 }
  var name: String { tokens.first?.path?.first ?? "" }
  /// The names in the parentheses of a function's head, nil for what is no function.
  var parameters: [String]? {
    guard tokens.count > 1, tokens[0].touchesNext, tokens[1].is("(") else { return nil }
    return tokens[2...].prefix { !$0.is(")") }.compactMap { $0.path?.first }
  }
}

/// What stands in a file at the outermost level.
struct RegoModule {
  var package: [String] = []
  var rules: [RegoRule] = []
  /// What stands there and is none of these.
  var strays: [RegoToken] = []

  init(_ tokens: [RegoToken]) {
    for statement in RegoModule.statements(tokens) {
      guard let first = statement.first else { continue }
      if first.isWord("package") {
        package = statement.dropFirst().first?.path ?? []
      } else if first.isWord("import") {
        if statement.count != 2 || statement[1].path != ["rego", "v1"] { strays.append(first) }
      } else if first.isWord("default") {
        rules.append(RegoRule(tokens: Array(statement.dropFirst())))
      } else if first.path != nil {
        rules.append(RegoRule(tokens: statement))
      } else {
        strays.append(first)
      }
    }
  }

  /// Splits before every line that begins outside all brackets with anything but `else`.
  private static func statements(_ tokens: [RegoToken]) -> [[RegoToken]] {
    var statements: [[RegoToken]] = []
    var depth = 0
    var begins = true
    for token in tokens {
      if token.kind == .lineEnd, depth == 0 {
        begins = true
        continue
      }
      if case .sign(let sign) = token.kind {
        if ["{", "[", "("].contains(sign) { depth += 1 }
        if ["}", "]", ")"].contains(sign) { depth -= 1 }
      }
      if begins, !token.isWord("else") || statements.isEmpty {
        statements.append([token])
      } else {
        statements[statements.count - 1].append(token)
      }
      begins = false
    }
    return statements
  }
}
