extension PolicyBundle {
  /// The ids that the rules write as `"id": "…"`, sorted. What they are listed against is `listedIDs`: one that stands on
  /// one side only makes every gate unmet that expects or answers it.
  package var answeredIDs: [String] {
    var ids: Set<String> = []
    for module in modules {
      let tokens = RegoToken.all(in: module.source)
      for index in tokens.indices.dropLast(2) where tokens[index].kind == .string("id") && tokens[index + 1].is(":") {
        if case .string(let id) = tokens[index + 2].kind { ids.insert(id) }
      }
    }
    return ids.sorted()
  }
}
