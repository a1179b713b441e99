extension CanonicalJSON {
  mutating func append(_ source: JSONSource, _ node: Int) throws(JSONRefusal) {
    switch source.nodes[node].kind {
    case .string:
      appendString(source, node)
    case .number:
      findings.formUnion(
        try CanonicalNumber.append(
          source.bytes(of: node), at: Int(source.nodes[node].start), policy: policy.numbers, to: &output))
    case .yes, .no, .null:
      output.append(contentsOf: source.bytes(of: node))
    case .array:
      output.append(UInt8(ascii: "["))
      var element = node + 1
      let end = source.next(after: node)
      while element < end {
        if element > node + 1 { output.append(UInt8(ascii: ",")) }
        try append(source, element)
        element = source.next(after: element)
      }
      output.append(UInt8(ascii: "]"))
    case .object:
      try append(source, keys: source.keys(of: node))
    }
  }

  mutating func append(_ source: JSONSource, keys: [Int]) throws(JSONRefusal) {
    output.append(UInt8(ascii: "{"))
    var isFirst = true
    for key in source.inCanonicalOrder(keys) {
      if !isFirst { output.append(UInt8(ascii: ",")) }
      isFirst = false
      appendString(source, key)
      output.append(UInt8(ascii: ":"))
      try append(source, key + 1)
    }
    output.append(UInt8(ascii: "}"))
  }

  mutating func appendString(_ source: JSONSource, _ node: Int) {
    output.append(UInt8(ascii: "\""))
    if source.nodes[node].escapes == .any {
      appendNormalised(source.bytes(of: node))
    } else {
      output.append(contentsOf: source.bytes(of: node))
    }
    output.append(UInt8(ascii: "\""))
  }
}

extension JSONSource {
  fileprivate func inCanonicalOrder(_ keys: [Int]) -> [Int] {
    guard keys.contains(where: { nodes[$0].escapes != .none }) else {
      return keys.sorted { CanonicalKeyOrder.isBefore(bytes(of: $0), bytes(of: $1)) }
    }
    let named = keys.map { (key: $0, name: JSONEscapes.resolved(bytes(of: $0))) }
    return named.sorted { CanonicalKeyOrder.isBefore($0.name, $1.name) }.map(\.key)
  }
}
