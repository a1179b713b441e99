import Evidence

/// Goes over the rules of one file and notes what is off.
struct RuleCheck {
  let file: String
  let module: RegoModule
  let known: KnownNames
  private(set) var findings: [PolicyFinding] = []

  static let keywords: Set<String> = [
    "if", "else", "contains", "in", "some", "every", "not", "true", "false", "null", "default", "as", "with", "import",
    "package", "_",
  ]

  init(file: String, module: RegoModule, known: KnownNames) {
    self.file = file
    self.module = module
    self.known = known
  }

  mutating func note(_ code: String, _ line: Int, _ what: String) {
    findings.append(PolicyFinding(file: file, line: line, code: code, what: what))
  }

  mutating func wholeFile() {
    if module.package.isEmpty { note("no-package", 0, "The file does not begin with a package.") }
    if let root = module.package.first, root == "bundle" || known.data[root] != nil {
      note("clash", 1, "The package begins with a name that the data has, too: the data would win.")
    }
    for token in module.strays {
      note("syntax", token.line, "A rule begins with a name, and only rego.v1 is imported.")
    }
  }

  mutating func rule(_ rule: RegoRule) {
    shape(rule)
    for piece in rule.tokens.split(whereSeparator: { $0.isWord("else") }) {
      let scopes = RegoScopes(Array(piece), parameters: rule.parameters ?? [])
      names(in: scopes)
      for token in scopes.unboundSome {
        note("unsafe-variable", token.line, "some needs in and what to look through.")
      }
    }
    calls(in: rule)
  }

  mutating func quotedText(_ token: RegoToken) {
    note(
      "quoted-text", token.line,
      "sprintf would put quotes around a text that \(MadeTexts.makers.sorted().joined(separator: ", ")) has made, and nothing would match it: put it together with concat alone."
    )
  }

  /// v1 heads say `if`, `contains` or `:=`, and a body stands after `if`.
  private mutating func shape(_ rule: RegoRule) {
    var depth = 0
    var says = false
    var last: RegoToken?
    for token in rule.tokens {
      if depth == 0 {
        if token.isWord("if") || token.isWord("contains") || token.is(":=") { says = true }
        if token.is("=") { return note("v0-syntax", token.line, "A head says := and not =.") }
        if token.is("{"), let last, !Self.mayStandBeforeBrace(last) {
          return note("v0-syntax", token.line, "A body stands in braces right after if.")
        }
      }
      if token.is("{") || token.is("[") || token.is("(") { depth += 1 }
      if token.is("}") || token.is("]") || token.is(")") { depth -= 1 }
      last = token
    }
    if !says { note("v0-syntax", rule.line, "A rule says if, contains or :=.") }
    if depth != 0 { note("syntax", rule.line, "A bracket is not closed.") }
  }

  private static func mayStandBeforeBrace(_ token: RegoToken) -> Bool {
    switch token.kind {
    case .name(let path): ["if", "contains", "in"].contains(path[0])
    case .sign(let sign): ![")", "]", "}"].contains(sign)
    case .string, .number, .lineEnd: false
    }
  }

  /// Every name is a keyword, a rule, a declared variable, or a path into input or data.
  private mutating func names(in scopes: RegoScopes) {
    for (index, token) in scopes.tokens.enumerated() {
      guard let path = token.path else { continue }
      if path == ["with"] {
        note("with", token.line, "with is not taken: a test sets the input from outside.")
      } else if path[0] == "data" {
        let isWhole = path.count > 1 && known.leadsSomewhere(Array(path.dropFirst()))
        if !isWhole { note("path", token.line, "\(path.joined(separator: ".")) leads nowhere.") }
      } else if path[0] == "input" {
        let isWhole = path.count > 1 && InputShape.leadsSomewhere(Array(path.dropFirst()))
        if !isWhole { note("path", token.line, "\(path.joined(separator: ".")) is not in a gate's input.") }
      } else if index == 0 || Self.keywords.contains(path[0]) || isCall(index, scopes.tokens)
        || known.rules[module.package]?[path[0]] != nil || scopes.isDeclared(path[0], at: index)
      {
        continue
      } else {
        note("unsafe-variable", token.line, "\(path[0]) is used and not declared before.")
      }
    }
  }

  private func isCall(_ index: Int, _ tokens: [RegoToken]) -> Bool {
    tokens[index].touchesNext && index + 1 < tokens.count && tokens[index + 1].is("(")
  }

  private mutating func calls(in rule: RegoRule) {
    for (index, token) in rule.tokens.enumerated() where index > 0 && isCall(index, rule.tokens) {
      guard let path = token.path else { continue }
      let name = path.joined(separator: ".")
      let own = path.count == 1 ? known.rules[module.package]?[name] : nil
      guard let arity = own ?? RegoBuiltIns.arity[name] else {
        note("unknown-function", token.line, "\(name) is no function a gate may call.")
        continue
      }
      let given = arguments(rule.tokens, from: index + 2)
      if given != arity {
        note("arity", token.line, "\(name) takes \(max(arity, 0)) arguments and is given \(given).")
      }
    }
  }

  private func arguments(_ tokens: [RegoToken], from start: Int) -> Int {
    var depth = 0
    var count = 0
    for token in tokens[start...] where token.kind != .lineEnd {
      if depth == 0, token.is(")") { return count }
      if count == 0 { count = 1 }
      if token.is("{") || token.is("[") || token.is("(") { depth += 1 }
      if token.is("}") || token.is("]") || token.is(")") { depth -= 1 }
      if depth == 0, token.is(",") { count += 1 }
    }
    return count
  }
}
