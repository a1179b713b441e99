package import Governance

/// Writes canonical JSON (RFC 8785) into a growing buffer: no spaces, members by UTF-16 order, shortest numbers.
package struct CanonicalJSON: Sendable {
  package var output: [UInt8] = []
  /// What could not be written as it was.
  package var findings: JSONFindings = []
  let policy: JSONPolicy

  package init(policy: JSONPolicy, capacity: Int = 0) {
    self.policy = policy
    output.reserveCapacity(capacity)
  }

  /// The canonical form of an artifact's body.
  ///
  /// - Throws: `json.refused` when it is no JSON, or would not come back the same; `what` names it there.
  package static func body(of text: [UInt8], what: String = "The body") throws(Problem) -> [UInt8] {
    do throws(JSONRefusal) {
      var writer = CanonicalJSON(policy: .artifact, capacity: text.count)
      try writer.append(try JSONDocument(text, policy: .artifact), JSONDocument.root)
      return writer.output
    } catch {
      throw error.problem(with: what)
    }
  }

  /// Appends bytes that are already canonical: brackets, commas, keys.
  package mutating func append(raw text: StaticString) {
    output.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Appends a value of a document.
  package mutating func append(_ document: JSONDocument, _ node: Int) throws(JSONRefusal) {
    switch document.kind(of: node) {
    case .string:
      appendString(of: document, node)
    case .number:
      findings.formUnion(
        try CanonicalNumber.append(
          document.source(of: node), at: Int(document.nodes[node].start), policy: policy.numbers, to: &output))
    case .yes, .no, .null:
      output.append(contentsOf: document.source(of: node))
    case .array:
      output.append(UInt8(ascii: "["))
      var element = node + 1
      let end = document.next(after: node)
      while element < end {
        if element > node + 1 { output.append(UInt8(ascii: ",")) }
        try append(document, element)
        element = document.next(after: element)
      }
      output.append(UInt8(ascii: "]"))
    case .object:
      try append(document, keys: document.keys(of: node))
    }
  }

  /// Appends an object of these members, given by their key nodes in any order.
  package mutating func append(_ document: JSONDocument, keys: [Int]) throws(JSONRefusal) {
    output.append(UInt8(ascii: "{"))
    for (index, key) in document.inCanonicalOrder(keys).enumerated() {
      if index > 0 { output.append(UInt8(ascii: ",")) }
      appendString(of: document, key)
      output.append(UInt8(ascii: ":"))
      try append(document, key + 1)
    }
    output.append(UInt8(ascii: "}"))
  }
}

extension JSONDocument {
  /// The key nodes of an object, in the order of the text.
  package func keys(of object: Int) -> [Int] {
    var keys: [Int] = []
    let end = next(after: object)
    var key = object + 1
    while key < end {
      keys.append(key)
      key = next(after: key + 1)
    }
    return keys
  }

  fileprivate func inCanonicalOrder(_ keys: [Int]) -> [Int] {
    guard keys.count > 1 else { return keys }
    if !keys.contains(where: { nodes[$0].isEscaped }) {
      return keys.sorted { CanonicalKeyOrder.isBefore(source(of: $0), source(of: $1)) }
    }
    let named = keys.map { (key: $0, name: JSONEscapes.resolved(source(of: $0))) }
    return named.sorted { CanonicalKeyOrder.isBefore($0.name, $1.name) }.map(\.key)
  }
}
