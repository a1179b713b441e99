internal import Evidence
internal import Governance

/// A place in a JSON document, with what is read from it; nil where the shape is another.
struct JSONReading {
  private let document: JSONDocument
  private let node: Int

  private init(_ document: JSONDocument, _ node: Int) {
    self.document = document
    self.node = node
  }

  /// - Throws: `json` when the bytes are not JSON.
  init(_ bytes: [UInt8]) throws(Problem) {
    do {
      self.init(try JSONDocument(bytes, policy: .generation), JSONDocument.root)
    } catch {
      throw Problem(.fault, "json", happened: "What the catalog keeps is not JSON.", because: error.reason)
    }
  }

  /// The member of an object; nil when it is missing or null.
  subscript(_ name: String) -> JSONReading? {
    guard document.kind(of: node) == .object, let member = document.member(name, of: node),
      document.kind(of: member) != .null
    else { return nil }
    return JSONReading(document, member)
  }

  var elements: [JSONReading] {
    document.kind(of: node) == .array ? document.elements(of: node).map { JSONReading(document, $0) } : []
  }

  var text: String? { document.kind(of: node) == .string ? document.text(of: node) : nil }
  /// As it is written in the document.
  var source: String { String(decoding: document.source(of: node), as: UTF8.self) }
  /// A string's text, or anything else as it is written.
  var words: String { text ?? source }
  var isTrue: Bool { document.kind(of: node) == .yes }
  var integer: Int64? { document.kind(of: node) == .number ? Int64(source) : nil }
  var number: Double? { document.kind(of: node) == .number ? Double(source) : nil }
  /// A time as PostgreSQL writes it into JSON.
  var instant: Instant? { text.flatMap { Instant.reading(of: $0)?.instant } }
}
