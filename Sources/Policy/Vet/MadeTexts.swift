/// Texts that `concat`, `upper`, `lower`, `replace` or `format_int` have made, wherever a bundle hands them on.
///
/// rego-cpp 1.5.2 puts quotes around such a text when `sprintf` takes it: `sprintf("tag %v", [concat("", ["a"])])` is
/// `tag "a"`. Whatever is compared with it never matches, so that what should deny does not.
///
/// Names are followed through variables, rules, functions and their parameters; what cannot be told is taken as made.
struct MadeTexts {
  static let makers: Set<String> = ["concat", "upper", "lower", "replace", "format_int"]

  /// What these answer holds no text of their arguments.
  private static let absorbers: Set<String> = [
    "count", "sum", "product", "abs", "ceil", "floor", "round", "indexof", "to_number", "numbers.range", "contains",
    "startswith", "endswith", "regex.match", "glob.match", "is_array", "is_boolean", "is_null", "is_number",
    "is_object",
    "is_set", "is_string",
  ]

  private struct Parameter: Hashable {
    var function: String
    var place: Int
  }

  private let rules: [RegoRule]
  private var made: Set<String> = []
  private var madeParameters: Set<Parameter> = []

  /// - Parameter rules: those of one package.
  init(_ rules: [RegoRule]) {
    self.rules = rules
    var before = -1
    while before != made.count + madeParameters.count {
      before = made.count + madeParameters.count
      for rule in rules { follow(rule) }
    }
  }

  /// Calls of `sprintf` in a rule that are given such a text.
  func faults(in rule: RegoRule) -> [RegoToken] {
    let tokens = rule.tokens
    let variables = variables(of: rule)
    return tokens.indices.compactMap { index in
      guard tokens[index].isWord("sprintf"), let arguments = arguments(of: index, in: tokens) else { return nil }
      return arguments.dropFirst().contains { holds(tokens, $0, variables) } ? tokens[index] : nil
    }
  }

  private mutating func follow(_ rule: RegoRule) {
    let tokens = rule.tokens
    let variables = variables(of: rule)
    if heads(of: tokens).contains(where: { holds(tokens, $0, variables) }) { made.insert(rule.name) }
    for index in tokens.indices.dropFirst() {
      guard let name = tokens[index].path, name.count == 1, let arguments = arguments(of: index, in: tokens) else {
        continue
      }
      for (place, range) in arguments.enumerated() where holds(tokens, range, variables) {
        madeParameters.insert(Parameter(function: name[0], place: place))
      }
    }
  }

  /// The variables of a rule that hold such a text, its parameters among them.
  private func variables(of rule: RegoRule) -> Set<String> {
    let tokens = rule.tokens
    var variables: Set<String> = []
    for (place, name) in (rule.parameters ?? []).enumerated()
    where madeParameters.contains(Parameter(function: rule.name, place: place)) {
      variables.insert(name)
    }
    var before = -1
    while before != variables.count {
      before = variables.count
      for index in tokens.indices where index > 0 {
        if tokens[index].is(":="), let name = tokens[index - 1].path, name.count == 1 {
          if holds(tokens, expression(from: index + 1, in: tokens), variables) { variables.insert(name[0]) }
        } else if tokens[index].isWord("some") || tokens[index].isWord("every") {
          let names = tokens[(index + 1)...].prefix { $0.is(",") || $0.path?.count == 1 && !$0.isWord("in") }
          let from = index + 1 + names.count
          guard from < tokens.count, tokens[from].isWord("in"),
            holds(tokens, expression(from: from + 1, in: tokens), variables)
          else { continue }
          variables.formUnion(names.compactMap { $0.path?.first })
        }
      }
    }
    return variables
  }

  /// Whether one of these tokens brings such a text with it.
  private func holds(_ tokens: [RegoToken], _ range: Range<Int>, _ variables: Set<String>) -> Bool {
    var index = range.lowerBound
    while index < range.upperBound {
      if let path = tokens[index].path {
        let name = path.joined(separator: ".")
        if let arguments = arguments(of: index, in: tokens) {
          if Self.makers.contains(name) { return true }
          if Self.absorbers.contains(name) {
            index = (arguments.last?.upperBound ?? index + 2) + 1
            continue
          }
        }
        if variables.contains(path[0]) || made.contains(path[0]) { return true }
        // data.PACKAGE.rule
        if path[0] == "data", let last = path.last, made.contains(last) { return true }
      }
      index += 1
    }
    return false
  }

  /// The parts of a rule that are its value: before `if`, and after each `else`.
  private func heads(of tokens: [RegoToken]) -> [Range<Int>] {
    var heads: [Range<Int>] = []
    var start: Int? = 1
    var depth = 0
    for index in tokens.indices.dropFirst() {
      let token = tokens[index]
      if depth == 0, token.isWord("if"), let begun = start {
        heads.append(begun..<index)
        start = nil
      }
      if depth == 0, token.isWord("else") { start = index + 1 }
      depth += token.depthChange
    }
    if let start, start <= tokens.count { heads.append(start..<tokens.count) }
    return heads
  }

  /// From a place to where its expression ends: a line's end, a semicolon, a comma, a bar or a bracket that closes.
  private func expression(from start: Int, in tokens: [RegoToken]) -> Range<Int> {
    var depth = 0
    var index = start
    while index < tokens.count {
      let token = tokens[index]
      if depth == 0, token.kind == .lineEnd && index > start || token.is(";") || token.is(",") || token.is("|") {
        break
      }
      depth += token.depthChange
      if depth < 0 { break }
      index += 1
    }
    return start..<max(start, index)
  }

  /// Where the arguments of a call stand; nil for what is no call.
  private func arguments(of index: Int, in tokens: [RegoToken]) -> [Range<Int>]? {
    guard tokens[index].touchesNext, index + 1 < tokens.count, tokens[index + 1].is("(") else { return nil }
    var arguments: [Range<Int>] = []
    var start = index + 2
    var depth = 0
    for place in start..<max(start, tokens.count) {
      let token = tokens[place]
      if depth == 0, token.is(",") || token.is(")") {
        arguments.append(start..<place)
        start = place + 1
        if token.is(")") { return arguments }
      }
      depth += token.depthChange
    }
    return arguments + [start..<tokens.count]
  }
}

extension RegoToken {
  /// 1 for a bracket that opens, -1 for one that closes.
  var depthChange: Int {
    if self.is("{") || self.is("[") || self.is("(") { return 1 }
    return self.is("}") || self.is("]") || self.is(")") ? -1 : 0
  }
}
