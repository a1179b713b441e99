/// Where in a rule each variable is declared, and from where on it may be used.
///
/// Brackets open scopes; the braces of a rule's own body do not, since its head uses what the body declares. What
/// stands before the bar of a comprehension, or in a rule's head, may use what comes after it.
struct RegoScopes {
  let tokens: [RegoToken]
  /// `some x` without `in`: declared, but bound by nothing.
  private(set) var unboundSome: [RegoToken] = []
  private var scopes: [Scope] = [Scope(parent: nil)]
  /// The scope of each token.
  private var scopeOf: [Int] = []
  /// Places where a name stands because it is being declared there.
  private var declaredAt: Set<Int> = []

  private struct Scope {
    var parent: Int?
    /// The first place where a name may be used.
    var usableFrom: [String: Int] = [:]
    /// Uses before this place may look ahead: the bar of a comprehension, the `if` of a head.
    var headEnd = 0
  }

  init(_ tokens: [RegoToken], parameters: [String]) {
    self.tokens = tokens
    for name in parameters { scopes[0].usableFrom[name] = 0 }
    openScopes()
    declare()
  }

  /// Whether a name may be used at a place.
  func isDeclared(_ name: String, at index: Int) -> Bool {
    if declaredAt.contains(index) { return true }
    var scope: Int? = scopeOf[index]
    while let here = scope {
      if let from = scopes[here].usableFrom[name], from <= index || index < scopes[here].headEnd { return true }
      scope = scopes[here].parent
    }
    return false
  }

  private mutating func openScopes() {
    var open = [0]
    var last: RegoToken?
    for (index, token) in tokens.enumerated() {
      let here = open[open.count - 1]
      if token.is("{") || token.is("[") || token.is("(") {
        scopeOf.append(here)
        let body = token.is("{") && open.count == 1 && last?.isWord("if") == true
        if body {
          open.append(here)
        } else {
          scopes.append(Scope(parent: here))
          open.append(scopes.count - 1)
        }
      } else if token.is("}") || token.is("]") || token.is(")") {
        if open.count > 1 { open.removeLast() }
        scopeOf.append(open[open.count - 1])
      } else {
        scopeOf.append(here)
        if token.is("|"), here != 0 { scopes[here].headEnd = index }
        if token.isWord("if"), open.count == 1 { scopes[0].headEnd = index }
      }
      if token.kind != .lineEnd { last = token }
    }
  }

  private mutating func declare() {
    for index in tokens.indices {
      if tokens[index].isWord("some") || tokens[index].isWord("every") {
        quantified(index)
      } else if tokens[index].is(":="), index > 0, let path = tokens[index - 1].path, path.count == 1,
        index >= scopes[0].headEnd, scopes[0].headEnd > 0 || scopeOf[index] != 0
      {
        let scope = scopeOf[index]
        declaredAt.insert(index - 1)
        scopes[scope].usableFrom[path[0]] = min(
          scopes[scope].usableFrom[path[0]] ?? Int.max, statementEnd(after: index))
      }
    }
  }

  /// `some x, y in xs` holds to the end of the scope, `every x, y in xs { … }` in the braces that follow.
  private mutating func quantified(_ start: Int) {
    var names: [String] = []
    var index = start + 1
    while index < tokens.count, let path = tokens[index].path, path.count == 1, !tokens[index].isWord("in") {
      names.append(path[0])
      index += 1
      if index < tokens.count, tokens[index].is(",") { index += 1 }
    }
    let isBound = index < tokens.count && tokens[index].isWord("in")
    if !isBound { unboundSome.append(tokens[start]) }
    let scope = scopeOf[start]
    if tokens[start].isWord("every") {
      guard let brace = bodyBrace(after: index), brace + 1 < tokens.count else { return }
      // An empty pair of braces has no scope of its own to declare in.
      let inside = scopeOf[brace + 1]
      if inside != scope { for name in names { scopes[inside].usableFrom[name] = brace } }
    } else {
      let end = isBound ? statementEnd(after: index) : start
      for name in names { scopes[scope].usableFrom[name] = min(scopes[scope].usableFrom[name] ?? Int.max, end) }
    }
    for place in (start + 1)..<max(index, start + 1) { declaredAt.insert(place) }
  }

  /// The brace that opens the body of `every`: it follows a whole value, so it opens no set or object.
  private func bodyBrace(after start: Int) -> Int? {
    tokens.indices[start...].first { place in
      guard place > start + 1, tokens[place].is("{"), scopeOf[place] == scopeOf[start] else { return false }
      let last = tokens[place - 1]
      return last.path != nil || last.is(")") || last.is("]") || last.is("}")
    }
  }

  private func statementEnd(after index: Int) -> Int {
    let scope = scopeOf[index]
    for place in index..<tokens.count where scopeOf[place] == scope {
      if tokens[place].kind == .lineEnd || tokens[place].is(";") || tokens[place].is("}") { return place }
    }
    return tokens.count
  }
}
