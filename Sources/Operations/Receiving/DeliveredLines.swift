package import Evidence
internal import Governance
package import Ingest

/// The records of a request's body: lines, elements of a JSON array, or one object.
package struct DeliveredLines: Sendable {
  package struct Line: Sendable, Equatable {
    /// From 1.
    package var number: Int
    package var content: Result<[UInt8], Refusal>
  }
  /// How many records one request may hold: what is refused of them costs memory and time that the bytes do not show.
  package static let most = 20_000

  package private(set) var lines: [Line] = []
  /// There are more than `most`; then none is here.
  package private(set) var isTooMany = false

  /// One JSON value: each element of a list, or the value itself.
  ///
  /// - Throws: when the body is no JSON that can be taken.
  package init(json body: [UInt8]) throws(JSONRefusal) {
    let document = try JSONDocument(body, policy: .generation)
    guard document.kind(of: JSONDocument.root) == .array else {
      lines = [Line(number: 1, content: .success(body))]
      return
    }
    let elements = document.elements(of: JSONDocument.root)
    guard elements.count <= Self.most else {
      isTooMany = true
      return
    }
    lines = elements.enumerated().map { place, node in
      let quoted = document.kind(of: node) == .string
      let source = Array(document.source(of: node))
      return Line(number: place + 1, content: .success(quoted ? [0x22] + source + [0x22] : source))
    }
  }

  /// Figures of a body, whatever writes them; what they do not say is taken from `defaults`.
  package init(figures delivered: DeliveredLines, digest: String, defaults: [JSONValue.Member]) {
    var reading = ReportReading(defaults: defaults)
    var told: [ReportLine] = []
    for line in delivered.lines {
      switch line.content {
      case .success(let bytes):
        told += reading.take(LineReader.Line(number: line.number, offset: 0, content: .bytes(bytes)))
      case .failure(let refusal): told.append(ReportLine(number: line.number, raw: [], refusal: refusal))
      }
    }
    told += reading.finish(digest: digest)
    lines = told.map { Line(number: $0.number, content: $0.refusal.map { .failure($0) } ?? .success($0.raw)) }
  }

  /// One JSON value a line.
  package init(lines body: [UInt8]) {
    guard body.count(where: { $0 == UInt8(ascii: "\n") }) <= Self.most else {
      isTooMany = true
      return
    }
    var reader = LineReader()
    var read = reader.take(body)
    if let last = reader.finish() { read.append(last) }
    lines = read.map { line in
      switch line.content {
      case .bytes(let bytes): Line(number: line.number, content: .success(bytes))
      case .tooLong(let refusal): Line(number: line.number, content: .failure(refusal))
      }
    }
  }
}
