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
    try document.withSource { (source) throws(JSONRefusal) in try append(source, node) }
  }

  /// Appends an object of these members of a document, given by their key nodes in any order.
  package mutating func append(_ document: JSONDocument, keys: [Int]) throws(JSONRefusal) {
    try document.withSource { (source) throws(JSONRefusal) in try append(source, keys: keys) }
  }

  /// Appends a string or a key of a document, in quotes.
  package mutating func appendString(of document: JSONDocument, _ node: Int) {
    document.withSource { appendString($0, node) }
  }
}
