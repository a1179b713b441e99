/// JSON that was read once: its bytes, and where each value stands in them.
///
/// Strings and numbers stay where they are until asked for, so a document costs a few words a value.
package struct JSONDocument: Sendable {
  package enum Kind: UInt8, Sendable { case object, array, string, number, yes, no, null }

  /// What backslashes a string has.
  package enum Escapes: UInt8, Sendable {
    case none
    /// Only such as canonical JSON writes: `\n`, `\"`, but neither `\/` nor `\u`.
    case canonical
    case any
  }

  /// A value, or the key before a member's value. Nodes stand in the order of the text, children after their parent.
  package struct Node: Sendable {
    package var kind: Kind
    package var escapes: Escapes
    /// Its bytes, without the quotes of a string.
    package var start: Int32, end: Int32
    /// The node after this one and all in it.
    package var next: Int32
  }

  package let bytes: [UInt8]
  package let nodes: [Node]
  /// What was replaced in strings.
  package let findings: JSONFindings
  /// Longest text that is read, in bytes.
  static let limit = Int(Int32.max) - 16

  /// The outermost value's node.
  package static let root = 0

  /// Reads exactly one value of RFC 8259, with spaces around it.
  ///
  /// A byte order mark in front is dropped. Refused are: ill-formed UTF-8, raw control bytes in strings, a key twice
  /// in an object (escapes resolved), more than 64 levels or four million values, and by `policy` what it refuses.
  package init(_ bytes: [UInt8], policy: JSONPolicy) throws(JSONRefusal) {
    guard bytes.count <= JSONDocument.limit else {
      throw JSONRefusal(at: JSONDocument.limit, "the text is longer than can be read")
    }
    let (nodes, findings) = try bytes.withUnsafeBufferPointer {
      (text: UnsafeBufferPointer<UInt8>) throws(JSONRefusal) -> ([Node], JSONFindings) in
      var scanner = JSONScanner(text, policy: policy)
      try scanner.scan()
      return (scanner.nodes, scanner.findings)
    }
    self.bytes = bytes
    self.nodes = nodes
    self.findings = findings
  }

  package func kind(of node: Int) -> Kind { nodes[node].kind }

  /// The node after this value and all in it.
  package func next(after node: Int) -> Int { Int(nodes[node].next) }

  /// The bytes as they stand in the text, without the quotes of a string.
  package func source(of node: Int) -> ArraySlice<UInt8> { bytes[Int(nodes[node].start)..<Int(nodes[node].end)] }

  /// The UTF-8 of a string or key with its escapes resolved; of anything else, its source.
  package func textBytes(of node: Int) -> ArraySlice<UInt8> {
    nodes[node].escapes == .none ? source(of: node) : JSONEscapes.resolved(source(of: node))[...]
  }

  /// The same as a string.
  package func text(of node: Int) -> String { String(decoding: textBytes(of: node), as: UTF8.self) }

  /// The nodes of an array's elements, in order.
  package func elements(of array: Int) -> [Int] {
    var elements: [Int] = []
    var node = array + 1
    while node < next(after: array) {
      elements.append(node)
      node = next(after: node)
    }
    return elements
  }

  /// The key nodes of an object, in the order of the text.
  package func keys(of object: Int) -> [Int] {
    withSource { $0.keys(of: object) }
  }

  /// The value node of the member with this key. Keys are compared byte by byte, escapes resolved.
  package func member(_ name: String, of object: Int) -> Int? {
    let end = next(after: object)
    var key = object + 1
    while key < end {
      if textBytes(of: key).elementsEqual(name.utf8) { return key + 1 }
      key = next(after: key + 1)
    }
    return nil
  }
}
